package dev.baton.core.wire;

import java.util.List;

/**
 * How well the router's loop keeps time, since its start.
 *
 * @param turnCount how often it woke
 * @param longestTurnNanos the longest time between a wake-up and the next wait
 * @param latestNanos the greatest lateness of a turn after its deadline
 * @param stallCount how often the lateness passed the bound
 * @param latenessCounts turns that had a deadline, by {@link #LATENESS_BOUND_NANOS}; the last class
 *     holds what is beyond all bounds
 */
public record LoopFigures(
    long turnCount,
    long longestTurnNanos,
    long latestNanos,
    long stallCount,
    List<Long> latenessCounts) {

  /** A loop that has not turned. */
  static final LoopFigures NONE = new LoopFigures(0, 0, 0, 0, List.of());

  /** Upper bounds of the classes of lateness. */
  public static final List<Long> LATENESS_BOUND_NANOS =
      List.of(
          50_000L,
          100_000L,
          200_000L,
          500_000L,
          1_000_000L,
          2_000_000L,
          5_000_000L,
          10_000_000L,
          100_000_000L);
}
