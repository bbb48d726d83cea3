package dev.baton.router.worker;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.linux.route.ChangeBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The plans that wait to be carried out, for one thread that adds and one that takes. They are
 * taken in order, and those that do not depend on each other are taken together. Otherwise, a
 * thousand instances that take over at once would cost a thousand requests and replies.
 */
final class PlanQueue {

  /** What all steps of a plan have in common. */
  private enum Kind {
    /** They set and announce: with plans of other instances the order does not matter. */
    TAKE,
    /** They remove, for which the same holds. */
    GIVE_UP,
    /** Something else: such a plan goes alone. */
    MIXED
  }

  private final Queue<KernelPlan> plans = new ConcurrentLinkedQueue<>();

  void add(KernelPlan plan) {
    plans.add(plan);
  }

  boolean isEmpty() {
    return plans.isEmpty();
  }

  /**
   * The next plan and those behind it that are like it and of other instances; empty if there is
   * none. No more than make one request: the first shall not wait for long for their announcement.
   */
  List<KernelPlan> next() {
    List<KernelPlan> together = new ArrayList<>();
    KernelPlan plan = plans.poll();
    if (plan == null) {
      return together;
    }
    Kind kind = kind(plan);
    Set<String> instances = new HashSet<>();
    int operationCount = 0;
    while (plan != null) {
      together.add(plan);
      instances.add(plan.instance());
      operationCount += operationCount(plan);
      KernelPlan following = plans.peek();
      boolean fits =
          following != null
              && kind != Kind.MIXED
              && kind(following) == kind
              && !instances.contains(following.instance())
              && operationCount + operationCount(following) <= ChangeBatch.ENTRIES_MAX;
      plan = fits ? plans.poll() : null;
    }
    return together;
  }

  private static Kind kind(KernelPlan plan) {
    boolean takes = true;
    boolean givesUp = true;
    for (KernelStep step : plan.steps()) {
      boolean changes = step instanceof KernelStep.Change;
      boolean sets = step instanceof KernelStep.Change change && change.sets();
      takes &= sets || step instanceof KernelStep.SendFrames;
      givesUp &= changes && !sets;
    }
    if (takes) {
      return Kind.TAKE;
    }
    return givesUp ? Kind.GIVE_UP : Kind.MIXED;
  }

  private static int operationCount(KernelPlan plan) {
    int count = 0;
    for (KernelStep step : plan.steps()) {
      if (step instanceof KernelStep.Change(var operations)) {
        count += operations.size();
      }
    }
    return count;
  }
}
