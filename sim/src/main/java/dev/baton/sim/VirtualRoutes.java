package dev.baton.sim;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource.Route;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RoutingNotice;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.NodeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routes and rules of one host that are not the kernel's own, as Linux keeps those of IPv4.
 * Routes go with their link, with its last address, or, in the main table, with their source;
 * nobody is told. A route beside another one to the same destination is before it.
 */
final class VirtualRoutes {

  /** asm-generic/errno-base.h. */
  static final int ENOENT = 2;

  /** asm-generic/errno-base.h. */
  static final int ESRCH = 3;

  /** asm-generic/errno.h. */
  static final int ENETDOWN = 100;

  /** asm-generic/errno.h. */
  static final int ENETUNREACH = 101;

  private final VirtualKernel kernel;
  private final List<Route> routes = new ArrayList<>();
  private final List<RuleSpec> rules = new ArrayList<>();

  VirtualRoutes(VirtualKernel kernel) {
    this.kernel = kernel;
  }

  /** All routes; of those to one destination the first counts. */
  List<Route> all() {
    return List.copyOf(routes);
  }

  /** All rules that are not the kernel's own. */
  List<RuleSpec> rules() {
    return List.copyOf(rules);
  }

  /** Adds a rule (RTM_NEWRULE with EXCL) and returns 0 or an errno. */
  int add(RuleSpec rule) {
    if (rules.contains(rule)) {
      return VirtualKernel.EEXIST;
    }
    rules.add(rule);
    return 0;
  }

  /** Deletes a rule (RTM_DELRULE) and returns 0 or an errno. */
  int delete(RuleSpec rule) {
    return rules.remove(rule) ? 0 : ENOENT;
  }

  /** Adds a route before all others (RTM_NEWROUTE with CREATE) and returns 0 or an errno. */
  int add(Route route) {
    for (int i = 0; i < route.hopLinks().size(); i++) {
      int refusal = refusal(route.spec().hops().get(i), route.hopLinks().get(i));
      if (refusal != 0) {
        return refusal;
      }
    }
    var source = route.spec().preferredSource();
    if (source.isPresent() && !isHosts(source.get())) {
      return VirtualKernel.EINVAL;
    }
    if (routes.contains(route)) {
      return VirtualKernel.EEXIST;
    }
    routes.addFirst(route);
    return 0;
  }

  /** Somebody else deletes a route, which the kernel tells. */
  void deleteForeign(Route route) {
    if (routes.remove(route)) {
      var ways = new ArrayList<RoutingNotice.Way>();
      for (int i = 0; i < route.hopLinks().size(); i++) {
        ways.add(
            new RoutingNotice.Way(route.spec().hops().get(i).gateway(), route.hopLinks().get(i)));
      }
      kernel.tell(
          new NodeEvent.RoutingRemoved(
              new RoutingNotice.OfRoute(
                  route.spec().type(),
                  route.spec().destination(),
                  Optional.empty(),
                  0,
                  route.spec().table(),
                  route.spec().metric(),
                  ways),
              false));
    }
  }

  /** Somebody else deletes a rule, which the kernel tells. */
  void deleteForeign(RuleSpec rule) {
    if (rules.remove(rule)) {
      kernel.tell(new NodeEvent.RoutingRemoved(new RoutingNotice.OfRule(rule.asTold()), false));
    }
  }

  /** The host is switched off. */
  void clear() {
    routes.clear();
    rules.clear();
  }

  private int refusal(Hop hop, int linkIndex) {
    var link = kernel.link(linkIndex);
    boolean up = link.filter(Link::up).isPresent();
    if (hop.gateway().isPresent() && !(up && reaches(linkIndex, hop.gateway().get()))) {
      return ENETUNREACH;
    }
    if (!up) {
      return link.isEmpty() ? VirtualKernel.ENODEV : ENETDOWN;
    }
    return 0;
  }

  private boolean reaches(int linkIndex, IpAddress hop) {
    return kernel.addresses().stream()
        .anyMatch(held -> held.linkIndex() == linkIndex && held.prefix().holds(hop));
  }

  private boolean isHosts(IpAddress address) {
    return kernel.addresses().stream().anyMatch(held -> held.prefix().address().equals(address));
  }

  /** Deletes a route (RTM_DELROUTE) and returns 0 or an errno. */
  int delete(Route route) {
    return routes.remove(route) ? 0 : ESRCH;
  }

  /** The link was set down, or deleted. */
  void linkLeft(int linkIndex) {
    routes.removeIf(route -> route.isOn(linkIndex));
  }

  private static boolean isOfMain(Route route) {
    return route.spec().table() == RouteSpec.MAIN;
  }

  private static boolean isIpv4(InterfaceAddress held) {
    return held.prefix().address().family() == IpFamily.INET;
  }

  /** The link has lost this address of IPv4. */
  void addressLeft(InterfaceAddress address) {
    IpAddress bare = address.prefix().address();
    if (!isHosts(bare)) {
      routes.removeIf(
          route -> isOfMain(route) && route.spec().preferredSource().equals(Optional.of(bare)));
    }
    int linkIndex = address.linkIndex();
    if (kernel.addresses().stream()
        .noneMatch(held -> held.linkIndex() == linkIndex && isIpv4(held))) {
      linkLeft(linkIndex);
    }
  }
}
