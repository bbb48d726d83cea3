package dev.baton.core.vrrp;

/**
 * The time of day that adverts are signed with and judged by: the wall clock, but without the steps
 * by which it was set since it was trusted. A value.
 *
 * <p>A router whose clock is set by more than the window would be refused by its peers and refuse
 * them, and both would serve. But it knows of the step, for the monotonic clock has none. So it
 * goes on as if there had been none, and its group notices nothing. Whether the clock was right
 * before the step or is right since, the peers decide: a genuine advert that only the new time
 * explains makes {@link #trustingWall} the answer.
 *
 * @param known whether the clock was looked at
 * @param steppedNanos the steps that are trusted, all together
 */
public record TrustedTime(boolean known, long steppedNanos) {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int FRACTION_BITS = 16;
  private static final int COUNTER_BITS = 16;

  /** The clock was not looked at yet: the first look is trusted. */
  public static final TrustedTime NONE = new TrustedTime(false, 0);

  /** After a look at the clock. */
  TrustedTime at(HostTime time) {
    return known ? this : trustingWall(time);
  }

  /** What the wall clock says at this time is right. */
  static TrustedTime trustingWall(HostTime time) {
    return new TrustedTime(true, time.steppedNanos());
  }

  /** Whether the wall clock says something else, since it was set. */
  boolean doubtsWall(HostTime time) {
    return time.steppedNanos() != steppedNanos;
  }

  /**
   * The time as adverts carry it: 32 bits of seconds, 16 of the fraction of a second, and 16 of a
   * counter, which is 0.
   */
  long sequence(HostTime time) {
    long utcNanos = time.nowNanos() + time.wallAheadNanos() - (time.steppedNanos() - steppedNanos);
    long seconds = Math.floorDiv(utcNanos, SECOND_NANOS);
    long fraction = (Math.floorMod(utcNanos, SECOND_NANOS) << FRACTION_BITS) / SECOND_NANOS;
    return seconds << Integer.SIZE | fraction << COUNTER_BITS;
  }

  /** The seconds from the second time to the first, whichever way round 32 bits is nearer. */
  static long secondsBetween(long sequence, long other) {
    return (int) ((sequence >>> Integer.SIZE) - (other >>> Integer.SIZE));
  }
}
