package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.VrrpMachine.log;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpAction.Cause;
import dev.baton.core.vrrp.VrrpAction.Entered;
import dev.baton.core.vrrp.VrrpAction.Say;
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
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * How a backup reacts to each event (RFC 9568, section 6.4.2). It listens to the master; every
 * valid advert moves its deadline, and when the deadline comes, it takes over.
 */
final class BackupRole {

  private BackupRole() {}

  static Step step(VrrpConfig config, Backup self, VrrpEvent event, long nowNanos) {
    return switch (event) {
      case Heard heard -> heard(config, self, heard, nowNanos);
      case TimePassed _ when nowNanos >= self.nextDeadlineNanos() && config.grouped() ->
          Step.of(self.waitingForGroup(), new Say(log(config).advertTimeout()));
      case TimePassed _ when nowNanos >= self.nextDeadlineNanos() ->
          takeOver(config, self, nowNanos, log(config).advertTimeout());
      case GroupBecomesMaster _ -> takeOver(config, self, nowNanos);
      case Faulted(var cause) ->
          Step.of(
              new Fault(restored(config, self.priority())),
              new Say(log(config).enteringFault()),
              new Entered(new Cause(cause)));
      case PriorityChanged(var priority) ->
          VrrpMachine.changePriority(config, self, withPriority(config, self, priority));
      case Stalled(var gapNanos) -> Step.of(afterStall(config, self, gapNanos, nowNanos));
      case Reconfigured(var previous) -> Step.of(afterReload(config, self, previous, nowNanos));
      case Start(var delayNanos) ->
          Step.of(listening(config, self.priority(), nowNanos + delayNanos));
      case Stop _ -> VrrpMachine.stop(self.priority());
      case TimePassed _, Recovered _, AddressTaken _, GroupLeavesMaster _ -> Step.of(self);
    };
  }

  /** A backup that knows of no master, and waits a whole down interval for one. */
  static Backup listening(VrrpConfig config, int priority, long nowNanos) {
    long intervalNanos = config.advertIntervalNanos();
    long expiresAtNanos = nowNanos + config.downIntervalNanos(priority, intervalNanos);
    IpAddress nobody = config.family() == IpFamily.INET ? IpAddress.ANY4 : IpAddress.ANY6;
    return new Backup(
        priority,
        expiresAtNanos,
        intervalNanos,
        nobody,
        0,
        false,
        VrrpState.NEVER,
        Backup.AWAKE,
        false);
  }

  /** A master that yields to {@code heard}, whose interval it learns. */
  static Backup yielding(VrrpConfig config, int priority, Heard heard, long nowNanos) {
    return following(config, listening(config, priority, nowNanos), heard, nowNanos);
  }

  private static Step heard(VrrpConfig config, Backup before, Heard heard, long nowNanos) {
    Backup self = withdrawnOwnerRestored(config, before, heard);
    int theirs = heard.packet().priority();
    if (theirs == VrrpPacket.RESIGNATION) {
      return masterLeaves(config, self, nowNanos);
    }
    boolean outranked = theirs < self.priority() && mayPreempt(config);
    boolean delayed =
        config.preemptDelayNanos() > 0
            && (self.preemptAtNanos() == VrrpState.NEVER || nowNanos < self.preemptAtNanos());
    return outranked && !delayed
        ? preempt(config, self, heard)
        : accept(config, self, heard, nowNanos);
  }

  /** An owner that gave way to another one is itself again as soon as that one is not alone. */
  private static Backup withdrawnOwnerRestored(VrrpConfig config, Backup self, Heard heard) {
    boolean sameRival =
        heard.source().equals(self.master())
            && heard.packet().priority() == VrrpConfig.OWNER_PRIORITY;
    int priority = sameRival ? self.priority() : restored(config, self.priority());
    return priority == self.priority() ? self : withPriority(config, self, priority);
  }

