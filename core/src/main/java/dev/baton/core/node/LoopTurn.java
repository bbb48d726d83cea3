package dev.baton.core.node;

/**
 * One turn of the loop around a node: the order in which the node hears of events, and what counts
 * as a stall. The router and the simulation both use it.
 *
 * @param latenessNanos how long after the node's deadline the turn began; negative if before it
 * @param suspendedNanos how long the machine was suspended since the last turn. The monotonic
 *     clock, which deadlines use, does not count this time; CLOCK_BOOTTIME does (clock_gettime(2))
 */
public record LoopTurn(long latenessNanos, long suspendedNanos) {

  /** A turn that begins so much late is a stall: the peers may have waited in vain. */
  public static final long STALL_NANOS = 10_000_000;

  /** Who reads the inputs and tells the node. */
  public interface Driver {

    /** Tells the node that it was away, before anything else. */
    void stalled(long gapNanos);

    /** Tells it of all that is known to be there. */
    void hearReady();

    /** Looks at all sockets, named or not: what waits there must be heard before time counts. */
    void hearAll();

    /** Whether a deadline has come by now: what was heard may have brought one forward. */
    boolean isDue();

    /** Tells it that time has passed. */
    void timePassed();
  }

  /** Whether a deadline has come. */
  public boolean isDue() {
    return latenessNanos >= 0;
  }

  /** Whether the node was away for longer than it may be. */
  public boolean isStalled() {
    return latenessNanos > STALL_NANOS || suspendedNanos > STALL_NANOS;
  }

  /**
   * Goes through the turn.
   *
   * @param mayHaveMissed there may be more to read than the driver was told of
   */
  public void run(Driver driver, boolean mayHaveMissed) {
    if (isStalled()) {
      driver.stalled(Math.max(latenessNanos, 0) + suspendedNanos);
    }
    driver.hearReady();
    // A process that was stopped wakes with nothing ready.
    if (isStalled() || (isDue() && mayHaveMissed)) {
      driver.hearAll();
    }
    // Left to the next turn, a deadline that was moved into the past would look like a stall.
    if (isDue() || isStalled() || driver.isDue()) {
      driver.timePassed();
    }
  }
}
