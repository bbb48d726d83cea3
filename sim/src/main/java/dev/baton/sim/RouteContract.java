package dev.baton.sim;

import static dev.baton.sim.KernelContract.LINK;
import static dev.baton.sim.KernelContract.SCOPE_UNIVERSE;
import static dev.baton.sim.KernelContract.linkOf;
import static dev.baton.sim.KernelContract.prefix;
import static dev.baton.sim.KernelContract.same;
import static dev.baton.sim.KernelContract.told;
import static dev.baton.sim.VirtualKernel.EEXIST;
import static dev.baton.sim.VirtualKernel.EINVAL;
import static dev.baton.sim.VirtualKernel.ENODEV;
import static dev.baton.sim.VirtualRoutes.ENETDOWN;
import static dev.baton.sim.VirtualRoutes.ENETUNREACH;
import static dev.baton.sim.VirtualRoutes.ENOENT;
import static dev.baton.sim.VirtualRoutes.ESRCH;

import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The part of the {@link KernelContract} that is about IPv4 routes, and rules. */
final class RouteContract {

  private static final IpPrefix NEAR = prefix("10.77.1.1", 24);
  private static final IpPrefix OTHER = prefix("10.77.2.1", 24);
  private static final IpPrefix FAR = prefix("198.51.100.0", 24);
  private static final String HOP = "10.77.1.9";
  private static final String OTHER_HOP = "10.77.2.9";

  private RouteContract() {}

  static Map<String, Consumer<HostUnderTest>> checks() {
    Map<String, Consumer<HostUnderTest>> checks = new LinkedHashMap<>();
    checks.put("a route that is there is refused with EEXIST", RouteContract::addTwice);
    checks.put("a route that is not there is ESRCH", RouteContract::deleteMissing);
    checks.put("a newer route to one destination is before the older", RouteContract::beside);
    checks.put("a route needs a link that is up", RouteContract::linkNeeded);
    checks.put("a route needs a hop on its link, and a source", RouteContract::hopNeeded);
    checks.put("routes go with a link that goes down, untold", RouteContract::linkDown);
    checks.put("routes go with a deleted link", RouteContract::linkDeleted);
    checks.put("routes go with the last address of their link", RouteContract::lastAddress);
    checks.put("a route goes with its source", RouteContract::source);
    checks.put("unless it is of another table", RouteContract::otherTable);
    checks.put("a rule is there once, and goes by all it says", RouteContract::rules);
    return checks;
  }

  private static Resource.Route route(int linkIndex, String hop, int metric) {
    return route(linkIndex, hop, metric, "");
  }

  private static Resource.Route route(int linkIndex, String hop, int metric, String source) {
    return route(RouteSpec.MAIN, linkIndex, hop, metric, source);
  }

  private static Resource.Route route(
      long table, int linkIndex, String hop, int metric, String source) {
    List<Hop> hops = List.of(new Hop(IpAddress.parse(hop), ""));
    var spec = RouteSpec.unicast(FAR, hops, table, metric);
    return new Resource.Route(
        IpAddress.parse(source).map(spec::from).orElse(spec), List.of(linkIndex));
  }

  private static int set(HostUnderTest host, Resource.Route route) {
    return host.apply(new Operation.Set(route));
  }

  private static int remove(HostUnderTest host, Resource.Route route) {
    return host.apply(new Operation.Remove(route));
  }

  /** A link with two networks. */
  private static int networkOf(HostUnderTest host) {
    int link = linkOf(host);
    same(0, host.add(link, NEAR, SCOPE_UNIVERSE));
    same(0, host.add(link, OTHER, SCOPE_UNIVERSE));
    host.notifications(IpFamily.INET);
    return link;
  }

  private static void addTwice(HostUnderTest host) {
    var route = route(networkOf(host), HOP, 5);
    same(0, set(host, route));
    same(EEXIST, set(host, route));
    same(List.of("198.51.100.0/24 via 10.77.1.9 metric 5"), host.routes());
  }

  private static void deleteMissing(HostUnderTest host) {
    int link = networkOf(host);
    same(ESRCH, remove(host, route(link, HOP, 0)));
    same(0, set(host, route(link, HOP, 0)));
    same(ESRCH, remove(host, route(link, HOP, 5)));
    same(ESRCH, remove(host, route(link, OTHER_HOP, 0)));
    same(0, remove(host, route(link, HOP, 0)));
    same(List.of(), host.routes());
  }

