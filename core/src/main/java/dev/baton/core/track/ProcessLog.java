package dev.baton.core.track;

import dev.baton.core.log.LogLine;

/** What is said about tracked processes. Operators grep for these words. */
final class ProcessLog {

  private ProcessLog() {}

  static LogLine quorum(ProcessPolicy process, boolean good) {
    return LogLine.info(
        "Quorum " + (good ? "gained" : "lost") + " for tracked process " + process.name());
  }
}
