package dev.baton.core.node;

import java.util.Arrays;
import java.util.List;

/**
 * How often each of several things has happened, without an allocation for each.
 *
 * @param <K> the things
 */
final class Tally<K extends Enum<K>> {

  private final long[] counts;

  Tally(K[] all) {
    counts = new long[all.length];
  }

  /** It has happened once more. */
  @SuppressWarnings("EnumOrdinal") // The order is that of the constants, everywhere.
  void add(K what) {
    counts[what.ordinal()]++;
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** In the order of the constants. */
  List<Long> counts() {
    return Arrays.stream(counts).boxed().toList();
  }

  /** What {@link #counts} said of one of them; 0 if it said nothing. */
  @SuppressWarnings("EnumOrdinal")
  static <K extends Enum<K>> long in(List<Long> counts, K what) {
    return what.ordinal() < counts.size() ? counts.get(what.ordinal()) : 0;
  }
}
