package dev.baton.supervisor.observe;

/** A place where log lines go. It may make its caller wait, but only for a bounded time. */
interface LogSink {

  /** Writes one line; false if it is lost. */
  boolean write(LogEntry entry, WallClock clock);

  /** Begins anew where that means something: a log file that was rotated. */
  default void reopen() {}
}