  private static void beside(HostUnderTest host) {
    int link = networkOf(host);
    same(0, set(host, route(link, HOP, 0)));
    same(0, set(host, route(link, OTHER_HOP, 0)));
    same(List.of("198.51.100.0/24 via 10.77.2.9", "198.51.100.0/24 via 10.77.1.9"), host.routes());
    same(0, remove(host, route(link, OTHER_HOP, 0)));
    same(List.of("198.51.100.0/24 via 10.77.1.9"), host.routes());
  }

  private static void linkNeeded(HostUnderTest host) {
    int link = networkOf(host);
    same(ENODEV, set(host, route(link + 1000, "", 0)));
    same(ENETUNREACH, set(host, route(link + 1000, HOP, 0)));
    host.setUp(LINK, false);
    same(ENETDOWN, set(host, route(link, "", 0)));
    same(ENETUNREACH, set(host, route(link, HOP, 0)));
    host.setUp(LINK, true);
    same(0, set(host, route(link, HOP, 0)));
  }

  private static void hopNeeded(HostUnderTest host) {
    int link = networkOf(host);
    same(ENETUNREACH, set(host, route(link, "10.77.3.9", 0)));
    same(EINVAL, set(host, route(link, HOP, 0, "10.77.1.7")));
    same(0, set(host, route(link, HOP, 0, "10.77.2.1")));
    same(List.of("198.51.100.0/24 via 10.77.1.9 src 10.77.2.1"), host.routes());
  }

  private static void linkDown(HostUnderTest host) {
    int link = networkOf(host);
    same(0, set(host, route(link, HOP, 0)));
    host.setUp(LINK, false);
    same(List.of(), host.routes());
    host.setUp(LINK, true);
    same(List.of(), host.routes());
    same(List.of(), told(host));
  }

  private static void linkDeleted(HostUnderTest host) {
    same(0, set(host, route(networkOf(host), HOP, 0)));
    host.deleteLink(LINK);
    same(List.of(), host.routes());
  }

  /** Also one that needs no address: it is the link that lost its last. */
  private static void lastAddress(HostUnderTest host) {
    int link = networkOf(host);
    same(0, set(host, route(link, HOP, 0)));
    same(0, set(host, route(link, "", 5)));
    same(0, host.delete(link, NEAR));
    same(2, host.routes().size());
    same(0, host.delete(link, OTHER));
    same(List.of(), host.routes());
  }

  private static void source(HostUnderTest host) {
    int link = networkOf(host);
    same(0, set(host, route(link, HOP, 0, "10.77.2.1")));
    same(0, host.delete(link, OTHER));
    same(List.of(), host.routes());
  }

  /** The kernel looks into the main table only. */
  private static void otherTable(HostUnderTest host) {
    int link = networkOf(host);
    same(0, set(host, route(77, link, HOP, 0, "10.77.2.1")));
    same(0, host.delete(link, OTHER));
    same(List.of("198.51.100.0/24 via 10.77.1.9 src 10.77.2.1"), host.routes());
    same(0, host.delete(link, NEAR));
    same(List.of(), host.routes());
  }

  private static Operation.Set setting(String from, long preference) {
    return new Operation.Set(rule(from, preference));
  }

  private static Resource.Rule rule(String from, long preference) {
    return new Resource.Rule(RuleSpec.lookup(prefix(from, 24), "", 77, preference));
  }

  private static void rules(HostUnderTest host) {
    same(0, host.apply(setting("10.77.3.0", 77)));
    same(EEXIST, host.apply(setting("10.77.3.0", 77)));
    same(0, host.apply(setting("10.77.4.0", 77)));
    same(ENOENT, host.apply(new Operation.Remove(rule("10.77.3.0", 78))));
    same(0, host.apply(new Operation.Remove(rule("10.77.3.0", 77))));
    same(ENOENT, host.apply(new Operation.Remove(rule("10.77.3.0", 77))));
    same(0, host.apply(new Operation.Remove(rule("10.77.4.0", 77))));
  }
}
