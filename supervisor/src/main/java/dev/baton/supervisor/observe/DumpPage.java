package dev.baton.supervisor.observe;

import dev.baton.core.net.Printable;
import dev.baton.core.track.Weight;

/** The layout of a dump: sections, and items that are indented by their rank (1, 3 or 5). */
final class DumpPage {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final StringBuilder out = new StringBuilder(8192);

  void section(String title) {
    out.append("------< ").append(Printable.line(title)).append(" >------\n");
  }

  void line(int indent, String text) {
    out.repeat(' ', indent).append(Printable.line(text)).append('\n');
  }

  void item(int indent, String key, String value) {
    line(indent, key + " = " + value);
  }

  void item(int indent, String key, long value) {
    item(indent, key, Long.toString(value));
  }

  void item(int indent, String key, boolean value) {
    item(indent, key, value ? "true" : "false");
  }

  /** {@code weight -20 reverse}. */
  static String weight(Weight weight) {
    return "weight " + weight.points() + (weight.reverse() ? " reverse" : "");
  }

  /** {@code 1 sec}, {@code 500 milli-sec}. */
  static String interval(long nanos) {
    return nanos % NANOS_PER_SECOND == 0
        ? nanos / NANOS_PER_SECOND + " sec"
        : nanos / 1_000_000 + " milli-sec";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
