package dev.baton.core.node;

/** Something of a node that waits for a time. */
interface Timed {

  /**
   * When {@link #timePassed} is due, in monotonic nanoseconds; {@link Long#MAX_VALUE} if it waits
   * for no time. What is due and cannot be done must not stay due.
   */
  long nextDeadlineNanos();

  /**
   * Its time has come.
   *
   * @param nowNanos that of the turn, or the slightly later one of what may leave early
   */
  void timePassed(long nowNanos, TurnActions turn);

  /** Whether what it waits for may be done at {@code nowNanos} already. */
  default boolean mayComeBy(long nowNanos) {
    return nextDeadlineNanos() <= nowNanos;
  }
}
