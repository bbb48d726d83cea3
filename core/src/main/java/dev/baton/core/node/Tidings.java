package dev.baton.core.node;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The transitions of one instance that wait for the hands: scripts may rely on the addresses, so
 * they are told of a state when the kernel is as it says. None is lost, and none overtakes another.
 */
final class Tidings {

  /**
   * When more pile up the hands hang in the kernel, and the oldest is told although its addresses
   * are not done: late news is better than none.
   */
  static final int WAITING_MAX = 64;

  private record Waiting(int wish, Transition transition) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Tells of this when the {@code holding} is as it wishes now, which may be at once. */
  void tell(Transition transition, Holding holding, Turn turn) {
    if (waiting.isEmpty() && !holding.busy()) {
      turn.announce(transition);
      return;
    }
    waiting.add(new Waiting(holding.wish(), transition));
    if (waiting.size() > WAITING_MAX) {
      turn.announce(waiting.removeFirst().transition());
    }
  }

  /** The wish of this number is fulfilled, or overtaken. */
  void fulfilled(int wish, Turn turn) {
    while (!waiting.isEmpty() && waiting.getFirst().wish() <= wish) {
      turn.announce(waiting.removeFirst().transition());
    }
  }
}
