package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.VrrpMachine.log;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpAction.Announce;
import dev.baton.core.vrrp.VrrpAction.Cause;
import dev.baton.core.vrrp.VrrpAction.Count;
import dev.baton.core.vrrp.VrrpAction.Entered;
import dev.baton.core.vrrp.VrrpAction.GiveUpAddresses;
import dev.baton.core.vrrp.VrrpAction.LowerPriorityHeard;
import dev.baton.core.vrrp.VrrpAction.Say;
import dev.baton.core.vrrp.VrrpAction.SendAdvert;
import dev.baton.core.vrrp.VrrpAction.TakeAddresses;
import dev.baton.core.vrrp.VrrpEvent.AddressTaken;
import dev.baton.core.vrrp.VrrpEvent.Faulted;
import dev.baton.core.vrrp.VrrpEvent.GroupBecomesMaster;
import dev.baton.core.vrrp.VrrpEvent.GroupLeavesMaster;
import dev.baton.core.vrrp.VrrpEvent.Heard;
import dev.baton.core.vrrp.VrrpEvent.PriorityChanged;
import dev.baton.core.vrrp.VrrpEvent.Reconfigured;
import dev.baton.core.vrrp.VrrpEvent.Recovered;
import dev.baton.core.vrrp.VrrpEvent.Stalled;
import dev.baton.core.vrrp.VrrpEvent.Start;
import dev.baton.core.vrrp.VrrpEvent.Stop;
import dev.baton.core.vrrp.VrrpEvent.TimePassed;
import dev.baton.core.vrrp.VrrpMachine.Step;
import dev.baton.core.vrrp.VrrpState.Answer;
import dev.baton.core.vrrp.VrrpState.Answers;
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import dev.baton.core.vrrp.VrrpState.Stopped;
import java.util.ArrayList;
import java.util.List;

/**
 * How a master reacts to each event (RFC 9568, section 6.4.3). It sends an advert every interval,
 * defends the addresses against lower routers, and yields to higher ones. {@link OwnerDispute}
 * handles conflicts between two address owners.
 */
final class MasterRole {

  /** A rival that keeps speaking is reported again after this long; in between only with -D. */
  private static final long SAY_AGAIN_NANOS = 60_000_000_000L;

  /**
   * The least time between two answers to what other routers say, unless half an interval is more:
   * what is sent every few milliseconds anyway need not be repeated at anybody's wish.
   */
  private static final long ANSWER_GAP_NANOS_MIN = 100_000_000L;

  private static final Count SENT = new Count(VrrpCounter.ADVERT_SENT);
  private static final Count SENT_ZERO = new Count(VrrpCounter.PRIORITY_ZERO_SENT);
  private static final Count RELEASED = new Count(VrrpCounter.RELEASED_MASTER);

  private MasterRole() {}

  /** Becomes master because the addresses are its own. */
  static Step enter(VrrpConfig config, int priority, long nowNanos, Cause cause) {
    return new Step(fresh(config, priority, nowNanos), entering(config, priority, cause));
  }

  /** Becomes master because the deadline of {@code before} has come, and those of its group. */
  static Step succeed(
      VrrpConfig config, Backup before, long nowNanos, Cause cause, LogLine... reasons) {
    Master fresh = fresh(config, before.priority(), nowNanos);
    boolean silent = before.masterPriority() != VrrpPacket.RESIGNATION && !before.preempting();
    return new Step(
        silent ? fresh.succeeding(before.master()) : fresh,
        entering(config, before.priority(), cause, reasons));
  }

  private static Master fresh(VrrpConfig config, int priority, long nowNanos) {
    return new Master(
        BackupRole.restored(config, priority),
        nowNanos + config.advertIntervalNanos(),
        nowNanos,
        nowNanos,
        IpAddress.ANY4,
        Rival.NONE,
        Answers.NONE);
  }