  /** What the priority is once no other owner is in the way. */
  static int restored(VrrpConfig config, int priority) {
    return config.owner() ? VrrpConfig.OWNER_PRIORITY : priority;
  }

  /**
   * The master resigns: wait only the skew, so that the best backup goes first. A deadline that is
   * nearer than that stays, or a stream of such adverts would keep everybody from taking over.
   */
  private static Step masterLeaves(VrrpConfig config, Backup self, long nowNanos) {
    long skewEndNanos = nowNanos + config.skewNanos(self.priority(), self.masterIntervalNanos());
    Backup next =
        self.hearing(self.master(), 0, false)
            .expiringAt(Math.min(self.nextDeadlineNanos(), skewEndNanos))
            .listeningUntil(Backup.AWAKE);
    return Step.of(next, new Say(log(config).heardPriorityZero()));
  }

  /** The sender may stay master: its advert puts the deadline off. */
  private static Step accept(VrrpConfig config, Backup self, Heard heard, long nowNanos) {
    Backup next = withoutHaste(self, following(config, self, heard, nowNanos));
    List<VrrpAction> said = new ArrayList<>(0);
    if (!next.master().equals(self.master())) {
      said.add(new Say(log(config).masterSet(next.master())));
    }
    if (next.masterIntervalNanos() != self.masterIntervalNanos()) {
      said.add(
          new Say(
              log(config).intervalLearned(self.masterIntervalNanos(), next.masterIntervalNanos())));
    }
    if (next.preemptAtNanos() != self.preemptAtNanos()) {
      said.add(
          new Say(
              next.preemptAtNanos() == VrrpState.NEVER
                  ? log(config).preemptDelayStopped()
                  : log(config).preemptDelayStarted(config.preemptDelayNanos())));
    }
    return new Step(next, List.copyOf(said));
  }

  /**
   * A router that is lower than we are (nopreempt, preempt delay), or than another that was heard
   * just now, is followed for courtesy only: it may put the deadline off, but not bring it forward
   * by a shorter interval. It could be about to yield to a master that speaks more slowly, and that
   * must not look silent. Should it go on, its next advert counts.
   */
  private static Backup withoutHaste(Backup self, Backup next) {
    boolean courtesy =
        next.masterPriority() < self.priority()
            || (next.masterPriority() < self.masterPriority()
                && !next.master().equals(self.master()));
    if (!courtesy || next.expiresAtNanos() >= self.expiresAtNanos()) {
      return next;
    }
    return self.hearing(next.master(), next.masterPriority(), false)
        .preemptingAt(next.preemptAtNanos());
  }

  private static Backup following(VrrpConfig config, Backup self, Heard heard, long nowNanos) {
    VrrpPacket packet = heard.packet();
    // Version 2 has no say in the interval: the receiver drops adverts with another than ours.
    long intervalNanos =
        config.version() == VrrpVersion.V3 ? packet.intervalNanos() : config.advertIntervalNanos();
    return self.obeying(
        heard.source(),
        packet.priority(),
        intervalNanos,
        nowNanos + config.downIntervalNanos(self.priority(), intervalNanos),
        preemptAt(config, self, packet, nowNanos));
  }

  /** The first lower advert starts the preempt delay, an equal or higher one ends it. */
  private static long preemptAt(VrrpConfig config, Backup self, VrrpPacket packet, long nowNanos) {
    boolean outranked = packet.priority() < self.priority();
    if (!outranked || !mayPreempt(config) || config.preemptDelayNanos() == 0) {
      return VrrpState.NEVER;
    }
    return self.preemptAtNanos() == VrrpState.NEVER
        ? nowNanos + config.preemptDelayNanos()
        : self.preemptAtNanos();
  }

  /** RFC 9568, section 6.1: the owner preempts whatever is configured. */
  private static boolean mayPreempt(VrrpConfig config) {
    return config.preempt() || config.owner();
  }

