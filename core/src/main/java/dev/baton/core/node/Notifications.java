package dev.baton.core.node;

import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The notifications of one instance's transitions, and when they are sent. Scripts may rely on the
 * addresses, so they are notified of a state only once the kernel has reached it. No notification
 * is lost, and they stay in order.
 */
final class Notifications {

  /**
   * When more pile up the worker hangs in the kernel, and the oldest is told although its addresses
   * are not done: late news is better than none.
   */
  static final int WAITING_MAX = 64;

  private record Waiting(int wish, Transition transition) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long lastTransitionNanos;
  private String lastCause = "";
  private boolean deleted;

  /** Nothing has happened yet, since this time. */
  Notifications(long nowNanos) {
    lastTransitionNanos = nowNanos;
  }

  /** The next that is reported is that a reload has deleted it. */
  void willBeDeleted() {
    deleted = true;
  }

  /**
   * What is reported of an instance that enters this state; of one that a reload deletes, without a
   * script for that, FAULT, once.
   */
  Optional<Transition.Event> ofEntering(VrrpState before, VrrpState state, boolean tellsDeleted) {
    if (deleted) {
      boolean told = before instanceof VrrpState.Fault;
      return tellsDeleted
          ? Optional.of(Transition.Event.DELETED)
          : told ? Optional.empty() : Optional.of(Transition.Event.FAULT);
    }
    return switch (state) {
      case VrrpState.Master _ -> Optional.of(Transition.Event.MASTER);
      case VrrpState.Backup _ -> Optional.of(Transition.Event.BACKUP);
      case VrrpState.Fault _ -> Optional.of(Transition.Event.FAULT);
      case VrrpState.Stopped _ -> Optional.of(Transition.Event.STOP);
      case VrrpState.Init _ -> Optional.empty();
    };
  }

  /** Why, as scripts are told. */
  String causeOf(String cause) {
    return deleted ? "deleted from the configuration" : cause;
  }

  /** The instance has entered another state. */
  void entered(String cause, long nowNanos) {
    lastTransitionNanos = nowNanos;
    lastCause = cause;
  }

  /** When it last entered another state. */
  long lastTransitionNanos() {
    return lastTransitionNanos;
  }

  /** Why it did. */
  String lastCause() {
    return lastCause;
  }

  /** What is reported of a new priority. */
  static Transition.Event ofPriority(VrrpState state) {
    return state.isMaster() ? Transition.Event.MASTER_PRIORITY : Transition.Event.BACKUP_PRIORITY;
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Reports this when the {@code ownedResources} is as it wishes now, which may be at once. */
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
