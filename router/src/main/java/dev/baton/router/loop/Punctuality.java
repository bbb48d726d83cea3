package dev.baton.router.loop;

import dev.baton.core.wire.LoopFigures;
import java.util.ArrayList;
import java.util.List;

/**
 * How punctual the loop is: how late its turns began after their deadlines, and how long they took.
 *
 * <p>Only the loop reads and writes this object; {@link #figures()} returns a value that others can
 * use.
 */
final class Punctuality {

  private final long[] latenessCounts = new long[LoopFigures.LATENESS_BOUND_NANOS.size() + 1];
  private long latestNanos;
  private long longestTurnNanos;
  private long turnCount;
  private long stallCount;

  /** A turn began because its deadline had come, so much after it. */
  void late(long latenessNanos) {
    int at = 0;
    while (at < latenessCounts.length - 1
        && latenessNanos > LoopFigures.LATENESS_BOUND_NANOS.get(at)) {
      at++;
    }
    latenessCounts[at]++;
    latestNanos = Math.max(latestNanos, latenessNanos);
  }

  /** The node was told of a stall. */
  void stalled() {
    stallCount++;
  }

  /** A turn has ended. */
  void turned(long durationNanos) {
    turnCount++;
    longestTurnNanos = Math.max(longestTurnNanos, durationNanos);
  }

  LoopFigures figures() {
    List<Long> counts = new ArrayList<>(latenessCounts.length);
    for (long count : latenessCounts) {
      counts.add(count);
    }
    return new LoopFigures(turnCount, longestTurnNanos, latestNanos, stallCount, counts);
  }
}
