package dev.baton.core.bfd;

import dev.baton.core.bfd.BfdAction.Count;
import dev.baton.core.bfd.BfdAction.Report;
import dev.baton.core.bfd.BfdAction.Say;
import dev.baton.core.bfd.BfdAction.Send;
import dev.baton.core.bfd.BfdEvent.Heard;
import dev.baton.core.bfd.BfdEvent.Reconfigured;
import dev.baton.core.bfd.BfdEvent.Stalled;
import dev.baton.core.bfd.BfdEvent.Start;
import dev.baton.core.bfd.BfdEvent.TimePassed;
import dev.baton.core.bfd.BfdState.Hearing;
import dev.baton.core.bfd.BfdState.Sending;
import java.util.ArrayList;
import java.util.List;

/**
 * One session (RFC 5880, section 6.8). Pure: it reads no clock and does no I/O.
 *
 * <p>Where the RFC leaves a choice:
 *
 * <ul>
 *   <li>A change of state, or of what packets say, leaves at once, and not with the next packet.
 *   <li>A poll is answered at once, up to eight times in each of our intervals.
 *   <li>When a neighbor was silent for a detection time, nothing of it is kept: neither that it
 *       wants no packets, nor that it wants no periodic ones.
 *   <li>A detection time that ends while we were away is prolonged once, by as long as we were.
 *       What waited in the socket is read before.
 * </ul>
 */
public final class BfdMachine {

  /** So many polls are answered in one of our intervals. */
  private static final int ANSWER_COUNT_MAX = 8;

  private BfdMachine() {}

  /** The state after one event, and what the daemon must now do, in this order. */
  public record Step(BfdState state, List<BfdAction> actions) {}

  /** Decides what one event means to a session at the monotonic time {@code nowNanos}. */
  public static Step step(BfdConfig config, BfdState self, BfdEvent event, long nowNanos) {
    var actions = new ArrayList<BfdAction>();
    BfdState next =
        switch (event) {
          case Start _ -> start(config, self, nowNanos, actions);
          case Heard(var packet) -> heard(config, self, packet, nowNanos, actions);
          case TimePassed(var jitter) -> timePassed(config, self, jitter, nowNanos, actions);
          case Stalled(var gapNanos) -> stalled(self, gapNanos, nowNanos, actions);
          case Reconfigured _ -> reconfigured(config, self, nowNanos, actions);
        };
    long before = BfdTiming.detectionNanos(self);
    long after = BfdTiming.detectionNanos(next);
    if (before != after && after != 0) {
      log(config).parameters(config, next).forEach(line -> actions.add(new Say(line)));
      actions.add(new Say(log(config).detectionTime(after, before)));
    }
    return new Step(next, List.copyOf(actions));
  }

  private static BfdState start(
      BfdConfig config, BfdState self, long nowNanos, List<BfdAction> actions) {
    return self.isStarted()
        ? self
        : send(config, self.with(self.sending().at(nowNanos, 0)), nowNanos, actions);
  }

  // Reception, section 6.8.6

  private static BfdState heard(
      BfdConfig config, BfdState self, BfdPacket packet, long nowNanos, List<BfdAction> actions) {
    actions.add(new Count(BfdCounter.RECEIVED));
    if (!self.isStarted()) {
      return self;
    }
    BfdState informed =
        self.with(new Hearing(Remote.of(packet), nowNanos, 0))
            .with(self.timers().heard(packet.finished()));
    BfdState next = moved(config, informed, packet.state(), actions);
    if (next.state() != self.state()) {
      next = send(config, next, nowNanos, actions);
    } else if (!self.timers().poll().isActive() && next.timers().poll().isActive()) {
      actions.add(new Say(log(config).startingPoll()));
    }
    return packet.poll() ? answer(config, next, nowNanos, actions) : next;
  }

  /** What the neighbor's state means to ours: the table of section 6.2. */
  private static BfdState moved(
      BfdConfig config, BfdState self, SessionState theirs, List<BfdAction> actions) {
    return switch (self.state()) {
      case DOWN ->
          switch (theirs) {
            case DOWN -> enter(config, self, SessionState.INIT, actions);
            case INIT -> enter(config, self, SessionState.UP, actions);
            case UP, ADMIN_DOWN -> self;
          };
      case INIT ->
          switch (theirs) {
            case INIT, UP -> enter(config, self, SessionState.UP, actions);
            case ADMIN_DOWN -> fall(config, self, Diagnostic.NEIGHBOR_SIGNALED, actions);
            case DOWN -> self;
          };
      case UP ->
          switch (theirs) {
            case DOWN, ADMIN_DOWN -> fall(config, self, Diagnostic.NEIGHBOR_SIGNALED, actions);
            case INIT, UP -> self;
          };
      // We are never there: whoever wants no session configures none.
      case ADMIN_DOWN -> self;
    };
  }

  private static BfdState enter(
      BfdConfig config, BfdState self, SessionState state, List<BfdAction> actions) {
    BfdState next = self.in(state, Diagnostic.NONE);
    next = next.with(next.timers().as(config, state, true));
    boolean up = state == SessionState.UP;
    actions.add(new Say(up ? log(config).enteringUp() : log(config).enteringInit()));
    if (up) {
      actions.add(new Count(BfdCounter.WENT_UP));
      actions.add(new Report(true));
      if (next.timers().poll().isActive()) {
        actions.add(new Say(log(config).startingPoll()));
      }
    }
    return next;
  }

