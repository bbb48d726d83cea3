package dev.baton.sim;

import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.Transition;
import dev.baton.core.vrrp.VrrpState;

/**
 * The rule that no transition is without a cause: the event of the turn can have caused it, and the
 * supervisor is told of it, with words, of all of them in their order. That may come later, when
 * the addresses are as the transition says.
 */
final class CauseRule {

  private CauseRule() {}

  /** An instance has changed its state. */
  static void check(ObservedEvent.Effect effect) {
    var event = effect.turn().event();
    boolean possible =
        switch (effect.after()) {
          case VrrpState.Init _ -> effect.before() == null;
          case VrrpState.Backup _ -> canEnterBackup(effect, event);
          case VrrpState.Master _ -> canTakeOver(effect);
          case VrrpState.Fault _ -> canFail(event);
          case VrrpState.Stopped _ -> event instanceof NodeEvent.Stop;
        };
    effect.require(possible, "a transition without a cause");
    var untold = effect.memory().untold;
    switch (effect.after()) {
      case VrrpState.Backup _ -> untold.add(Transition.Event.BACKUP);
      case VrrpState.Master _ -> untold.add(Transition.Event.MASTER);
      case VrrpState.Fault _ -> untold.add(Transition.Event.FAULT);
      case VrrpState.Stopped _ -> untold.add(Transition.Event.STOP);
      case VrrpState.Init _ -> {}
    }
  }

  /** The supervisor is told only of what happened, in the order in which it happened. */
  static void checkTold(ObservedEvent turn) {
    for (NodeAction action : turn.actions()) {
      if (action instanceof NodeAction.Notify(Transition transition)
          && transition.subject() == Transition.Subject.INSTANCE
          && transition.event() != Transition.Event.MASTER_RX_LOWER_PRI) {
        checkTold(turn, transition);
      }
    }
  }

  private static void checkTold(ObservedEvent turn, Transition transition) {
    var untold = turn.process().memory(transition.name()).untold;
    if (turn.event() instanceof NodeEvent.Surveyed
        && transition.event() == Transition.Event.FAULT
        && untold.peek() == Transition.Event.BACKUP) {
      // An interface that went and came back while nobody looked: out and in within the turn.
      return;
    }
    if (transition.event() != untold.poll() || transition.cause().isBlank()) {
      throw new Violation(turn.process().host().name() + " is told of " + transition);
    }
  }

  private static boolean canEnterBackup(ObservedEvent.Effect effect, NodeEvent event) {
    if (effect.wasMaster() && effect.settings().terms().grouped()) {
      // With another member, whatever that left for.
      return event instanceof NodeEvent.TimePassed
          ? effect.turn().process().seats().stream()
              .anyMatch(it -> effect.turn().effect(it).silentTooLong())
          : !(event instanceof NodeEvent.TrackerRead);
    }
    if (!effect.wasMaster()) {
      return !(event instanceof NodeEvent.DatagramReceived);
    }
    return switch (event) {
      case NodeEvent.DatagramReceived _,
          NodeEvent.AddressRemoved _,
          NodeEvent.RoutingRemoved _,
          NodeEvent.Surveyed _,
          NodeEvent.Stalled _ ->
          true;
      case NodeEvent.TimePassed _ -> effect.silentTooLong();
      default -> false;
    };
  }

  /** Only when the deadline has come; an owner may begin as master. */
  private static boolean canTakeOver(ObservedEvent.Effect effect) {
    boolean owner = effect.settings().owner();
    return switch (effect.before()) {
      case VrrpState.Backup backup ->
          backup.ready() || effect.turn().nowNanos() >= backup.nextDeadlineNanos();
      case VrrpState.Init _, VrrpState.Fault _ -> owner;
      case null -> owner;
      case VrrpState.Master _, VrrpState.Stopped _ -> false;
    };
  }

  private static boolean canFail(NodeEvent event) {
    return switch (event) {
      case NodeEvent.DatagramReceived _, NodeEvent.Stop _, NodeEvent.Stalled _ -> false;
      default -> true;
    };
  }
}
