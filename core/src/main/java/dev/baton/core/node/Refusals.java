package dev.baton.core.node;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Instances of which the kernel refused every address: who cannot serve leaves the mastership to
 * others. After a while it tries again, for the reason may have gone, and nobody tells of that.
 *
 * <p>Each attempt takes the addresses away from a router that has them. So the pauses get longer,
 * until an attempt succeeds. A change of the links or of the configuration ends them.
 */
final class Refusals implements Timed {

  /** So long the first refusal counts; each further one twice as long as the one before it. */
  static final long FIRST_NANOS = 10_000_000_000L;

  static final long LONGEST_NANOS = 640_000_000_000L;

  /**
   * What is known of one.
   *
   * @param untilNanos Long.MAX_VALUE when the time is over and the next attempt is awaited
   */
  private record Pause(long lengthNanos, long untilNanos) {
    boolean counts() {
      return untilNanos != Long.MAX_VALUE;
    }
  }

  private final Map<Instance, Pause> pauses = new HashMap<>();
  private final Consumer<Member> mark;

  /** Nobody has been refused anything; {@code mark} has an instance judged anew. */
  Refusals(Consumer<Member> mark) {
    this.mark = mark;
  }

  /** The kernel has answered a plan of this instance. */
  void answered(Instance instance, long nowNanos) {
    if (instance.ownedResources().refusedWholly()) {
      Pause before = pauses.get(instance);
      long lengthNanos =
          before == null ? FIRST_NANOS : Math.min(2 * before.lengthNanos, LONGEST_NANOS);
      pauses.put(instance, new Pause(lengthNanos, nowNanos + lengthNanos));
    } else if (instance.ownedResources().complete()) {
      pauses.remove(instance);
    }
  }

  /** Whether it is at fault because of a refusal. */
  boolean counts(Instance instance) {
    Pause pause = pauses.get(instance);
    return pause != null && pause.counts();
  }

  /** It is no more. */
  void departed(Instance instance) {
    pauses.remove(instance);
  }

  /** What these were refused may be possible by now. */
  void forget(Collection<Instance> instances) {
    for (Instance instance : instances) {
      if (pauses.remove(instance) != null) {
        mark.accept(instance);
      }
    }
  }

  @Override
  public long nextDeadlineNanos() {
    long nearest = Long.MAX_VALUE;
    for (Pause pause : pauses.values()) {
      nearest = Math.min(nearest, pause.untilNanos);
    }
    return nearest;
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    pauses.replaceAll(
        (instance, pause) -> {
          if (pause.untilNanos > nowNanos) {
            return pause;
          }
          mark.accept(instance);
          return new Pause(pause.lengthNanos, Long.MAX_VALUE);
        });
  }
}
