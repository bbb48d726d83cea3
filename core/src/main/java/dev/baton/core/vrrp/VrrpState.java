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

  /**
   * Before the first decision: not started, a tracked script has given no result yet, or an address
   * owner waits for the end of the startup delay.
   *
   * @param startsAtNanos when the owner becomes master; {@link #NEVER} if that is not settled
   */
  record Init(int priority, long startsAtNanos) implements VrrpState {

    /** Before the start. */
    public Init(int priority) {
      this(priority, NEVER);
    }

    @Override
    public long nextDeadlineNanos() {
      return startsAtNanos;
    }
  }

  /**
   * Listens, and takes over at {@code expiresAtNanos} unless a good advert puts that off, or it
   * still owes listening.
   *
   * @param masterIntervalNanos what the down timer is measured by; v3 learns it from the master
   * @param master the last sender of an advert, or {@link IpAddress#ANY4}, {@link IpAddress#ANY6}
   * @param masterPriority the priority in that advert; 0 while no master is known, or it resigned
   * @param preempting that advert was lower and discarded: we let the deadline run out
   * @param preemptAtNanos when a running {@code preempt_delay} ends; {@link #NEVER} if none runs
   * @param listensUntilNanos it slept, and owes listening until then; only a resignation ends that
   */
  record Backup(
      int priority,
      long expiresAtNanos,
      long masterIntervalNanos,
      IpAddress master,
      int masterPriority,
      boolean preempting,
      long preemptAtNanos,
      long listensUntilNanos)
      implements VrrpState {

    /** {@link #listensUntilNanos()} of one that did not sleep: long past. */
    static final long AWAKE = 0;

    @Override
    public long nextDeadlineNanos() {
      return Math.max(expiresAtNanos, listensUntilNanos);
    }
  }

  /**
   * Owns the addresses and says so every interval.
   *
   * @param advertAtNanos when the next advert is due; re-armed from the previous deadline
   * @param advertedAtNanos when the last advert left
   * @param predecessor the master whose silence made us master; "any" if none was silent
   * @param rival the last other router that claimed the addresses although we outrank it
   */
  record Master(
      int priority,
      long advertAtNanos,
      long advertedAtNanos,
      long sinceNanos,
      IpAddress predecessor,
      Rival rival)
      implements VrrpState {

    /** The same, because {@code silent} was master and fell silent. */
    Master succeeding(IpAddress silent) {
      return new Master(priority, advertAtNanos, advertedAtNanos, sinceNanos, silent, rival);
    }

    Master withPriority(int other) {
      return new Master(other, advertAtNanos, advertedAtNanos, sinceNanos, predecessor, rival);
    }

    Master withRival(Rival other) {
      return new Master(priority, advertAtNanos, advertedAtNanos, sinceNanos, predecessor, other);
    }

    /** An advert leaves now, the next one at {@code nextNanos}. */
    Master advertised(long nextNanos, long nowNanos) {
      return new Master(priority, nextNanos, nowNanos, sinceNanos, predecessor, rival);
    }

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

  /**
   * What a master remembers of another router that spoke as master and is outranked by it. The last
   * three are for another address owner, whose claim is as good as ours.
   *
   * @param address its address; "any" if there was none
   * @param answeredAtNanos when it was last answered
   * @param saidAtNanos when the operator was last told
   * @param patienceAdverts how many of our adverts it may still ignore
   * @param waitNanos how long to listen for it after those
   * @param decidesAtNanos until when it must have fallen silent; {@link #NEVER} if we do not listen
   */
  record Rival(
      IpAddress address,
      long answeredAtNanos,
      long saidAtNanos,
      int patienceAdverts,
      long waitNanos,
      long decidesAtNanos) {

    /** No other router claims to be master. */
    public static final Rival NONE = new Rival(IpAddress.ANY4, 0, 0, 0, 0, NEVER);

    /** The same, answered now. */
    Rival answered(long nowNanos) {
      return new Rival(address, nowNanos, saidAtNanos, patienceAdverts, waitNanos, decidesAtNanos);
    }
  }
}