  /** The advert leaves first, for it is what the others wait for. */
  private static List<VrrpAction> entering(
      VrrpConfig config, int priority, Cause cause, LogLine... reasons) {
    List<VrrpAction> actions = new ArrayList<>();
    actions.add(new SendAdvert(priority));
    actions.add(SENT);
    for (LogLine reason : reasons) {
      actions.add(new Say(reason));
    }
    actions.add(new Say(log(config).enteringMaster()));
    actions.add(new Count(VrrpCounter.BECAME_MASTER));
    actions.add(new TakeAddresses());
    actions.add(new Entered(cause));
    return List.copyOf(actions);
  }

  static Step step(VrrpConfig config, Master self, VrrpEvent event, long nowNanos) {
    return switch (event) {
      case Heard heard when silentTooLong(config, self, nowNanos) ->
          hearWhileSilent(config, self, heard, nowNanos);
      case Heard heard -> heard(config, self, heard, nowNanos);
      case TimePassed _ when silentTooLong(config, self, nowNanos) ->
          stepAside(config, self, nowNanos);
      case TimePassed _ when nowNanos >= self.advertAtNanos() -> advertise(config, self, nowNanos);
      case Stalled _ -> afterStall(config, self, nowNanos);
      case Faulted(var cause) ->
          resign(config, new Fault(self.priority()), new Cause(cause), log(config).enteringFault());
      case AddressTaken(var cause) ->
          resign(
              config,
              waitingTheSkew(config, self.priority(), nowNanos),
              new Cause(cause),
              log(config).enteringBackup());
      case GroupLeavesMaster(var resigning, var cause) when resigning ->
          resign(
              config,
              waitingTheSkew(config, self.priority(), nowNanos),
              new Cause(cause),
              log(config).enteringBackup());
      case GroupLeavesMaster(var _, var cause) -> follow(config, self, cause, nowNanos);
      case PriorityChanged(var priority) ->
          VrrpMachine.changePriority(config, self, self.withPriority(priority));
      case Reconfigured(var previous) when !config.equals(previous) ->
          advertiseNow(config, self, nowNanos);
      case Stop _ -> resign(config, new Stopped(self.priority()), new Cause("stopped"));
      case TimePassed _, Start _, Recovered _, Reconfigured _, GroupBecomesMaster _ ->
          Step.of(self);
    };
  }

  private static Step heard(VrrpConfig config, Master self, Heard heard, long nowNanos) {
    int theirs = heard.packet().priority();
    if (theirs == VrrpPacket.RESIGNATION) {
      return otherMasterLeaves(config, self, nowNanos);
    }
    if (theirs == self.priority() && heard.source().equals(heard.local())) {
      // Our own advert, come back, or a clone of this host: yielding or answering would make two
      // equal routers flap. The receiver has warned.
      return Step.of(self);
    }
    if (theirs > self.priority()) {
      return giveWay(
          config,
          self,
          heard,
          nowNanos,
          log(config).yieldingToHigher(heard.source(), theirs, self.priority()));
    }
    if (theirs == self.priority() && heard.source().compareTo(heard.local()) > 0) {
      return giveWay(
          config, self, heard, nowNanos, log(config).yieldingToEqual(heard.source(), theirs));
    }
    return theirs == VrrpConfig.OWNER_PRIORITY // and so is ours
        ? OwnerDispute.heard(config, self, heard, nowNanos)
        : defend(config, self, heard, nowNanos);
  }

  /**
   * Another master leaves: tell its backups at once that there is still one, and the neighbours,
   * who may have learned the addresses from it, where they are.
   */
  private static Step otherMasterLeaves(VrrpConfig config, Master self, long nowNanos) {
    var say = new Say(log(config).masterHeardPriorityZero());
    Answer last = self.answers().resigned();
    long gapNanos = answerGapNanos(config);
    if (!last.mayFollow(gapNanos, nowNanos)) {
      Answers owing = new Answers(self.answers().lower(), last.owing());
      Master next = self.withAnswers(owing).advertisingBy(last.atNanos() + gapNanos);
      return last.owed() ? Step.of(next) : Step.of(next, say);
    }
    Answers answers = new Answers(self.answers().lower(), Answer.given(nowNanos));
    return Step.of(
        self.withAnswers(answers).advertised(nowNanos + config.advertIntervalNanos(), nowNanos),
        new SendAdvert(self.priority()),
        SENT,
        say,
        new Announce(Announce.Reason.DOUBT));
  }

