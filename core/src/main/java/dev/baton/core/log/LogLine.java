package dev.baton.core.log;

import dev.baton.core.net.Printable;

/**
 * One line for the operator's log, with the words that operators grep for.
 *
 * <p>It is a value: whoever decides makes it, the supervisor stamps and writes it.
 */
public record LogLine(Level level, String text) {

  /** A line whose text is one line, whatever names and values are in it. */
  public LogLine {
    text = Printable.of(text);
  }

  /** How much a line matters; syslog(3) severities, and {@code DETAIL} for those of option -D. */
  public enum Level {
    ERROR,
    WARNING,
    NOTICE,
    INFO,
    DETAIL
  }

  /** An ordinary line. */
  public static LogLine info(String text) {
    return new LogLine(Level.INFO, text);
  }

  /** A line that only option -D shows. */
  public static LogLine detail(String text) {
    return new LogLine(Level.DETAIL, text);
  }

  /** A line about something that the operator should fix. */
  public static LogLine warning(String text) {
    return new LogLine(Level.WARNING, text);
  }

  /** A line about something that failed. */
  public static LogLine error(String text) {
    return new LogLine(Level.ERROR, text);
  }
}
