package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;

/**
 * The state of one virtual router. It is a value: each event creates a new one. Deadlines are part
 * of the state, so a timer that was reset cannot fire late.
 */
public sealed interface VrrpState {

  /** {@link #nextDeadlineNanos()} of a state that waits for no time. */
  long NEVER = Long.MAX_VALUE;

  /** The effective priority: what trackers made of the base priority. */
  int priority();

  /** When {@link VrrpEvent.TimePassed} is due, in monotonic nanoseconds, or {@link #NEVER}. */
  long nextDeadlineNanos();

  /** The state in keepalived's word for it. */
  default String word() {
    return switch (this) {
      case Init _ -> "INIT";
      case Backup _ -> "BACKUP";
      case Master _ -> "MASTER";
      case Fault _ -> "FAULT";
      case Stopped _ -> "STOP";
    };
  }

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
   * @param ready its time has come, and it waits for the rest of its sync group
   */
  record Backup(
      int priority,
      long expiresAtNanos,
      long masterIntervalNanos,
      IpAddress master,
      int masterPriority,
      boolean preempting,
      long preemptAtNanos,
      long listensUntilNanos,
      boolean ready)
      implements VrrpState {

    /** {@link #listensUntilNanos()} of one that did not sleep: long past. */
    static final long AWAKE = 0;

    /** Whether it knows of a master that it would not take over from. */
    public boolean follows() {
      return !ready && !preempting && !master.isAny() && masterPriority > 0;
    }

    /** The same with another deadline, for which it has to wait first. */
    Backup expiringAt(long atNanos) {
      return new Backup(
          priority,
          atNanos,
          masterIntervalNanos,
          master,
          masterPriority,
          preempting,
          preemptAtNanos,
          listensUntilNanos,
          false);
    }

    /** The same with another priority and the deadline that comes of it; it heard of no master. */
    Backup withPriority(int other, long atNanos) {
      return new Backup(
          other,
          atNanos,
          masterIntervalNanos,
          master,
          masterPriority,
          false,
          preemptAtNanos,
          listensUntilNanos,
          ready);
    }

    /** The same after an advert that puts its deadline off, and by which that is measured. */
    Backup obeying(
        IpAddress sender, int senderPriority, long intervalNanos, long atNanos, long preemptAt) {
      return new Backup(
          priority,
          atNanos,
          intervalNanos,
          sender,
          senderPriority,
          false,
          preemptAt,
          listensUntilNanos,
          false);
    }

    /** The same after an advert of {@code sender}; its deadline has not moved. */
    Backup hearing(IpAddress sender, int senderPriority, boolean discarded) {
      return new Backup(
          priority,
          expiresAtNanos,
          masterIntervalNanos,
          sender,
          senderPriority,
          discarded,
          preemptAtNanos,
          listensUntilNanos,
          ready);
    }

    /** The same, whose preempt delay ends then. */
    Backup preemptingAt(long atNanos) {
      return new Backup(
          priority,
          expiresAtNanos,
          masterIntervalNanos,
          master,
          masterPriority,
          preempting,
          atNanos,
          listensUntilNanos,
          ready);
    }

    /** The same, which has to listen until then. */
    Backup listeningUntil(long untilNanos) {
      return new Backup(
          priority,
          expiresAtNanos,
          masterIntervalNanos,
          master,
          masterPriority,
          preempting,
          preemptAtNanos,
          untilNanos,
          false);
    }

    /** The same, whose time has come. */
    Backup waitingForGroup() {
      return new Backup(
          priority,
          expiresAtNanos,
          masterIntervalNanos,
          master,
          masterPriority,
          preempting,
          preemptAtNanos,
          listensUntilNanos,
          true);
    }

    @Override
    public long nextDeadlineNanos() {
      return ready ? NEVER : Math.max(expiresAtNanos, listensUntilNanos);
    }
  }

  /**
   * Owns the addresses and says so every interval.
   *
   * @param advertAtNanos when the next advert is due; re-armed from the previous deadline
   * @param advertedAtNanos when the last advert left
   * @param predecessor the master whose silence made us master; "any" if none was silent
   * @param rival the last other router that claimed the addresses although we outrank it
   * @param answers what other routers made it do lately, whichever they were
   */
  record Master(
      int priority,
      long advertAtNanos,
      long advertedAtNanos,
      long sinceNanos,
      IpAddress predecessor,
      Rival rival,
      Answers answers)
      implements VrrpState {

    /** The same, because {@code silent} was master and fell silent. */
    Master succeeding(IpAddress silent) {
      return new Master(
          priority, advertAtNanos, advertedAtNanos, sinceNanos, silent, rival, answers);
    }

    Master withPriority(int other) {
      return new Master(
          other, advertAtNanos, advertedAtNanos, sinceNanos, predecessor, rival, answers);
    }

    Master withRival(Rival other) {
      return new Master(
          priority, advertAtNanos, advertedAtNanos, sinceNanos, predecessor, other, answers);
    }

    Master withAnswers(Answers other) {
      return new Master(
          priority, advertAtNanos, advertedAtNanos, sinceNanos, predecessor, rival, other);
    }

    /** The same, whose next advert leaves no later than this. */
    Master advertisingBy(long atNanos) {
      return advertised(Math.min(advertAtNanos, atNanos), advertedAtNanos);
    }

    /** An advert leaves now, the next one at {@code nextNanos}. */
    Master advertised(long nextNanos, long nowNanos) {
      return new Master(priority, nextNanos, nowNanos, sinceNanos, predecessor, rival, answers);
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
   * @param saidAtNanos when the operator was last told
   * @param patienceAdverts how many of our adverts it may still ignore
   * @param waitNanos how long to listen for it after those
   * @param decidesAtNanos until when it must have fallen silent; {@link #NEVER} if we do not listen
   */
  record Rival(
      IpAddress address,
      long saidAtNanos,
      int patienceAdverts,
      long waitNanos,
      long decidesAtNanos) {

    /** No other router claims to be master. */
    public static final Rival NONE = new Rival(IpAddress.ANY4, 0, 0, 0, NEVER);
  }

  /**
   * How a master keeps what others can make it do within bounds: there is one limit for each of two
   * occasions, whoever gives them. An occasion that comes too soon after an answer is not lost but
   * owed: one answer serves all that came meanwhile.
   *
   * @param lower to adverts of routers that we outrank
   * @param resigned to other masters that resign
   */
  record Answers(Answer lower, Answer resigned) {

    /** Nobody has made it do anything. */
    public static final Answers NONE = new Answers(Answer.NONE, Answer.NONE);
  }

  /**
   * The answers to one kind of occasion.
   *
   * @param atNanos when the last one was given; {@link #NEVER} if none was
   * @param owed whether there was an occasion since
   */
  record Answer(long atNanos, boolean owed) {

    /** None was given. */
    public static final Answer NONE = new Answer(NEVER, false);

    /** One is given now. */
    static Answer given(long nowNanos) {
      return new Answer(nowNanos, false);
    }

    /** The same, with an occasion that is still to be answered. */
    Answer owing() {
      return new Answer(atNanos, true);
    }

    /** Whether another one may be given, if there is so much between two. */
    boolean mayFollow(long gapNanos, long nowNanos) {
      return atNanos == NEVER || nowNanos - atNanos >= gapNanos;
    }
  }
}
