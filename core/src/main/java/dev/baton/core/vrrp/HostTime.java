package dev.baton.core.vrrp;

/**
 * The time of a host. Deadlines are of the monotonic clock, which nobody sets.
 *
 * @param nowNanos CLOCK_MONOTONIC
 * @param wallAheadNanos by how much CLOCK_REALTIME, nanoseconds since 1970 in UTC, is ahead of it
 * @param steppedNanos by how much the wall clock was set in steps since the start, all together
 */
public record HostTime(long nowNanos, long wallAheadNanos, long steppedNanos) {

  /** For whoever signs nothing and checks no signature. */
  public static final HostTime NONE = new HostTime(0, 0, 0);
}