  private static BfdState fall(BfdConfig config, BfdState self, int why, List<BfdAction> actions) {
    Remote remote = self.remote();
    BfdState next = self.in(SessionState.DOWN, why);
    next = next.with(next.timers().as(config, SessionState.DOWN, remote.isKnown()));
    actions.add(new Say(log(config).enteringDown(self.isUp(), why, remote.diagnostic())));
    if (self.isUp()) {
      actions.add(new Count(BfdCounter.WENT_DOWN));
      if (remote.state() != SessionState.ADMIN_DOWN) {
        actions.add(new Report(false));
      }
    }
    return next;
  }

  /** Section 6.8.7: F, whatever the timers say; and the timers go on as before. */
  private static BfdState answer(
      BfdConfig config, BfdState self, long nowNanos, List<BfdAction> actions) {
    Sending sending = self.sending();
    boolean fresh =
        sending.answerCount() == 0
            || nowNanos - sending.answersSinceNanos() >= self.timers().saidTransmitNanos();
    int count = fresh ? 0 : sending.answerCount();
    if (count >= ANSWER_COUNT_MAX) {
      actions.add(new Count(BfdCounter.POLL_IGNORED));
      return self;
    }
    actions.add(new Send(packet(config, self, true)));
    actions.add(new Count(BfdCounter.SENT));
    long sinceNanos = fresh ? nowNanos : sending.answersSinceNanos();
    return self.with(new Sending(sending.atNanos(), sending.jitter(), sinceNanos, count + 1));
  }

  // Time, sections 6.8.4 and 6.8.7

  private static BfdState timePassed(
      BfdConfig config, BfdState self, int jitter, long nowNanos, List<BfdAction> actions) {
    if (nowNanos >= BfdTiming.expiresAtNanos(self)) {
      return expired(config, self, nowNanos, actions);
    }
    long dueNanos = BfdTiming.sendAtNanos(config, self);
    if (nowNanos < dueNanos) {
      return self;
    }
    if (nowNanos - dueNanos > BfdTiming.transmitNanos(self) / 2) {
      actions.add(new Count(BfdCounter.SENT_LATE));
      actions.add(new Say(log(config).sentLate(nowNanos - dueNanos)));
    }
    return send(config, self.with(self.sending().at(nowNanos, jitter)), nowNanos, actions);
  }

  private static BfdState expired(
      BfdConfig config, BfdState self, long nowNanos, List<BfdAction> actions) {
    long lateNanos = nowNanos - BfdTiming.expiresAtNanos(self);
    BfdState forgetting = self.with(Hearing.NOTHING);
    if (self.state() == SessionState.DOWN) {
      return forgetting.with(self.timers().as(config, SessionState.DOWN, false));
    }
    actions.add(new Say(log(config).expired(BfdTiming.detectionNanos(self), lateNanos)));
    BfdState next = fall(config, self, Diagnostic.EXPIRED, actions);
    next = next.with(Hearing.NOTHING).with(next.timers().as(config, SessionState.DOWN, false));
    return send(config, next, nowNanos, actions);
  }

  private static BfdState stalled(
      BfdState self, long gapNanos, long nowNanos, List<BfdAction> actions) {
    Hearing hearing = self.hearing();
    if (nowNanos < BfdTiming.expiresAtNanos(self) || hearing.grantedNanos() > 0) {
      return self;
    }
    actions.add(new Count(BfdCounter.STALL_FORGIVEN));
    // It never has more time left than after a packet.
    long lateNanos = nowNanos - BfdTiming.expiresAtNanos(self);
    long grantedNanos = Math.min(gapNanos, lateNanos + BfdTiming.detectionNanos(self));
    return self.with(new Hearing(hearing.remote(), hearing.atNanos(), Math.max(1, grantedNanos)));
  }

  private static BfdState reconfigured(
      BfdConfig config, BfdState self, long nowNanos, List<BfdAction> actions) {
    BfdState next = self.with(self.timers().as(config, self.state(), self.remote().isKnown()));
    if (!next.timers().poll().isActive() || self.timers().poll() == next.timers().poll()) {
      return next;
    }
    actions.add(new Say(log(config).startingPoll()));
    return send(config, next, nowNanos, actions);
  }

  /** A packet between two periodic ones, or one of these: the next is counted from it. */
  private static BfdState send(
      BfdConfig config, BfdState self, long nowNanos, List<BfdAction> actions) {
    if (!self.isStarted() || !BfdTiming.maySend(config, self)) {
      return self;
    }
    actions.add(new Send(packet(config, self, false)));
    actions.add(new Count(BfdCounter.SENT));
    return self.with(self.sending().at(nowNanos, self.sending().jitter()));
  }

  private static BfdPacket packet(BfdConfig config, BfdState self, boolean finished) {
    LocalTimers timers = self.timers();
    return new BfdPacket(
        self.diagnostic(),
        self.state(),
        timers.poll().isActive() && !finished,
        finished,
        false,
        false,
        config.multiplier(),
        self.localDiscriminator(),
        self.remote().discriminator(),
        timers.saidTransmitNanos() / 1_000,
        timers.saidReceiveNanos() / 1_000);
  }

  private static BfdLog log(BfdConfig config) {
    return new BfdLog(config.name());
  }
}