  private static long answerGapNanos(VrrpConfig config) {
    return Math.max(ANSWER_GAP_NANOS_MIN, config.advertIntervalNanos() / 2);
  }

  /**
   * Yields, and has the winner hear of us once if it was master before us and fell silent: it may
   * have been cut off and not dead, then it does not know of us, and only an advert of ours makes
   * it announce the addresses again to those who learned them from us. If it was dead and has
   * started again, the advert does no harm.
   */
  private static Step giveWay(
      VrrpConfig config, Master self, Heard heard, long nowNanos, LogLine reason) {
    List<VrrpAction> actions = new ArrayList<>();
    if (config.higherPrioritySendAdvert() || heard.source().equals(self.predecessor())) {
      actions.add(new SendAdvert(self.priority()));
      actions.add(SENT);
    }
    actions.add(new Say(reason));
    int theirs = heard.packet().priority();
    var cause =
        theirs == self.priority()
            ? new Cause(heard.source() + " has the same priority and the higher address")
            : new Cause(
                "priority " + theirs + " of " + heard.source() + " beats our " + self.priority());
    leave(config, actions, cause);
    return new Step(
        BackupRole.yielding(config, self.priority(), heard, nowNanos), List.copyOf(actions));
  }

  /** Another master took over from the group: it has taken this virtual router, too, or will. */
  private static Step follow(VrrpConfig config, Master self, String cause, long nowNanos) {
    List<VrrpAction> actions = new ArrayList<>();
    leave(config, actions, new Cause(cause));
    return new Step(BackupRole.listening(config, self.priority(), nowNanos), List.copyOf(actions));
  }

  /** Adds what every way from master to backup ends with. */
  static void leave(VrrpConfig config, List<VrrpAction> actions, Cause cause) {
    actions.add(new Say(log(config).enteringBackup()));
    actions.add(new GiveUpAddresses());
    actions.add(RELEASED);
    actions.add(new Entered(cause));
  }

  /**
   * A lower router speaks as master: show it and its neighbours who is. That is done at most twice
   * an interval, whoever speaks, or anybody could make us flood the network and start scripts.
   */
  static Step defend(VrrpConfig config, Master self, Heard heard, long nowNanos) {
    Rival known = self.rival();
    boolean same = isAbout(known, heard);
    boolean told = same && nowNanos - known.saidAtNanos() < SAY_AGAIN_NANOS;
    LogLine line =
        log(config)
            .lowerWhileMaster(
                heard.source(),
                heard.packet().priority(),
                self.priority(),
                !config.lowerPriorityNoAdvert());
    if (!mayAnswer(config, self, nowNanos)) {
      // Whoever was answered just now and speaks again has not heard it yet, or never will.
      return same
          ? Step.of(self)
          : Step.of(owing(config, self).withRival(lower(heard, nowNanos)), new Say(line));
    }
    var rival =
        same
            ? new Rival(
                heard.source(),
                told ? known.saidAtNanos() : nowNanos,
                known.patienceAdverts(),
                known.waitNanos(),
                known.decidesAtNanos())
            : lower(heard, nowNanos);
    return answer(
        config,
        self,
        config.lowerPriorityNoAdvert() ? rival : OwnerDispute.afterOwnAdvert(rival, nowNanos),
        nowNanos,
        lines(config, told ? LogLine.detail(line.text()) : line, told));
  }

