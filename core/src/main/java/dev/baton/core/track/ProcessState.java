package dev.baton.core.track;

/**
 * Where one vrrp_track_process stands.
 *
 * @param count how many processes there are
 * @param surveyed all processes have been looked at; before that nothing is known
 * @param good what was told last
 * @param pending what the count says by now, if that is the contrary
 */
public record ProcessState(long count, boolean surveyed, boolean good, Pending pending) {

  /** Whether a change waits for its delay, and for which one. */
  public enum Delay {
    NONE,
    FORK,
    TERMINATE
  }

  /**
   * A change that counts once it has lasted.
   *
   * @param dueNanos when {@link ProcessEvent.TimePassed} is due; Long.MAX_VALUE for no change
   */
  public record Pending(Delay delay, long dueNanos) {
    static final Pending NOTHING = new Pending(Delay.NONE, Long.MAX_VALUE);
  }

  /** When {@link ProcessEvent.TimePassed} is due. */
  public long nextDeadlineNanos() {
    return pending.dueNanos;
  }

  ProcessState counting(long next) {
    return new ProcessState(next, surveyed, good, pending);
  }

  ProcessState waiting(Pending next) {
    return new ProcessState(count, surveyed, good, next);
  }
}
