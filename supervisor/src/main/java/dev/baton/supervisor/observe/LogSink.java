package dev.baton.supervisor.observe;

/** A place where log lines go. It may make its caller wait, but only for a bounded time. */
interface LogSink {

  /** Writes one line; false if it is lost. */
  boolean write(LogEntry entry, WallClock clock);

  /**
   * Opens its file, or opens it again where it was rotated.
   *
   * @return why that cannot be; empty if it is done, or there is nothing to open
   */
  default String open() {
    return "";
  }
}
