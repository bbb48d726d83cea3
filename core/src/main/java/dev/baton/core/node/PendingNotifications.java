package dev.baton.core.node;

import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The transitions of one instance that wait for the worker: scripts may rely on the addresses, so
 * they are told of a state when the kernel is as it says. None is lost, and none overtakes another.
 */
final class PendingNotifications {

  /**
   * When more pile up the worker hangs in the kernel, and the oldest is told although its addresses
   * are not done: late news is better than none.
   */
  static final int WAITING_MAX = 64;

  private record Waiting(int wish, Transition transition) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** What is told of an instance that enters this state. */
  static Optional<Transition.Event> of(VrrpState state) {
    return switch (state) {
      case VrrpState.Master _ -> Optional.of(Transition.Event.MASTER);
      case VrrpState.Backup _ -> Optional.of(Transition.Event.BACKUP);
      case VrrpState.Fault _ -> Optional.of(Transition.Event.FAULT);
      case VrrpState.Stopped _ -> Optional.of(Transition.Event.STOP);
      case VrrpState.Init _ -> Optional.empty();
    };
  }

  /** What is told of a new priority. */
  static Transition.Event ofPriority(VrrpState state) {
    return state.isMaster() ? Transition.Event.MASTER_PRIORITY : Transition.Event.BACKUP_PRIORITY;
  }

  /** What is told of one that a reload deletes: without a script for that, FAULT, once. */
  static Optional<Transition.Event> ofDeletion(VrrpState before, boolean tellsDeleted) {
    if (tellsDeleted) {
      return Optional.of(Transition.Event.DELETED);
    }
    boolean told = before instanceof VrrpState.Fault;
    return told ? Optional.empty() : Optional.of(Transition.Event.FAULT);
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Tells of this when the {@code ownedResources} is as it wishes now, which may be at once. */
  void tell(Transition transition, OwnedResources ownedResources, TurnActions turn) {
    if (waiting.isEmpty() && !ownedResources.busy()) {
      turn.notify(transition);
      return;
    }
    waiting.add(new Waiting(ownedResources.wish(), transition));
    if (waiting.size() > WAITING_MAX) {
      turn.notify(waiting.removeFirst().transition());
    }
  }

  /** The wish of this number is fulfilled, or overtaken. */
  void fulfilled(int wish, TurnActions turn) {
    while (!waiting.isEmpty() && waiting.getFirst().wish() <= wish) {
      turn.notify(waiting.removeFirst().transition());
    }
  }
}
