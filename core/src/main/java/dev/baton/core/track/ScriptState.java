package dev.baton.core.track;

/**
 * Where one vrrp_script stands: its score, and the run that is under way.
 *
 * @param score 0 to rise + fall - 1; good from {@code rise} on
 * @param judged a run has ended since the script was configured
 * @param nextStartNanos when the next run is due
 * @param lastStatus the exit status of the last run that exited, 0 before the first
 * @param refusal why the last run could not be started; empty if it was
 */
public record ScriptState(
    int score, boolean judged, Run run, long nextStartNanos, int lastStatus, String refusal) {

  /** What the script is doing. */
  public sealed interface Run {
    /** When {@link ScriptEvent.TimePassed} is due for this run's sake. */
    long deadlineNanos();
  }

  /** No run is under way. */
  public record Idle() implements Run {
    @Override
    public long deadlineNanos() {
      return Long.MAX_VALUE;
    }
  }

  /** A run is under way, and has until {@code deadlineNanos}. */
  public record Running(long deadlineNanos) implements Run {}

  /**
   * A run took too long, or is not wanted any more, and is being ended.
   *
   * @param signals how many signals it has been sent
   */
  public record Ending(long deadlineNanos, int signals, boolean leaving) implements Run {}

  /** When {@link ScriptEvent.TimePassed} is due. */
  public long nextDeadlineNanos() {
    return Math.min(nextStartNanos, run.deadlineNanos());
  }

  ScriptState withRun(Run next) {
    return new ScriptState(score, judged, next, nextStartNanos, lastStatus, refusal);
  }

  ScriptState startingAt(long nanos) {
    return new ScriptState(score, judged, run, nanos, lastStatus, refusal);
  }

  ScriptState scored(int next) {
    return new ScriptState(next, true, run, nextStartNanos, lastStatus, refusal);
  }

  ScriptState returned(int status) {
    return new ScriptState(score, judged, run, nextStartNanos, status, refusal);
  }

  ScriptState refused(String reason) {
    return new ScriptState(score, judged, run, nextStartNanos, lastStatus, reason);
  }
}
