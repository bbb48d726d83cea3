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
  private final Map<Long, List<KernelStep>> adjusting = new HashMap<>();
  private final Map<String, Long> announcing = new HashMap<>();
  private long lastPlanId;

  Hands(Turn turn) {
    this.turn = turn;
  }

  /** Hands these steps over; the answer concerns {@code owner}. */
  void apply(Instance owner, List<KernelStep> steps) {
    awaiting.put(send(owner.name(), steps), owner);
  }

  /** Hands announcements over, if there are any. What is lost of them is made up by the next. */
  void announce(String instance, List<KernelStep> steps) {
    if (!steps.isEmpty()) {
      announcing.put(instance, send(instance, steps));
    }
  }

  /** Whether announcements of this instance are still to be made: what they say is not old. */
  boolean announces(String instance) {
    return announcing.containsKey(instance);
  }

  /** Calls back what is still to be announced for this instance. */
  void withdraw(String instance) {
    announcing.remove(instance);
    turn.withdraw(instance, lastPlanId);
  }

  /** Hands settings of interfaces over, if there are any. */
  void adjust(List<KernelStep> steps) {
    if (!steps.isEmpty()) {
      adjusting.put(send("", steps), steps);
    }
  }

  private long send(String instance, List<KernelStep> steps) {
    lastPlanId++;
    turn.apply(new KernelPlan(lastPlanId, instance, List.copyOf(steps)));
    return lastPlanId;
  }

  /** Who awaits this answer. Answers about settings are only told, those of announcements not. */
  Optional<Instance> answered(KernelPlan.Outcome outcome) {
    announcing.values().remove(outcome.planId());
    List<KernelStep> settings = adjusting.remove(outcome.planId());
    if (settings != null) {
      for (KernelPlan.Failure failure : outcome.failures()) {
        if (settings.get(failure.stepIndex()) instanceof KernelStep.WriteSysctl(var path, _)) {
          turn.say(NodeLog.cannotWrite(path, failure.errno()));
        }
      }
    }
    return Optional.ofNullable(awaiting.remove(outcome.planId()));
  }
}
