package dev.baton.sim;

import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.vrrp.VrrpState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of one node, as the judge sees it.
 *
 * @param nowNanos by the host's clock
 * @param datagram what the event brought; null if it is no datagram
 */
record ObservedEvent(
    SimulatedRouter process,
    NodeEvent event,
    long nowNanos,
    long deadlineBeforeNanos,
    List<NodeAction> actions,
    @Nullable Datagram datagram) {

  /**
   * What the event did to one virtual router.
   *
   * @param before null if the instance is new
   */
  record Effect(
      ObservedEvent turn,
      RouterSettings settings,
      RouterMemory memory,
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
      long interval = Math.max(settings.intervalNanos(), memory.sentIntervalNanos);
      long limit = Math.max(2, settings.terms().downTimerAdverts()) * interval;
      return turn.nowNanos() - memory.sentAtNanos >= limit;
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

  /** What it did to this instance. Its memory still has the state before. */
  Effect effect(JudgedInstance judged) {
    return new Effect(
        this, judged.settings(), judged.memory(), judged.memory().state, judged.state());
  }

  /** What it did to the virtual router with this number. */
  Effect effectOn(int vrid) {
    for (JudgedInstance judged : process.seats()) {
      if (judged.settings().vrid() == vrid) {
        return effect(judged);
      }
    }
    throw new Violation(process.host().name() + " has an advert of an instance that it lacks");
  }
}
