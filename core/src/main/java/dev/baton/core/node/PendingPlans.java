package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The node's view of the thread that changes the kernel. It numbers the plans and remembers which
 * replies are still awaited. Plans are carried out in the order in which they are submitted.
 */
final class PendingPlans {

  private final TurnActions turn;
  private final Map<Long, ResourceOwner> awaiting = new HashMap<>();
  private final Map<Long, List<KernelStep>> adjusting = new HashMap<>();

  /** The plans under way that delete addresses, and on which links. */
  private final Map<Long, Set<Integer>> deleting = new HashMap<>();

  private final Map<String, Long> announcing = new HashMap<>();

  /** The plans of announcements that keep a distance, by whose they are. */
  private final Map<Long, String> pacing = new HashMap<>();

  private long lastPlanId;

  PendingPlans(TurnActions turn) {
    this.turn = turn;
  }

  /** Hands these steps over; the answer concerns {@code owner}. */
  void apply(ResourceOwner owner, List<KernelStep> steps) {
    awaiting.put(send(owner.name(), steps), owner);
  }

  /** Hands over what an owner that announces nothing has to do next, if anything. */
  void settle(ResourceOwner owner) {
    List<KernelStep> steps = owner.ownedResources().settle(turn.nowNanos());
    if (!steps.isEmpty()) {
      apply(owner, steps);
      owner.ownedResources().started(steps);
    }
  }

  /** Hands announcements over, if there are any. What is lost of them is made up by the next. */
  void announce(String instance, List<KernelStep> steps) {
    if (!steps.isEmpty()) {
      announcing.put(instance, send(instance, steps));
    }
  }

  /** The same for those that keep a distance from one another. */
  void pace(String instance, List<KernelStep> steps) {
    pacing.put(send(instance, steps), instance);
  }

  /**
   * Whether the worker still has some of these, whosever they are. While a slow one does, the
   * others wait, where they can still be called off.
   */
  boolean paces() {
    return !pacing.isEmpty();
  }

  /** Whether they have some of this instance's. */
  boolean paces(String instance) {
    return pacing.containsValue(instance);
  }

  /** Whether announcements of this instance are still to be made: what they say is not old. */
  boolean announces(String instance) {
    return announcing.containsKey(instance);
  }

  /** Calls back what is still to be announced for this instance. */
  void withdraw(String instance) {
    announcing.remove(instance);
    pacing.values().removeIf(instance::equals);
    turn.withdraw(instance, lastPlanId);
  }

  /** Hands settings of interfaces over, if there are any. */
  void adjust(List<KernelStep> steps) {
    if (!steps.isEmpty()) {
      adjusting.put(send("", steps), steps);
    }
  }

  /** Whether settings were handed over that the worker has not answered. */
  boolean adjusts() {
    return !adjusting.isEmpty();
  }

  private long send(String instance, List<KernelStep> steps) {
    lastPlanId++;
    Set<Integer> links = new HashSet<>();
    for (KernelStep step : steps) {
      if (step instanceof KernelStep.Change change && !change.sets()) {
        change.operations().forEach(it -> links.add(it.resource().linkIndex()));
      }
    }
    if (!links.isEmpty()) {
      deleting.put(lastPlanId, links);
    }
    turn.apply(new KernelPlan(lastPlanId, instance, List.copyOf(steps)));
    return lastPlanId;
  }

  /** Whether addresses of this link are to be deleted after what the owner's plan does. */
  boolean deleteAfter(ResourceOwner owner, int linkIndex) {
    long own = 0;
    for (Map.Entry<Long, ResourceOwner> entry : awaiting.entrySet()) {
      own = entry.getValue().equals(owner) ? Math.max(own, entry.getKey()) : own;
    }
    for (Map.Entry<Long, Set<Integer>> entry : deleting.entrySet()) {
      if (entry.getKey() > own && entry.getValue().contains(linkIndex)) {
        return true;
      }
    }
    return false;
  }

  /** Who awaits this answer. Answers about settings are only told, those of announcements not. */
  Optional<ResourceOwner> answered(KernelPlan.Outcome outcome) {
    announcing.values().remove(outcome.planId());
    pacing.remove(outcome.planId());
    deleting.remove(outcome.planId());
    List<KernelStep> settings = adjusting.remove(outcome.planId());
    if (settings != null) {
      for (KernelPlan.Failure failure : outcome.failures()) {
        switch (settings.get(failure.stepIndex())) {
          case KernelStep.WriteSysctl(var path, _) ->
              turn.say(NodeLog.cannotWrite(path, failure.errno()));
          case KernelStep.KeepFirewall _ -> turn.sayOnce(NodeLog.cannotFilter(failure.errno()));
          case KernelStep.Change _, KernelStep.SendFrames _, KernelStep.RestoreSysctl _ -> {}
        }
      }
    }
    return Optional.ofNullable(awaiting.remove(outcome.planId()));
  }
}
