package dev.baton.core.node;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;

/** Passes what was read of a tracker on to those who track it. */
final class TrackerNews {

  private final TrackerBoard board;
  private final InstanceTable instanceTable;
  private final Cascade<Member> cascade;

  TrackerNews(TrackerBoard board, InstanceTable instanceTable, Cascade<Member> cascade) {
    this.board = board;
    this.instanceTable = instanceTable;
    this.cascade = cascade;
  }

  /** By whoever reads it for us. */
  void read(TrackerId tracker, Reading reading) {
    if (board.read(tracker, reading)) {
      instanceTable.concernedBy(tracker).forEach(cascade::mark);
    }
  }

  /** By ourselves. Who fails with a session does not take over in the same breath. */
  void sessionRead(BfdSession session, Reading reading, TurnActions turn) {
    TrackerId tracker = session.config().id();
    if (board.read(tracker, reading)) {
      boolean up = reading == Reading.Verdict.UP;
      for (Instance instance : instanceTable.concernedBy(tracker)) {
        turn.say(NodeLog.sessionChanged(instance.name(), session.config().name(), up));
        cascade.mark(instance);
      }
      cascade.settle(instanceTable.memberCount());
    }
  }
}
