package dev.baton.core.wire;

import dev.baton.core.log.LogLine;
import dev.baton.core.node.Transition;

/** What the router says to the supervisor. */
public sealed interface ToSupervisor {

  /** The loop runs: a configuration may come, and the answer to each {@link ToRouter.Ping}. */
  record Alive() implements ToSupervisor {}

  /** The configuration of this generation is in force. */
  record Configured(long generation) implements ToSupervisor {}

  /** A line for the log. */
  record Log(LogLine line) implements ToSupervisor {}

  /** A change of state. */
  record Transitioned(Transition transition) implements ToSupervisor {}

  /**
   * The snapshot that was asked for; its descriptor is a memfd that holds an encoded {@link
   * RouterSnapshot}.
   */
  record Snapshot(long requestId) implements ToSupervisor {}

  /** Messages that found no room in the queue, since the last such report. */
  record Lost(long logLines, long transitions) implements ToSupervisor {}

  /**
   * Somebody signalled the router directly. It stops by itself on SIGTERM and SIGINT and sends no
   * such message then; what the other signals ask for (HUP, USR1, USR2, ...) are files, which are
   * the supervisor's business.
   */
  record Signalled(int signal) implements ToSupervisor {}

  /** All is given up; the process ends now. */
  record Finished() implements ToSupervisor {}
}
