package dev.baton.sim;

import static dev.baton.sim.VirtualKernel.EADDRNOTAVAIL;
import static dev.baton.sim.VirtualKernel.EEXIST;
import static dev.baton.sim.VirtualKernel.EINVAL;
import static dev.baton.sim.VirtualKernel.ENODEV;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the simulation believes of Linux, as checks that run against the simulated kernel and
 * against the real one, so that the first cannot drift from the second.
 */
public final class KernelContract {

  static final int SCOPE_UNIVERSE = 0;
  private static final int SCOPE_LINK = 253;
  static final String LINK = "ct0";

  private static final IpPrefix FIRST = prefix("10.77.1.1", 24);
  private static final IpPrefix SECOND = prefix("10.77.1.2", 24);
  private static final IpPrefix THIRD = prefix("10.77.1.3", 24);
  private static final IpPrefix ALONE = prefix("10.77.1.2", 32);

  private KernelContract() {}

  /** Every check by its name; each wants a host of its own. */
  public static Map<String, Consumer<HostUnderTest>> checks() {
    Map<String, Consumer<HostUnderTest>> checks = new LinkedHashMap<>();
    checks.put("an address that is there is refused with EEXIST", KernelContract::addTwice);
    checks.put("an address that is not there cannot be deleted", KernelContract::deleteMissing);
    checks.put("a link that is not there is ENODEV", KernelContract::missingLink);
    checks.put("prefixes of other lengths are other addresses", KernelContract::otherLength);
    checks.put("addresses are listed as they came, primaries first", KernelContract::order);
    checks.put("every change is told once, and whose it was", KernelContract::ownAndForeign);
    checks.put("the second of a network is secondary", KernelContract::secondary);
    checks.put("a primary takes its secondaries along", KernelContract::primaryGoes);
    checks.put("or makes one its heir, if told to", KernelContract::primaryIsFollowed);
    checks.put("one network has one scope", KernelContract::scopes);
    checks.put("addresses outlive a link that goes down", KernelContract::linkDown);
    checks.put("a deleted link takes its addresses along", KernelContract::linkDeleted);
    checks.put("a link comes back under another index", KernelContract::linkRecreated);
    checks.putAll(Ipv6Contract.checks());
    checks.putAll(RouteContract.checks());
    return checks;
  }

  static IpPrefix prefix(String address, int bits) {
    return new IpPrefix(IpAddress.parse(address).orElseThrow(), bits);
  }

  static int linkOf(HostUnderTest host) {
    int index = host.createLink(LINK);
    host.promoteSecondaries(LINK, false);
    host.notifications(IpFamily.INET);
    return index;
  }

