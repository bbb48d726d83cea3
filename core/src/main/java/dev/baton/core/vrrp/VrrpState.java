package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;

/**
 * Where one virtual router stands. A value: a new event makes a new one. Deadlines are part of it,
 * so a timer that was reset cannot fire late.
 */
public sealed interface VrrpState {

  /** {@link #nextDeadlineNanos()} of a state that waits for no time. */
  long NEVER = Long.MAX_VALUE;

  /** The effective priority: what trackers made of the base priority. */
  int priority();

  /** When {@link VrrpEvent.TimePassed} is due, in monotonic nanoseconds, or {@link #NEVER}. */
  long nextDeadlineNanos();

  /** Whether adverts are sent and the addresses are ours. */
  default boolean isMaster() {
    return this instanceof Master;
  }

  /** Before the first decision: not started, or a tracked script has given no result yet. */
  record Init(int priority) implements VrrpState {
    @Override
    public long nextDeadlineNanos() {
      return NEVER;
    }
  }

  /**
   * Listens, and takes over at {@code expiresAtNanos} unless a good advert puts that off.
   *
   * @param masterIntervalNanos what the down timer is measured by; v3 learns it from the master
   * @param master the last sender of an advert, or {@link IpAddress#ANY4}, {@link IpAddress#ANY6}
   * @param masterPriority the priority in that advert; 0 while no master is known
   * @param preemptAtNanos when a running {@code preempt_delay} ends; {@link #NEVER} if none runs
   */
  record Backup(
      int priority,
      long expiresAtNanos,
      long masterIntervalNanos,
      IpAddress master,
      int masterPriority,
      long preemptAtNanos)
      implements VrrpState {
    @Override
    public long nextDeadlineNanos() {
      return expiresAtNanos;
    }
  }

  /**
   * Owns the addresses and says so every interval.
   *
   * @param advertAtNanos when the next advert is due; re-armed from the previous deadline
   * @param advertedAtNanos when the last advert left
   */
  record Master(int priority, long advertAtNanos, long advertedAtNanos, long sinceNanos)
      implements VrrpState {
    @Override
    public long nextDeadlineNanos() {
      return advertAtNanos;
    }
  }

  /** Cannot serve: an interface is down, a tracker failed, no source address, held by config. */
  record Fault(int priority) implements VrrpState {
    @Override
    public long nextDeadlineNanos() {
      return NEVER;
    }
  }

  /** Ended, for good. */
  record Stopped(int priority) implements VrrpState {
    @Override
    public long nextDeadlineNanos() {
      return NEVER;
    }
  }
}
