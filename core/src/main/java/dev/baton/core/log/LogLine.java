package dev.baton.core.log;

import dev.baton.core.net.Printable;

/**
 * One line for the operator's log, with the words that operators grep for.
 *
 * <p>It is a value: whoever decides makes it, the supervisor stamps and writes it. It is one line,
 * whatever the names hold that are in it, and cannot pass for another.
 */
public record LogLine(Level level, String text) {

  /** The text without controls. */
  public LogLine {
    text = Printable.line(text);
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

  /** A line about something that the operator should mend. */
  public static LogLine warning(String text) {
    return new LogLine(Level.WARNING, text);
  }

  /** A line about something that failed. */
  public static LogLine error(String text) {
    return new LogLine(Level.ERROR, text);
  }
}
