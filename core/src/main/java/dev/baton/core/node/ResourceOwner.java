package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.model.RoutingConfig;
import java.util.ArrayList;

/** Whose resources a plan changes: an instance, or the configuration as a whole. */
interface ResourceOwner {

  /** The name of the instance, for messages; empty if it is none. */
  String name();

  /** What it holds. */
  OwnedResources ownedResources();

  /** Gives the worker what is to be done next, if it has done what it had. */
  void settle(TurnActions turn);

  /** The worker has answered to its plan. */
  void done(KernelPlan.Outcome outcome, TurnActions turn);

  /** Takes the answer over, and tells what of it the operator must know; the wish it is about. */
  default int answered(KernelPlan.Outcome outcome, TurnActions turn) {
    var refused = new ArrayList<OwnedResources.Refused>();
    int wish = ownedResources().done(outcome, turn.nowNanos(), refused);
    for (OwnedResources.Refused entry : refused) {
      if (entry.operation() instanceof Operation.Set(Resource.Filter _)) {
        turn.sayOnce(NodeLog.cannotFilter(entry.errno()));
      } else {
        turn.say(NodeLog.refused(name(), entry.operation(), entry.errno()));
      }
      refused(entry.operation(), entry.errno());
    }
    ownedResources().restored().forEach(it -> turn.say(NodeLog.restored(name(), it)));
    return wish;
  }

  /** The kernel refuses this of its plan, of which the operator is told. */
  default void refused(Operation operation, int errno) {}

  /** Somebody else deleted an address of its from the link of this name. */
  void addressTaken(Address address, String link, TurnActions turn);

  /** Its routes and rules, though their links may be down. */
  RoutingConfig routing();

  /** Whether one of its routes or rules names this link. */
  default boolean routesBy(String link) {
    return RoutingPlaces.devices(routing()).contains(link);
  }

  /** Finds anew what of its resources there can be, now that a link of theirs has changed. */
  void place(Links links);

  /** Somebody else deleted one of its routes or rules. */
  void routingTaken(Resource resource, TurnActions turn);
}
