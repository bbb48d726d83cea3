package dev.baton.router.worker;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.linux.route.AddressBatch;
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
    /** They add and announce: with plans of other instances the order does not matter. */
    TAKE,
    /** They delete, for which the same holds. */
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
    int addressCount = 0;
    while (plan != null) {
      together.add(plan);
      instances.add(plan.instance());
      addressCount += addressCount(plan);
      KernelPlan following = plans.peek();
      boolean fits =
          following != null
              && kind != Kind.MIXED
              && kind(following) == kind
              && !instances.contains(following.instance())
              && addressCount + addressCount(following) <= AddressBatch.ENTRIES_MAX;
      plan = fits ? plans.poll() : null;
    }
    return together;
  }

  private static Kind kind(KernelPlan plan) {
    boolean takes = true;
    boolean givesUp = true;
    for (KernelStep step : plan.steps()) {
      takes &= step instanceof KernelStep.AddAddresses || step instanceof KernelStep.SendFrames;
      givesUp &= step instanceof KernelStep.DeleteAddresses;
    }
    if (takes) {
      return Kind.TAKE;
    }
    return givesUp ? Kind.GIVE_UP : Kind.MIXED;
  }

  private static int addressCount(KernelPlan plan) {
    int count = 0;
    for (KernelStep step : plan.steps()) {
      if (step instanceof KernelStep.AddAddresses(var placements)) {
        count += placements.size();
      } else if (step instanceof KernelStep.DeleteAddresses(var placements)) {
        count += placements.size();
      }
    }
    return count;
  }
}
