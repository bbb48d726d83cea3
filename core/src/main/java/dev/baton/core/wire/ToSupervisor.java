package dev.baton.core.wire;

import dev.baton.core.log.LogLine;
import dev.baton.core.node.Transition;

/** What the router says to the supervisor. */
public sealed interface ToSupervisor {

  /** The loop runs; a configuration may come. */
  record Alive() implements ToSupervisor {}

  /** The configuration of this generation is in force. */
  record Configured(long generation) implements ToSupervisor {}

  /** A line for the log. */
  record Log(LogLine line) implements ToSupervisor {}

  /** A change of state. */
  record Transitioned(Transition transition) implements ToSupervisor {}

  /** The snapshot that was asked for; its descriptor is a memfd that holds the encoded node. */
  record Snapshot(long requestId) implements ToSupervisor {}

  /** Messages that found no room in the queue, since the last such report. */
  record Lost(long logLines, long transitions) implements ToSupervisor {}

  /** All is given up; the process ends now. */
  record Finished() implements ToSupervisor {}
}