  /** The sender of the answer goes on above the rival's sequence number. */
  private static List<LogLine> lines(VrrpConfig config, LogLine first, boolean told) {
    boolean numbered = config.authentication() instanceof VrrpAuthentication.Header;
    return numbered && !told && !config.lowerPriorityNoAdvert()
        ? List.of(first, log(config).sequenceRaised())
        : List.of(first);
  }

  private static Rival lower(Heard heard, long nowNanos) {
    return new Rival(heard.source(), nowNanos, 0, 0, VrrpState.NEVER);
  }

  static boolean isAbout(Rival rival, Heard heard) {
    return rival.address().equals(heard.source());
  }

  static boolean mayAnswer(VrrpConfig config, Master self, long nowNanos) {
    return self.answers().lower().mayFollow(answerGapNanos(config), nowNanos);
  }

  /** The answer comes with the next advert, which leaves as soon as that is allowed. */
  static Master owing(VrrpConfig config, Master self) {
    Answer last = self.answers().lower();
    Master next = self.withAnswers(new Answers(last.owing(), self.answers().resigned()));
    return config.lowerPriorityNoAdvert()
        ? next
        : next.advertisingBy(last.atNanos() + answerGapNanos(config));
  }

  static Step answer(
      VrrpConfig config, Master self, Rival rival, long nowNanos, List<LogLine> lines) {
    List<VrrpAction> actions = new ArrayList<>();
    if (!config.lowerPriorityNoAdvert()) {
      actions.add(new SendAdvert(self.priority()));
      actions.add(SENT);
    }
    lines.forEach(line -> actions.add(new Say(line)));
    actions.add(new Announce(Announce.Reason.LOWER_PRIORITY));
    actions.add(new LowerPriorityHeard());
    Answers answers = new Answers(Answer.given(nowNanos), self.answers().resigned());
    Master next = self.withRival(rival).withAnswers(answers);
    return new Step(
        config.lowerPriorityNoAdvert()
            ? next
            : next.advertised(nowNanos + config.advertIntervalNanos(), nowNanos),
        List.copyOf(actions));
  }

  /**
   * Whether peers may have taken over because they heard nothing from us: their shortest down
   * interval has passed. With {@code down_timer_adverts 1} any lateness would do; two intervals are
   * allowed there, or this router could not live with its own jitter.
   */
  private static boolean silentTooLong(VrrpConfig config, Master self, long nowNanos) {
    long limitNanos = Math.max(2, config.downTimerAdverts()) * config.advertIntervalNanos();
    return nowNanos - self.advertedAtNanos() >= limitNanos;
  }

  /**
   * Gives the addresses up without a word on the wire: priority 0 would make the backups of the new
   * master, if there is one, take over from it.
   */
  private static Step stepAside(VrrpConfig config, Master self, long nowNanos) {
    long silenceNanos = nowNanos - self.advertedAtNanos();
    List<VrrpAction> actions = new ArrayList<>();
    actions.add(new Say(log(config).steppingAside(silenceNanos)));
    leave(config, actions, new Cause("no advert was sent for " + silenceNanos / 1_000_000 + " ms"));
    var aside = BackupRole.listening(config, self.priority(), nowNanos);
    return new Step(
        BackupRole.afterStall(config, aside, silenceNanos, nowNanos), List.copyOf(actions));
  }

  /** What it hears before it knows that it slept may be from its successor: a backup judges it. */
  private static Step hearWhileSilent(VrrpConfig config, Master self, Heard heard, long nowNanos) {
    Step aside = stepAside(config, self, nowNanos);
    Step heardAside = VrrpMachine.step(config, aside.state(), heard, nowNanos);
    List<VrrpAction> actions = new ArrayList<>(aside.actions());
    actions.addAll(heardAside.actions());
    return new Step(heardAside.state(), List.copyOf(actions));
  }

