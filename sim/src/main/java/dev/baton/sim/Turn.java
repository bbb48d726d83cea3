package dev.baton.sim;

import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.NodeSnapshot.Instance;
import dev.baton.core.vrrp.VrrpState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of one node, as the judge sees it.
 *
 * @param nowNanos by the host's clock
 * @param before the instances as they were; {@link RouterProcess#instances} has them as they are
 * @param datagram what the event brought; null if it is no datagram
 */
record Turn(
    RouterProcess process,
    NodeEvent event,
    long nowNanos,
    List<Instance> before,
    long deadlineBeforeNanos,
    List<NodeAction> actions,
    @Nullable Datagram datagram) {

  /**
   * What the event did to one virtual router.
   *
   * @param before null if the instance is new
   */
  record Effect(
      Turn turn,
      RouterSettings settings,
      Ledger ledger,
      @Nullable VrrpState before,
      VrrpState after) {

    /** Whether it is in another state than before. */
    boolean changed() {
      return before == null || before.getClass() != after.getClass();
    }

    boolean wasMaster() {
      return before instanceof VrrpState.Master;
    }

    boolean isMaster() {
      return after instanceof VrrpState.Master;
    }

    /** Whether nothing left it for so long that backups may have taken over. */
    boolean silentTooLong() {
      long interval = Math.max(settings.intervalNanos(), ledger.sentIntervalNanos);
      long limit = Math.max(2, settings.terms().downTimerAdverts()) * interval;
      return turn.nowNanos() - ledger.sentAtNanos >= limit;
    }

    /** Ends the run if the rule does not hold. */
    void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new Violation(
            "%s %s on %s: %s (%s, then %s)"
                .formatted(
                    turn.process.host().name(),
                    settings.name(),
                    turn.event.getClass().getSimpleName(),
                    otherwise,
                    before,
                    after));
      }
    }
  }

  /** What it did to the instance that is at this place now. */
  Effect effect(int index) {
    var instance = process.instances().get(index);
    var name = instance.name();
    var old = index < before.size() ? before.get(index) : null;
    var state = old != null && old.name().equals(name) ? old.state() : stateOf(before, name);
    return new Effect(
        this, process.settings().router(name), process.ledger(name), state, instance.state());
  }

  /** What it did to the virtual router with this number. */
  Effect effectOn(int vrid) {
    var name = process.settings().byVrid(vrid).name();
    for (int i = 0; i < process.instances().size(); i++) {
      if (process.instances().get(i).name().equals(name)) {
        return effect(i);
      }
    }
    throw new Violation(process.host().name() + " has an advert of an instance that it lacks");
  }

  /** The state of the instance of this name; null if there is none. */
  static @Nullable VrrpState stateOf(List<Instance> instances, String name) {
    for (Instance instance : instances) {
      if (instance.name().equals(name)) {
        return instance.state();
      }
    }
    return null;
  }
}
