package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way to the thread that changes the kernel, as the node sees it: it numbers the plans and
 * remembers whose answer is awaited. Plans are carried out in the order in which they are given.
 */
final class Hands {

  private final Turn turn;
  private final Map<Long, Instance> awaiting = new HashMap<>();
  private long lastPlanId;

  Hands(Turn turn) {
    this.turn = turn;
  }

  /** Hands these steps over; the answer concerns {@code owner}. */
  long apply(Instance owner, List<KernelStep> steps) {
    long planId = send(owner.name(), steps);
    awaiting.put(planId, owner);
    return planId;
  }

  /** Hands steps over whose answer does not matter, if there are any. */
  void announce(Instance owner, List<KernelStep> steps) {
    if (!steps.isEmpty()) {
      send(owner.name(), steps);
    }
  }

  /** Hands steps over that concern no instance, if there are any; failures are only told. */
  void adjust(List<KernelStep> steps) {
    if (!steps.isEmpty()) {
      send("", steps);
    }
  }

  private long send(String instance, List<KernelStep> steps) {
    lastPlanId++;
    turn.apply(new KernelPlan(lastPlanId, instance, List.copyOf(steps)));
    return lastPlanId;
  }

  /** Who awaits the answer to this plan, which comes once. */
  Optional<Instance> answered(long planId) {
    return Optional.ofNullable(awaiting.remove(planId));
  }
}