  /**
   * The next deadline counts from the last one, so adverts do not drift; one that lies in the past
   * already counts from now, so that a stall is not followed by a burst.
   */
  private static Step advertise(VrrpConfig config, Master self, long nowNanos) {
    long intervalNanos = config.advertIntervalNanos();
    long onTimeNanos = self.advertAtNanos() + intervalNanos;
    long nextNanos = onTimeNanos > nowNanos ? onTimeNanos : nowNanos + intervalNanos;
    Rival rival = self.rival();
    List<VrrpAction> actions = new ArrayList<>();
    actions.add(new SendAdvert(self.priority()));
    actions.add(SENT);
    if (rival.decidesAtNanos() < nowNanos) {
      actions.add(new Say(log(config).otherOwnerStopped(rival.address())));
      rival = Rival.NONE;
    }
    Master next =
        self.withRival(OwnerDispute.afterOwnAdvert(rival, nowNanos))
            .withAnswers(answersGiven(config, self.answers(), nowNanos, actions))
            .advertised(nextNanos, nowNanos);
    return new Step(next, List.copyOf(actions));
  }

  /** With an advert of ours goes what is owed to others, as far as it may be given by now. */
  private static Answers answersGiven(
      VrrpConfig config, Answers owed, long nowNanos, List<VrrpAction> actions) {
    long gapNanos = answerGapNanos(config);
    Answer lower = owed.lower();
    if (lower.owed() && lower.mayFollow(gapNanos, nowNanos)) {
      actions.add(new Announce(Announce.Reason.LOWER_PRIORITY));
      actions.add(new LowerPriorityHeard());
      lower = Answer.given(nowNanos);
    }
    Answer resigned = owed.resigned();
    if (resigned.owed() && resigned.mayFollow(gapNanos, nowNanos)) {
      actions.add(new Announce(Announce.Reason.DOUBT));
      resigned = Answer.given(nowNanos);
    }
    return new Answers(lower, resigned);
  }

  private static Step advertiseNow(VrrpConfig config, Master self, long nowNanos) {
    return Step.of(
        self.advertised(nowNanos + config.advertIntervalNanos(), nowNanos),
        new SendAdvert(self.priority()),
        SENT);
  }

  /**
   * A master that slept no longer than its peers wait is still master. It says so at once; and if
   * one lost advert more would have been enough for a second master, it announces the addresses
   * again, in case there was one.
   */
  private static Step afterStall(VrrpConfig config, Master self, long nowNanos) {
    if (silentTooLong(config, self, nowNanos)) {
      return stepAside(config, self, nowNanos);
    }
    if (nowNanos < self.advertAtNanos()) {
      return Step.of(self);
    }
    Step spoken = advertise(config, self, nowNanos);
    long doubtNanos = (config.downTimerAdverts() - 1) * config.advertIntervalNanos();
    if (nowNanos - self.advertedAtNanos() < doubtNanos) {
      return spoken;
    }
    List<VrrpAction> actions = new ArrayList<>(spoken.actions());
    actions.add(new Announce(Announce.Reason.DOUBT));
    return new Step(spoken.state(), List.copyOf(actions));
  }

  /** Leaves with one priority 0: the backups then wait their skew only. */
  private static Step resign(VrrpConfig config, VrrpState next, Cause cause, LogLine... lines) {
    List<VrrpAction> actions = new ArrayList<>();
    actions.add(new SendAdvert(0));
    actions.add(SENT);
    actions.add(SENT_ZERO);
    for (LogLine line : lines) {
      actions.add(new Say(line));
    }
    actions.add(new Say(log(config).sentPriorityZero()));
    actions.add(new GiveUpAddresses());
    actions.add(RELEASED);
    actions.add(new Entered(cause));
    return new Step(next, List.copyOf(actions));
  }

  /** After somebody took an address away: the next in rank may serve, else it is us again soon. */
  private static Backup waitingTheSkew(VrrpConfig config, int priority, long nowNanos) {
    long skewNanos = config.skewNanos(priority, config.advertIntervalNanos());
    return BackupRole.listening(config, priority, nowNanos).expiringAt(nowNanos + skewNanos);
  }
}
