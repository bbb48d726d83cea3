package dev.baton.core.vrrp;

import dev.baton.core.vrrp.VrrpAction.Cause;
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
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import dev.baton.core.vrrp.VrrpState.Init;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Stopped;
import java.util.List;

/**
 * Elects the master of one virtual router (RFC 3768 and RFC 9568, section 6.4). It is pure: it
 * reads no clock and does no I/O. A timer is a deadline inside the state, so a timer that was reset
 * cannot fire late, and a packet that the receiver discarded cannot reset one.
 *
 * <p>Where the RFCs leave a choice, the machine decides as keepalived does, so that both can share
 * a virtual router. It deliberately differs in these points:
 *
 * <ul>
 *   <li>An address owner that recovers from a fault becomes master at once (RFC 9568, section
 *       6.4.1).
 *   <li>Nothing that was learned from one master is kept once this router has been master itself.
 *   <li>A reload that does not change the timing does not change the deadline.
 *   <li>A resigning master sends one advert of priority 0, not two.
 *   <li>Priority 0 can bring a takeover forward but never delay it.
 *   <li>A master that was silent and comes back hears from its successor once, so that it announces
 *       the addresses again. So does a master that hears another one resign.
 *   <li>In a flood of lower adverts, replies, announcements and log lines are limited to two per
 *       interval.
 *   <li>After a stall, a router listens before it claims addresses: see {@link VrrpEvent.Stalled}.
 * </ul>
 *
 * <p>The reactions of a backup are in {@code BackupRole}, those of a master in {@code MasterRole}.
 */
public final class VrrpMachine {

  private VrrpMachine() {}

  /** The state after one event, and what the daemon must now do, in this order. */
  public record Step(VrrpState state, List<VrrpAction> actions) {

    static Step of(VrrpState state, VrrpAction... actions) {
      return new Step(state, List.of(actions));
    }
  }

  /** Decides what one event means to a virtual router at the monotonic time {@code nowNanos}. */
  public static Step step(VrrpConfig config, VrrpState state, VrrpEvent event, long nowNanos) {
    return switch (state) {
      case Init init -> whenInit(config, init, event, nowNanos);
      case Backup backup -> BackupRole.step(config, backup, event, nowNanos);
      case Master master -> MasterRole.step(config, master, event, nowNanos);
      case Fault fault -> whenFault(config, fault, event, nowNanos);
      case Stopped _ -> Step.of(state);
    };
  }

  private static Step whenInit(VrrpConfig config, Init self, VrrpEvent event, long nowNanos) {
    return switch (event) {
      case Start(var delayNanos) when delayNanos > 0 && config.claimsAtOnce() ->
          Step.of(new Init(self.priority(), nowNanos + delayNanos));
      case Start _ when config.claimsAtOnce() ->
          MasterRole.enter(config, self.priority(), nowNanos, new Cause("address owner"));
      case Start(var delayNanos) ->
          Step.of(
              BackupRole.listening(config, self.priority(), nowNanos + delayNanos),
              new Say(log(config).enteringBackupAtStart()),
              new VrrpAction.Entered(new Cause("started")));
      case Recovered(var claims) -> leaveFault(config, self.priority(), claims, nowNanos);
      case TimePassed _ when nowNanos >= self.startsAtNanos() ->
          MasterRole.enter(config, self.priority(), nowNanos, new Cause("address owner"));
      case Faulted(var cause) ->
          Step.of(new Fault(self.priority()), new VrrpAction.Entered(new Cause(cause)));
      case PriorityChanged(var priority) ->
          changePriority(config, self, new Init(priority, self.startsAtNanos()));
      case Stop _ -> stop(self.priority());
      case TimePassed _, Heard _, Stalled _, AddressTaken _, Reconfigured _ -> Step.of(self);
      case GroupBecomesMaster _, GroupLeavesMaster _ -> Step.of(self);
    };
  }

  private static Step whenFault(VrrpConfig config, Fault self, VrrpEvent event, long nowNanos) {
    return switch (event) {
      case Recovered(var claims) -> leaveFault(config, self.priority(), claims, nowNanos);
      case PriorityChanged(var priority) -> changePriority(config, self, new Fault(priority));
      case Stop _ -> stop(self.priority());
      // Only the first reason is an event; adverts mean nothing to one who cannot serve.
      case Start _, Faulted _, TimePassed _, Heard _, Stalled _, AddressTaken _, Reconfigured _ ->
          Step.of(self);
      case GroupBecomesMaster _, GroupLeavesMaster _ -> Step.of(self);
    };
  }

  /** RFC 9568, section 6.4.1: the owner is master on start-up, all others listen first. */
  private static Step leaveFault(VrrpConfig config, int priority, boolean claims, long nowNanos) {
    if (claims && config.claimsAtOnce()) {
      return MasterRole.enter(config, priority, nowNanos, new Cause("address owner"));
    }
    return Step.of(
        BackupRole.listening(config, priority, nowNanos),
        new Say(log(config).enteringBackup()),
        new VrrpAction.Entered(new Cause("no fault remains")));
  }

  static Step stop(int priority) {
    return Step.of(new Stopped(priority), new VrrpAction.Entered(new Cause("stopped")));
  }

  static Step changePriority(VrrpConfig config, VrrpState before, VrrpState after) {
    if (before.priority() == after.priority()) {
      return Step.of(before);
    }
    return Step.of(
        after, new Say(log(config).changingPriority(before.priority(), after.priority())));
  }

  static VrrpLog log(VrrpConfig config) {
    return new VrrpLog(config.name());
  }
}
