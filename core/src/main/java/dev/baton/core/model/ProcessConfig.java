package dev.baton.core.model;

import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.ProcessPolicy;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;

/**
 * A vrrp_track_process: processes are counted, and it is good while there are as many as wanted.
 *
 * @param pattern which ones are counted
 * @param weight for those who track it without a weight of their own
 * @param quorum at least so many processes
 * @param quorumMax at most so many; {@link #UNLIMITED} for any number
 * @param forkDelayNanos how long a change lasts before it counts that came by a fork
 * @param terminateDelayNanos the same for one that came by the end of a process
 */
public record ProcessConfig(
    String name,
    ProcessPattern pattern,
    Weight weight,
    long quorum,
    long quorumMax,
    long forkDelayNanos,
    long terminateDelayNanos)
    implements TrackerConfig {

  /** No number of processes is too many. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** What the judgement of the count depends on. */
  public ProcessPolicy policy() {
    return new ProcessPolicy(name, quorum, quorumMax, forkDelayNanos, terminateDelayNanos);
  }

  @Override
  public TrackerId id() {
    return TrackerId.process(name);
  }

  @Override
  public Reading beforeFirst() {
    return Reading.Verdict.AWAITED;
  }

  @Override
  public Reading beforeFirstAfterReload() {
    return Reading.Verdict.PRESUMED;
  }

  /** A verdict outlives a reload that counts the same processes. */
  @Override
  public boolean continues(TrackerConfig previous) {
    return previous instanceof ProcessConfig process && process.pattern.equals(pattern);
  }
}
