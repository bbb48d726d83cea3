package dev.baton.config.text;

import dev.baton.config.diagnose.SourceSpan;
import java.util.List;

/**
 * What the structure of the language is made of: a line of words, or a brace. Braces end a line of
 * words wherever they stand, so {@code a { b }} is the same as its four parts below one another.
 *
 * @param words empty for a brace
 * @param line the line that it is part of, from {@code from} to before {@code to}
 * @param unterminated a quote was opened and not closed; the words end before it
 */
public record Statement(
    Kind kind, List<Word> words, Spanned line, int from, int to, boolean unterminated) {

  /** Its characters as written, for the second splitting of commands. */
  public Spanned raw() {
    return line.part(from, to).trimmed();
  }

  /** Where it stands. */
  public SourceSpan span() {
    return raw().span();
  }

  /** What it is. */
  public enum Kind {
    WORDS,
    OPEN,
    CLOSE
  }

  /** The first word's text, or the brace. */
  public String head() {
    return switch (kind) {
      case WORDS -> words.isEmpty() ? "" : words.get(0).text();
      case OPEN -> "{";
      case CLOSE -> "}";
    };
  }
}
