package dev.baton.core.node;

import dev.baton.core.bfd.BfdCounter;
import dev.baton.core.bfd.BfdDiscard;
import dev.baton.core.bfd.LocalTimers;
import dev.baton.core.bfd.Remote;
import dev.baton.core.bfd.SessionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The BFD sessions of a node at one moment, for dumps and status.
 *
 * @param discards packets that were thrown away, by the ordinal of {@link BfdDiscard}
 */
public record BfdSnapshot(List<Session> sessions, List<Long> discards) {

  /**
   * One session.
   *
   * @param open its packets can leave
   * @param changedAtNanos when it changed its state last, monotonic
   * @param heardAtNanos when the neighbor was heard last, monotonic; {@link Long#MAX_VALUE} if not
   * @param counters by the ordinal of {@link BfdCounter}
   */
  public record Session(
      String name,
      SessionState state,
      int diagnostic,
      int localDiscriminator,
      Remote remote,
      LocalTimers timers,
      long transmitNanos,
      long detectionNanos,
      boolean open,
      long changedAtNanos,
      long heardAtNanos,
      List<Long> counters) {

    /** What was counted of it. */
    public long count(BfdCounter counter) {
      return Tally.in(counters, counter);
    }
  }

  /** Of no sessions. */
  public static final BfdSnapshot NONE = new BfdSnapshot(List.of(), List.of());

  /** The sessions by their names. */
  public Map<String, Session> byName() {
    var byName = new HashMap<String, Session>();
    sessions.forEach(session -> byName.put(session.name(), session));
    return byName;
  }

  /** How many packets were thrown away for this reason. */
  public long count(BfdDiscard reason) {
    return Tally.in(discards, reason);
  }
}
