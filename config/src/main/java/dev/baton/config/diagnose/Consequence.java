package dev.baton.config.diagnose;

import java.util.List;
import java.util.Set;

/**
 * When a diagnostic says no more than another one: {@code baton check} leaves it out then. Whoever
 * reports the mistake knows what it may follow from, and says so here.
 */
public sealed interface Consequence {

  /** Of nothing: it is always said. */
  record OfNothing() implements Consequence {}

  /** Of a mistake that is reported where the object is defined. */
  record OfItsDefinition() implements Consequence {}

  /**
   * Of a mistake in a line of the same block that would have given what the block lacks.
   *
   * @param words that such a line begins with
   * @param codes of the mistakes that such a line may have
   */
  record OfLine(List<String> words, Set<String> codes) implements Consequence {}

  /** Of the same cause as an earlier one of its code: many lines name one file. */
  record OfSameCause() implements Consequence {}

  /** Of an earlier one of its code in the same line, from which on the line was misunderstood. */
  record OfSameLine() implements Consequence {}
}
