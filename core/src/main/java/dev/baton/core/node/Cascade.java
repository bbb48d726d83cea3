package dev.baton.core.node;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The consequences that a turn still has to process. A changed fact marks everything that it
 * affects; processing one entry may mark others, until none is left: the fixpoint.
 *
 * @param <T> what a fact can affect
 */
final class Cascade<T> {

  /**
   * How often one may be worked off for each that was marked from outside. A tracker reaches an
   * instance, the instance its group, the group its members, and each member its own consequences:
   * four. Double that is not a cascade any more but a circle, which is our bug.
   */
  static final int STEPS_PER_MEMBER_MAX = 8;

  private final Queue<T> marked = new ArrayDeque<>();
  private final Set<T> queued = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Consumer<T> work;

  Cascade(Consumer<T> work) {
    this.work = work;
  }

  /** Concerns {@code member}; once is enough until it has been worked off. */
  void mark(T member) {
    if (queued.add(member)) {
      marked.add(member);
    }
  }

  /**
   * Works everything off.
   *
   * @param memberCount how many there are in all
   */
  void settle(int memberCount) {
    long stepsMax = (long) STEPS_PER_MEMBER_MAX * Math.max(1, memberCount);
    for (long steps = 0; !marked.isEmpty(); steps++) {
      if (steps == stepsMax) {
        throw new AssertionError("no fixpoint after " + stepsMax + " steps: " + marked);
      }
      T member = marked.remove();
      queued.remove(member);
      work.accept(member);
    }
  }
}
