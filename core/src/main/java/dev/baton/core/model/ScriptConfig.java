package dev.baton.core.model;

import dev.baton.core.track.Reading;
import dev.baton.core.track.ScriptPolicy;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;

/**
 * A vrrp_script.
 *
 * @param intervalNanos from start to start
 * @param timeoutNanos how long one run may take; the interval if none was given
 * @param rise successes in a row that make a bad script good
 * @param fall failures in a row that make a good script bad
 * @param initFail it counts as failed until its first result
 */
public record ScriptConfig(
    String name,
    Command command,
    long intervalNanos,
    long timeoutNanos,
    Weight weight,
    int rise,
    int fall,
    boolean initFail)
    implements TrackerConfig {

  /** What the judgement of its runs depends on. */
  public ScriptPolicy policy() {
    return new ScriptPolicy(name, intervalNanos, timeoutNanos, rise, fall, initFail);
  }

  @Override
  public TrackerId id() {
    return TrackerId.script(name);
  }

  @Override
  public Reading beforeFirst() {
    return initFail ? Reading.Verdict.DOWN : Reading.Verdict.AWAITED;
  }

  @Override
  public Reading beforeFirstAfterReload() {
    return initFail ? Reading.Verdict.DOWN : Reading.Verdict.PRESUMED;
  }

  /** A verdict outlives a reload that runs the same command as the same user. */
  @Override
  public boolean continues(TrackerConfig previous) {
    return previous instanceof ScriptConfig script && script.command.equals(command);
  }
}
