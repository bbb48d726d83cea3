package dev.baton.core.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Turns what the kernel holds into what it should hold.
 *
 * <p>What has to go goes first, for it may stand in the way of what has to come. On the way up
 * settings come before the devices that they are for, those and filters before the addresses that
 * they are about, those before the routes that need them, and those before the rules that lead to
 * them; on the way down it is the other way round. Among resources of one kind the order is that of
 * the configuration.
 *
 * <p>What drops the packets of an address goes only when that has gone, and not in the same breath:
 * its removal may be refused.
 */
public final class Reconciler {

  /** On the way up in this order, on the way down the other way round. */
  private enum Phase {
    SETTINGS,
    DEVICES,
    FILTERS,
    ADDRESSES,
    ROUTES,
    RULES
  }

  private static final List<Phase> PHASES = List.of(Phase.values());

  private Reconciler() {}

  /** The operations that make {@code actual} what is desired, in their order. */
  public static List<Operation> diff(Desired desired, Actual actual) {
    var operations = new ArrayList<Operation>();
    for (Phase phase : PHASES.reversed()) {
      addRemovals(phase, desired, actual, operations);
    }
    for (Phase phase : PHASES) {
      for (Resource resource : desired.resources()) {
        if (phase(resource) == phase && !actual.certain(resource)) {
          operations.add(new Operation.Set(resource));
        }
      }
    }
    return operations;
  }

  /** What is one to the kernel need not be removed twice. */
  private static void addRemovals(
      Phase phase, Desired desired, Actual actual, List<Operation> operations) {
    var removed = new HashSet<Resource.Identity>();
    for (Resource resource : actual.present()) {
      boolean goes = !desired.contains(resource) && !actual.hosts().contains(resource);
      boolean first = goes && phase(resource) == phase && removed.add(resource.identity());
      if (first && !isNeededBy(desired, actual, resource)) {
        operations.add(new Operation.Remove(resource));
      }
    }
  }

  /** Whether it drops the packets of an address that is to go, and is still there. */
  private static boolean isNeededBy(Desired desired, Actual actual, Resource resource) {
    if (!(resource instanceof Resource.Filter(FilterEntry.Drop drop))) {
      return false;
    }
    for (Resource other : actual.present()) {
      if (other instanceof Resource.Address address
          && !desired.contains(address)
          && !actual.hosts().contains(address)
          && drop.covers(address)) {
        return true;
      }
    }
    return false;
  }

  private static Phase phase(Resource resource) {
    return switch (resource) {
      case Resource.Setting _ -> Phase.SETTINGS;
      case Resource.Device _ -> Phase.DEVICES;
      case Resource.Filter _ -> Phase.FILTERS;
      case Resource.Address _ -> Phase.ADDRESSES;
      case Resource.Route _ -> Phase.ROUTES;
      case Resource.Rule _ -> Phase.RULES;
    };
  }
}
