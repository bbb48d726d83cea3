package dev.baton.core.track;

/**
 * How the processes of a vrrp_track_process are judged.
 *
 * @param quorum at least so many make it good
 * @param quorumMax more than so many make it bad
 * @param forkDelayNanos how long a change lasts before it counts that came by a fork
 * @param terminateDelayNanos the same for one that came by the end of a process
 */
public record ProcessPolicy(
    String name, long quorum, long quorumMax, long forkDelayNanos, long terminateDelayNanos) {

  /** Whether so many are right. */
  boolean isGood(long count) {
    return count >= quorum && count <= quorumMax;
  }
}
