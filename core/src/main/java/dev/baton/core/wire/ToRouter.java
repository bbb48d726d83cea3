package dev.baton.core.wire;

import dev.baton.core.node.NodeOptions;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.Set;

/** What the supervisor says to the router. Each is one datagram of their SOCK_SEQPACKET pair. */
public sealed interface ToRouter {

  /**
   * A configuration is ready: the descriptor that comes with this datagram is a memfd with the
   * host's facts and the normalised text (see {@link ConfigurationHandover}).
   *
   * @param generation grows by one with each configuration
   * @param options what the command line says
   */
  record Configure(long generation, NodeOptions options) implements ToRouter {}

  /** A tracked object was read. */
  record TrackerRead(TrackerId tracker, Reading reading) implements ToRouter {}

  /**
   * Write a snapshot of these sections to a memfd and send it: {@link ToSupervisor.Snapshot}. A
   * section that the router does not know is missing in its answer.
   *
   * @param thenClear zero the counters once they are in the snapshot
   */
  record Show(long requestId, Set<SnapshotSection<?>> sections, boolean thenClear)
      implements ToRouter {}

  /** Say {@link ToSupervisor.Alive}: a loop that hangs cannot. */
  record Ping() implements ToRouter {}

  /** Resign and end. */
  record Stop() implements ToRouter {}
}
