package dev.baton.router.worker;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.linux.route.ChangeBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

  /**
   * Each instance has one plan of changes under way, and one of announcements that still hold. Only
   * those that were withdrawn can be more, if the kernel answers nobody while masters come and go;
   * so they are looked for when there are as many plans as this.
   */
  static final int SWEEP_COUNT_MIN = 4_096;

  private final CountedQueue<KernelPlan> plans = new CountedQueue<>();
  private int sweepCount = SWEEP_COUNT_MIN;

  void add(KernelPlan plan) {
    plans.add(plan);
  }

  /**
   * Removes what only announces and shall not any more, if many plans wait. Called by the thread
   * that adds. Returns what was removed, which nobody carries out.
   */
  List<KernelPlan> sweep(Predicate<KernelPlan> withdrawn) {
    if (plans.length() < sweepCount) {
      return List.of();
    }
    List<KernelPlan> removed = new ArrayList<>();
    plans.removeAll(plan -> announcesOnly(plan) && withdrawn.test(plan), removed::add);
    sweepCount = Math.max(SWEEP_COUNT_MIN, 2 * plans.length());
    return removed;
  }

  private static boolean announcesOnly(KernelPlan plan) {
    return plan.steps().stream().allMatch(KernelStep.SendFrames.class::isInstance);
  }

  /** The most that have waited, and how many were removed; for the thread that adds. */
  CountedQueue<KernelPlan> counts() {
    return plans;
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
      // It may have been withdrawn by now.
      plan = fits && following != null && plans.remove(following) ? following : null;
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