  /** We outrank the sender and may preempt it: let the deadline run out. */
  private static Step preempt(VrrpConfig config, Backup self, Heard heard) {
    int theirs = heard.packet().priority();
    boolean sameMaster = heard.source().equals(self.master());
    boolean told = self.preempting() && sameMaster && theirs == self.masterPriority();
    VrrpLog log = log(config);
    Backup next = self.hearing(heard.source(), theirs, true);
    LogLine first = log.lowerDiscarded(heard.source(), theirs);
    var line = told ? LogLine.detail(first.text()) : first;
    return sameMaster
        ? Step.of(next, new Say(line))
        : Step.of(next, new Say(log.masterSet(heard.source())), new Say(line));
  }

  private static Step takeOver(VrrpConfig config, Backup self, long nowNanos, LogLine... reasons) {
    Cause cause = takeOverCause(config, self, nowNanos);
    return MasterRole.succeed(config, self, nowNanos, cause, reasons);
  }

  private static Cause takeOverCause(VrrpConfig config, Backup self, long nowNanos) {
    int theirs = self.masterPriority();
    if (self.preempting()) {
      return new Cause(
          "our priority " + self.priority() + " beats " + theirs + " of " + self.master());
    }
    if (theirs == VrrpPacket.RESIGNATION && !self.master().isAny()) {
      return new Cause(self.master() + " resigned");
    }
    long downNanos = config.downIntervalNanos(self.priority(), self.masterIntervalNanos());
    long silentNanos = downNanos + nowNanos - self.expiresAtNanos();
    long silentMs = silentNanos / 1_000_000;
    String silence = silentMs / 1_000 + "." + Long.toString(1_000 + silentMs % 1_000).substring(1);
    if (self.master().isAny()) {
      return new Cause("no master was heard for " + silence + " s");
    }
    int missed = config.downTimerAdverts();
    return new Cause(
        self.master()
            + " was silent for "
            + silence
            + " s ("
            + missed
            + (missed == 1 ? " advert" : " adverts")
            + " missed)");
  }

  /** The deadline moves by as much as the skew changes, whatever it was measured from. */
  private static Backup withPriority(VrrpConfig config, Backup self, int priority) {
    long intervalNanos = self.masterIntervalNanos();
    long shiftNanos =
        config.skewNanos(priority, intervalNanos)
            - config.skewNanos(self.priority(), intervalNanos);
    return self.withPriority(priority, self.expiresAtNanos() + shiftNanos);
  }

  /**
   * A backup that slept may have slept through adverts that now wait in its socket, or that are
   * lost. It listens for as long as it slept before it takes over, but never for longer than a live
   * master can be silent, one interval and our skew: more would only keep the addresses away from
   * everybody, and a short stall must not cost more than its own length. Meanwhile the master may
   * have become one whose interval is not the one that we learned, but ours; so what waits in the
   * socket, which may be old, does not shorten the listening, nor does a priority that rises.
   */
  static Backup afterStall(VrrpConfig config, Backup self, long gapNanos, long nowNanos) {
    long intervalNanos = Math.max(self.masterIntervalNanos(), config.advertIntervalNanos());
    long listenNanos =
        Math.min(gapNanos, intervalNanos + config.skewNanos(self.priority(), intervalNanos));
    return self.listeningUntil(Math.max(self.listensUntilNanos(), nowNanos + listenNanos));
  }

  /** A reload that leaves the timing as it was leaves the deadline as it was. */
  private static Backup afterReload(
      VrrpConfig config, Backup self, VrrpConfig previous, long nowNanos) {
    boolean sameTiming =
        config.version() == previous.version()
            && config.advertIntervalNanos() == previous.advertIntervalNanos()
            && config.downTimerAdverts() == previous.downTimerAdverts()
            && config.preemptDelayNanos() == previous.preemptDelayNanos();
    if (!sameTiming) {
      return listening(config, self.priority(), nowNanos);
    }
    // Who waited for a group that it is in no more goes on by itself.
    return self.ready() && !config.grouped() ? self.expiringAt(self.expiresAtNanos()) : self;
  }
}
