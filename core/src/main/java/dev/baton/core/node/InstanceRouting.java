package dev.baton.core.node;

import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.Desired.Lifetime;
import dev.baton.core.kernel.Resource;
import dev.baton.core.model.RoutingConfig;
import java.util.HashSet;
import java.util.Set;

/** The routes and rules of one instance: where they are, and what their loss does to it. */
final class InstanceRouting {

  private RoutingConfig config = RoutingConfig.NONE;
  private RoutingPlaces places = RoutingPlaces.NONE;

  /** What of them is in the configuration since it was last changed. */
  private Set<Resource> novel = Set.of();

  /** Finds their links, as far as those are up; what of them is desired while master. */
  Desired place(RoutingConfig next, Links links) {
    if (!next.equals(config)) {
      novel = new HashSet<>(RoutingPlaces.leftovers(next, links));
      novel.removeAll(RoutingPlaces.leftovers(config, links));
      config = next;
    }
    places = RoutingPlaces.of(config, links);
    return Desired.of(Lifetime.MASTER, places.resources());
  }

  /** Whether there are any. */
  boolean isEmpty() {
    return config.isEmpty();
  }

  /** What an earlier run may have left of them. */
  Set<Resource> leftovers(Links links) {
    return RoutingPlaces.leftovers(config, links);
  }

  /** What an earlier run may have left of those that the last reload brought. */
  Set<Resource> novel() {
    return novel;
  }

  /** What it means that somebody else deleted this one. */
  RoutingPlaces.Loss loss(Resource resource) {
    return places.losses().getOrDefault(resource, RoutingPlaces.Loss.IGNORED);
  }

  /** Its master sets them. */
  void tellSetting(String instance, TurnActions turn) {
    if (!config.routes().isEmpty()) {
      turn.say(NodeLog.settingRoutes(instance));
    }
    if (!config.rules().isEmpty()) {
      turn.say(NodeLog.settingRules(instance));
    }
  }

  /** They are removed. */
  void tellRemoving(String instance, TurnActions turn) {
    if (!config.rules().isEmpty()) {
      turn.say(NodeLog.removingRules(instance));
    }
    if (!config.routes().isEmpty()) {
      turn.say(NodeLog.removingRoutes(instance));
    }
  }
}
