package dev.baton.core.node;

import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.RuleConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of configured routes and rules while the links are as they are. The kernel takes no
 * next hop whose link is down: such a hop is left out until the link is up again, and with its last
 * hop the whole route.
 *
 * @param losses the routes and rules that should be there, in their order, and what it means that
 *     somebody deletes one
 */
record RoutingPlaces(Map<Resource, Loss> losses) {

  /** Nothing is routed. */
  static final RoutingPlaces NONE = new RoutingPlaces(Map.of());

  /** What it means that somebody deletes one. */
  enum Loss {
    /** The instance gives up, as for an address. */
    YIELDS,
    /** It is set again. */
    RESTORED,
    /** Nothing ({@code no_track}). */
    IGNORED
  }

  /** Where those of an instance go. */
  static RoutingPlaces of(RoutingConfig routing, Links links) {
    if (routing.isEmpty()) {
      return NONE;
    }
    var losses = new LinkedHashMap<Resource, Loss>();
    for (RouteConfig route : routing.routes()) {
      Loss loss = loss(route.tracking(), namesLinks(route.route()));
      List<Hop> usable =
          route.route().hops().stream().filter(hop -> isUsable(hop.device(), links)).toList();
      if (usable.size() == route.route().hops().size() || !usable.isEmpty()) {
        losses.put(on(route.route().by(usable), links), loss);
      }
    }
    for (RuleConfig rule : routing.rules()) {
      losses.put(new Resource.Rule(rule.rule()), loss(rule.tracking(), true));
    }
    return new RoutingPlaces(losses);
  }

  /**
   * As keepalived has it, which watches no route that names no link; such a one is set again when
   * it is deleted.
   */
  private static Loss loss(RouteConfig.Tracking tracking, boolean watched) {
    if (!tracking.tracked()) {
      return Loss.IGNORED;
    }
    return watched ? Loss.YIELDS : Loss.RESTORED;
  }

  private static boolean namesLinks(RouteSpec spec) {
    return spec.hops().size() == 1 && !spec.hops().getFirst().device().isEmpty();
  }

  private static Resource.Route on(RouteSpec spec, Links links) {
    return new Resource.Route(
        spec,
        spec.hops().stream()
            .map(hop -> hop.device().isEmpty() ? Links.NONE : links.indexOf(hop.device()))
            .toList());
  }

  private static boolean isUsable(String device, Links links) {
    return device.isEmpty() || links.at(links.indexOf(device)).filter(Link::up).isPresent();
  }

  /** All that may be there of it, as an earlier run has left it, whatever the links were then. */
  static Set<Resource> leftovers(RoutingConfig routing, Links links) {
    var all = new LinkedHashSet<Resource>();
    for (RouteConfig route : routing.routes()) {
      List<Hop> hops = route.route().hops();
      boolean there =
          hops.stream()
              .allMatch(it -> it.device().isEmpty() || links.indexOf(it.device()) != Links.NONE);
      if (there) {
        all.add(on(route.route(), links));
      }
    }
    all.addAll(of(routing, links).losses.keySet());
    return all;
  }

  /** The resources, in order. */
  Set<Resource> resources() {
    return losses.keySet();
  }

  /** The links that are named there. */
  static Set<String> devices(RoutingConfig routing) {
    var devices = new LinkedHashSet<String>();
    routing.routes().forEach(it -> it.route().hops().forEach(hop -> devices.add(hop.device())));
    routing.rules().forEach(it -> devices.addAll(devices(it.rule())));
    devices.remove("");
    return devices;
  }

  private static List<String> devices(RuleSpec rule) {
    return List.of(rule.selector().inputDevice(), rule.selector().outputDevice());
  }

  /**
   * The links whose loss is a fault: those of tracked rules, and of tracked routes that have no
   * other way.
   */
  static List<String> needed(RoutingConfig routing, Links links) {
    var needed = new ArrayList<String>();
    for (RouteConfig route : routing.routes()) {
      List<Hop> hops = route.route().hops();
      boolean anyWay =
          hops.stream().anyMatch(it -> it.device().isEmpty() || links.isUp(it.device()));
      if (route.tracking().tracked() && !anyWay) {
        hops.forEach(hop -> needed.add(hop.device()));
      }
    }
    for (RuleConfig rule : routing.rules()) {
      if (rule.tracking().tracked()) {
        devices(rule.rule()).stream().filter(it -> !it.isEmpty()).forEach(needed::add);
      }
    }
    return needed;
  }
}