  private static void addTwice(HostUnderTest host) {
    int link = linkOf(host);
    same(0, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(EEXIST, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(List.of(FIRST), prefixes(host, link));
    same(List.of("+ 10.77.1.1/24 ours"), told(host));
  }

  private static void deleteMissing(HostUnderTest host) {
    int link = linkOf(host);
    same(EADDRNOTAVAIL, host.delete(link, FIRST));
    host.add(link, FIRST, SCOPE_UNIVERSE);
    same(EADDRNOTAVAIL, host.delete(link, prefix("10.77.1.1", 32)));
    same(List.of(FIRST), prefixes(host, link));
  }

  private static void missingLink(HostUnderTest host) {
    int absent = linkOf(host) + 1000;
    same(ENODEV, host.add(absent, FIRST, SCOPE_UNIVERSE));
    same(ENODEV, host.delete(absent, FIRST));
    same(List.of(), told(host));
  }

  private static void otherLength(HostUnderTest host) {
    int link = linkOf(host);
    same(0, host.add(link, SECOND, SCOPE_UNIVERSE));
    same(0, host.add(link, ALONE, SCOPE_UNIVERSE));
    same(2, host.addresses(link).size());
    same(0, host.delete(link, ALONE));
    same(List.of(SECOND), prefixes(host, link));
  }

  private static void order(HostUnderTest host) {
    int link = linkOf(host);
    for (var each : List.of(THIRD, FIRST, SECOND)) {
      host.add(link, each, SCOPE_UNIVERSE);
    }
    same(List.of(THIRD, FIRST, SECOND), prefixes(host, link));
    host.add(link, ALONE, SCOPE_UNIVERSE);
    same(List.of(THIRD, ALONE, FIRST, SECOND), prefixes(host, link));
  }

  private static void ownAndForeign(HostUnderTest host) {
    int link = linkOf(host);
    host.add(link, ALONE, SCOPE_UNIVERSE);
    host.deleteForeign(LINK, ALONE);
    host.addForeign(LINK, ALONE);
    host.delete(link, ALONE);
    same(
        List.of("+ 10.77.1.2/32 ours", "- 10.77.1.2/32", "+ 10.77.1.2/32", "- 10.77.1.2/32 ours"),
        told(host));
  }

  private static void secondary(HostUnderTest host) {
    int link = linkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    host.add(link, SECOND, SCOPE_UNIVERSE);
    host.add(link, prefix("10.77.2.1", 24), SCOPE_UNIVERSE);
    host.add(link, prefix("10.77.1.9", 32), SCOPE_UNIVERSE);
    same(
        List.of("10.77.1.2/24"),
        host.addresses(link).stream()
            .filter(InterfaceAddress::secondary)
            .map(address -> address.prefix().toString())
            .toList());
  }

  private static void primaryGoes(HostUnderTest host) {
    int link = linkOf(host);
    for (var each : List.of(FIRST, SECOND, THIRD)) {
      host.add(link, each, SCOPE_UNIVERSE);
    }
    host.notifications(IpFamily.INET);
    same(0, host.delete(link, FIRST));
    same(List.of(), prefixes(host, link));
    same(List.of("- 10.77.1.2/24 ours", "- 10.77.1.3/24 ours", "- 10.77.1.1/24 ours"), told(host));
  }

  private static void primaryIsFollowed(HostUnderTest host) {
    int link = linkOf(host);
    host.promoteSecondaries(LINK, true);
    for (var each : List.of(FIRST, SECOND, THIRD)) {
      host.add(link, each, SCOPE_UNIVERSE);
    }
    host.notifications(IpFamily.INET);
    same(0, host.delete(link, FIRST));
    same(List.of(SECOND, THIRD), prefixes(host, link));
    same(
        List.of(false, true),
        host.addresses(link).stream().map(InterfaceAddress::secondary).toList());
    same(List.of("- 10.77.1.1/24 ours", "+ 10.77.1.2/24 ours"), told(host));
  }

  private static void scopes(HostUnderTest host) {
    int link = linkOf(host);
    same(0, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(EINVAL, host.add(link, SECOND, SCOPE_LINK));
    same(0, host.add(link, ALONE, SCOPE_LINK));
  }

  private static void linkDown(HostUnderTest host) {
    int link = linkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    same(true, host.isUp(link));
    same(true, host.isRunning(link));
    host.setUp(LINK, false);
    same(false, host.isUp(link));
    same(false, host.isRunning(link));
    same(List.of(FIRST), prefixes(host, link));
    same(0, host.add(link, ALONE, SCOPE_UNIVERSE));
    same(0, host.delete(link, ALONE));
    host.setUp(LINK, true);
    same(List.of(FIRST), prefixes(host, link));
  }

  private static void linkDeleted(HostUnderTest host) {
    int link = linkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    host.add(link, ALONE, SCOPE_UNIVERSE);
    host.notifications(IpFamily.INET);
    host.deleteLink(LINK);
    var changes =
        told(host).stream()
            .filter(line -> line.startsWith("-") || line.startsWith("gone"))
            .toList();
    same(3, changes.size());
    same("gone " + link, changes.getLast());
    same(true, changes.contains("- 10.77.1.1/24"));
    same(true, changes.contains("- 10.77.1.2/32"));
  }

  private static void linkRecreated(HostUnderTest host) {
    int link = linkOf(host);
    host.deleteLink(LINK);
    int again = host.createLink(LINK);
    same(true, again != link);
    same(ENODEV, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(0, host.add(again, FIRST, SCOPE_UNIVERSE));
  }

  private static List<IpPrefix> prefixes(HostUnderTest host, int link) {
    return host.addresses(link).stream().map(InterfaceAddress::prefix).toList();
  }

  static List<String> told(HostUnderTest host) {
    return told(host.notifications(IpFamily.INET));
  }

  static List<String> told(List<NodeEvent> notifications) {
    return notifications.stream()
        .flatMap(
            event ->
                switch (event) {
                  case NodeEvent.AddressAdded(var address, var ours) ->
                      List.of("+ " + address.prefix() + (ours ? " ours" : "")).stream();
                  case NodeEvent.AddressRemoved(var address, var ours) ->
                      List.of("- " + address.prefix() + (ours ? " ours" : "")).stream();
                  case NodeEvent.LinkGone(var index) -> List.of("gone " + index).stream();
                  default -> List.<String>of().stream();
                })
        .toList();
  }

  static void same(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError("expected " + expected + ", but it is " + actual);
    }
  }
}
