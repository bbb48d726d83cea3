package dev.baton.sim;

import dev.baton.core.kernel.Resource.Route;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.RuleConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * The routes and rules of virtual routers: every second one of IPv4 has one of each, which no other
 * has. They are there if, and only if, it is master.
 */
final class SimulatedRouting {

  private static final int TABLE = 1000;

  private SimulatedRouting() {}

  /** What the file says of it. */
  static RoutingConfig of(RouterSettings router) {
    if (router.family() != IpFamily.INET || router.vrid() % 2 != 0) {
      return RoutingConfig.NONE;
    }
    List<Hop> hops = List.of(new Hop(Optional.empty(), router.terms().vipDevice()));
    var route = RouteSpec.unicast(destination(router), hops, RouteSpec.MAIN, 0);
    return new RoutingConfig(
        List.of(new RouteConfig(route, Tracking.DEFAULT)),
        List.of(new RuleConfig(rule(router), Tracking.DEFAULT)));
  }

  private static IpPrefix destination(RouterSettings router) {
    return new IpPrefix(IpAddress.ofInt(0xC633_0000 + router.vrid() * 0x100), 24);
  }

  private static RuleSpec rule(RouterSettings router) {
    return RuleSpec.lookup(destination(router), "", TABLE + router.vrid(), router.vrid());
  }

  private static List<Route> routes(VirtualHost host, RouterSettings router) {
    return host.kernel().routes().all().stream()
        .filter(it -> it.spec().destination().equals(destination(router)))
        .toList();
  }

  /** Throws if one of them is there. */
  static void checkNone(VirtualHost host, RouterSettings router) {
    boolean ruled = host.kernel().routes().rules().contains(rule(router));
    if (ruled || !routes(host, router).isEmpty()) {
      throw new Violation(
          "%s is not master of %s but has its %s"
              .formatted(host.name(), router.name(), ruled ? "rule" : "route"));
    }
  }

  /** Throws if one of them is missing. */
  static void checkAll(VirtualHost host, RouterSettings router) {
    if (of(router).isEmpty()) {
      return;
    }
    boolean ruled = host.kernel().routes().rules().contains(rule(router));
    if (!ruled || routes(host, router).isEmpty()) {
      throw new Violation(
          "%s is master of %s without its %s"
              .formatted(host.name(), router.name(), ruled ? "route" : "rule"));
    }
  }

  /** Somebody else deletes them, or a supervisor what its dead router left. */
  static void delete(VirtualHost host, RouterSettings router) {
    routes(host, router).forEach(it -> host.kernel().routes().deleteForeign(it));
    host.kernel().routes().deleteForeign(rule(router));
  }
}
