package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;

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

  /** Somebody else deleted an address of its from the link of this name. */
  void addressTaken(Address address, String link, TurnActions turn);

  /** Whether it has a route or a rule, though its link may be down. */
  boolean isRouting();

  /** Whether one of its routes or rules names this link. */
  boolean routesBy(String link);

  /** Finds anew what of its routes there can be, now that a link of theirs has changed. */
  void placeRouting(Links links);

  /** Somebody else deleted one of its routes or rules. */
  void routingTaken(Resource resource, TurnActions turn);
}
