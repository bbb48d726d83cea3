package dev.baton.config.tree;

import dev.baton.core.net.IpAddress;
import java.util.List;

/** The typed argument of a keyword, after all checks that need no host. */
public sealed interface Value {

  /** The word stands there; that is all. */
  record Flag() implements Value {}

  /** On or off. */
  record Switch(boolean on) implements Value {}

  /** A whole number. */
  record Whole(long number) implements Value {}

  /** A time in microseconds; times beyond 292,000 years are cut to that. */
  record Time(long micros) implements Value {

    /** The same in nanoseconds, cut to what a long holds. */
    public long nanos() {
      return micros > Long.MAX_VALUE / 1_000 ? Long.MAX_VALUE : micros * 1_000;
    }
  }

  /** A tracker's weight. */
  record Weighted(int points, boolean reverse) implements Value {}

  /** One word. */
  record Text(String text) implements Value {}

  /** Any number of words; what they mean, the keyword's reader knows. */
  record Texts(List<String> words) implements Value {}

  /** An address. */
  record Address(IpAddress address) implements Value {}

  /**
   * A command as written, with the user and the group that it shall run as.
   *
   * @param words the command split at blanks outside quotes; the first is the program
   * @param user empty for the default
   * @param group empty for the user's own
   */
  record CommandText(String text, List<String> words, String user, String group) implements Value {}
}
