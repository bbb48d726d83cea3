package dev.baton.supervisor.observe;

import dev.baton.core.log.LogLine;

/**
 * A line of the log with who says it and when.
 *
 * @param epochSecond the wall clock
 */
record LogEntry(Speaker speaker, LogLine line, long epochSecond) {

  /** {@code Fri Nov 20 11:23:32 2026: text}, for a console or a file. */
  String stamped(WallClock clock) {
    return clock.date(epochSecond) + ": " + line.text() + "\n";
  }
}
