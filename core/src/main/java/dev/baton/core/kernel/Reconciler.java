package dev.baton.core.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Turns what the kernel holds into what it should hold.
 *
 * <p>What has to go goes first, for it may stand in the way of what has to come. On the way up
 * settings come before the devices that they are for, those before their addresses, addresses
 * before the routes that need them, and those before the rules that lead to them; on the way down
 * it is the other way round. Among resources of one kind the order is that of the configuration.
 */
public final class Reconciler {

  /** On the way up in this order, on the way down the other way round. */
  private enum Phase {
    SETTINGS,
    DEVICES,
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
      if (goes && phase(resource) == phase && removed.add(resource.identity())) {
        operations.add(new Operation.Remove(resource));
      }
    }
  }

  private static Phase phase(Resource resource) {
    return switch (resource) {
      case Resource.Setting _ -> Phase.SETTINGS;
      case Resource.Device _ -> Phase.DEVICES;
      case Resource.Address _ -> Phase.ADDRESSES;
      case Resource.Route _ -> Phase.ROUTES;
      case Resource.Rule _ -> Phase.RULES;
    };
  }
}
