package dev.baton.sim;

import static dev.baton.sim.KernelContract.LINK;
import static dev.baton.sim.KernelContract.SCOPE_UNIVERSE;
import static dev.baton.sim.KernelContract.linkOf;
import static dev.baton.sim.KernelContract.prefix;
import static dev.baton.sim.KernelContract.same;
import static dev.baton.sim.VirtualKernel.EADDRNOTAVAIL;
import static dev.baton.sim.VirtualKernel.EEXIST;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The part of the {@link KernelContract} that is about IPv6 addresses. Linux tells of them in its
 * own time, and does not say whose request it was.
 */
final class Ipv6Contract {

  private static final IpPrefix LOCAL = prefix("fe80::5a01", 64);
  private static final IpPrefix FIRST = prefix("fd09::1", 64);
  private static final IpPrefix SECOND = prefix("fd09::2", 64);
  private static final IpPrefix SHORTER = prefix("fd09::1", 128);

  private Ipv6Contract() {}

  /** Every check by its name. */
  static Map<String, Consumer<HostUnderTest>> checks() {
    Map<String, Consumer<HostUnderTest>> checks = new LinkedHashMap<>();
    checks.put("a link that is ready has one link-local address", Ipv6Contract::linkLocal);
    checks.put("it does not come back while the link is up", Ipv6Contract::linkLocalDeleted);
    checks.put("nobody is told who changed an IPv6 address", Ipv6Contract::toldOfNobody);
    checks.put("IPv6 knows no secondaries", Ipv6Contract::noSecondaries);
    checks.put("an IPv6 address is there once, whatever its length", Ipv6Contract::addTwice);
    checks.put("an IPv6 address is deleted by its length, too", Ipv6Contract::deleteOther);
    checks.put("IPv6 lists wide scopes and new addresses first", Ipv6Contract::order);
    checks.put("IPv6 addresses go with a link that is set down", Ipv6Contract::linkDown);
    checks.put("IPv6 addresses can be set on a link that is down", Ipv6Contract::addWhileDown);
    checks.put("a deleted link takes its IPv6 addresses along", Ipv6Contract::linkDeleted);
    return checks;
  }

  /** A link without any address of IPv6, so that a check knows what is there. */
  private static int bareLinkOf(HostUnderTest host) {
    int link = linkOf(host);
    host.isRunning(link);
    awaitLinkLocal(host, link).forEach(own -> same(0, host.delete(link, own)));
    host.notifications(IpFamily.INET6);
    return link;
  }

  /** The kernel makes it when it has seen the carrier, in its own time. */
  private static List<IpPrefix> awaitLinkLocal(HostUnderTest host, int link) {
    host.isRunning(link);
    for (int i = 0; i < 100_000 && prefixes(host, link).isEmpty(); i++) {
      Thread.onSpinWait();
    }
    return prefixes(host, link);
  }

  private static void linkLocal(HostUnderTest host) {
    int link = linkOf(host);
    var own = awaitLinkLocal(host, link);
    same(1, own.size());
    same(true, own.getFirst().address().isLinkLocal());
    same(64, own.getFirst().prefixBits());
    same(false, host.addresses(IpFamily.INET6, link).getFirst().tentative());
    same(false, host.addresses(IpFamily.INET6, link).getFirst().isOurs());
  }

  private static void linkLocalDeleted(HostUnderTest host) {
    int link = bareLinkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    same(List.of(FIRST), prefixes(host, link));
    host.setUp(LINK, false);
    host.setUp(LINK, true);
    var own = awaitLinkLocal(host, link);
    same(1, own.size());
    same(true, own.getFirst().address().isLinkLocal());
  }

  /** Not even of our own changes, and of an addition only some time after it. */
  private static void toldOfNobody(HostUnderTest host) {
    int link = bareLinkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    same("+ fd09::1/64", awaitTold(host).getLast());
    host.delete(link, FIRST);
    same("- fd09::1/64", awaitTold(host).getLast());
    host.addForeign(LINK, SECOND);
    same("+ fd09::2/64", awaitTold(host).getLast());
  }

  private static List<String> awaitTold(HostUnderTest host) {
    List<String> told = told(host);
    for (int i = 0; i < 100_000 && told.isEmpty(); i++) {
      Thread.onSpinWait();
      told = told(host);
    }
    return told;
  }

  private static void noSecondaries(HostUnderTest host) {
    int link = bareLinkOf(host);
    same(0, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(0, host.add(link, SECOND, SCOPE_UNIVERSE));
    same(true, host.addresses(IpFamily.INET6, link).stream().noneMatch(it -> it.secondary()));
    same(0, host.delete(link, FIRST));
    same(List.of(SECOND), prefixes(host, link));
  }

  private static void addTwice(HostUnderTest host) {
    int link = bareLinkOf(host);
    same(0, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(EEXIST, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(EEXIST, host.add(link, SHORTER, SCOPE_UNIVERSE));
    same(List.of(FIRST), prefixes(host, link));
  }

  private static void deleteOther(HostUnderTest host) {
    int link = bareLinkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    same(EADDRNOTAVAIL, host.delete(link, SHORTER));
    same(List.of(FIRST), prefixes(host, link));
    same(0, host.delete(link, FIRST));
    same(EADDRNOTAVAIL, host.delete(link, FIRST));
  }

  private static void order(HostUnderTest host) {
    int link = bareLinkOf(host);
    for (var each : List.of(LOCAL, FIRST, SECOND)) {
      host.add(link, each, SCOPE_UNIVERSE);
    }
    same(List.of(SECOND, FIRST, LOCAL), prefixes(host, link));
    same(
        List.of(SCOPE_UNIVERSE, SCOPE_UNIVERSE, VirtualKernel.SCOPE_LINK),
        host.addresses(IpFamily.INET6, link).stream().map(InterfaceAddress::scope).toList());
  }

  private static void linkDown(HostUnderTest host) {
    int link = bareLinkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    host.add(link, LOCAL, SCOPE_UNIVERSE);
    host.notifications(IpFamily.INET6);
    host.setUp(LINK, false);
    same(List.of(), prefixes(host, link));
    var told = told(host);
    same(true, told.contains("- fd09::1/64"));
    same(true, told.contains("- fe80::5a01/64"));
  }

  private static void addWhileDown(HostUnderTest host) {
    int link = bareLinkOf(host);
    host.setUp(LINK, false);
    same(0, host.add(link, FIRST, SCOPE_UNIVERSE));
    same(List.of(FIRST), prefixes(host, link));
    host.setUp(LINK, true);
    same(true, awaitLinkLocal(host, link).contains(FIRST));
  }

  private static void linkDeleted(HostUnderTest host) {
    int link = bareLinkOf(host);
    host.add(link, FIRST, SCOPE_UNIVERSE);
    host.notifications(IpFamily.INET6);
    host.deleteLink(LINK);
    var told = told(host);
    same(true, told.contains("- fd09::1/64"));
    same("gone " + link, told.getLast());
  }

  private static List<IpPrefix> prefixes(HostUnderTest host, int link) {
    return host.addresses(IpFamily.INET6, link).stream().map(InterfaceAddress::prefix).toList();
  }

  private static List<String> told(HostUnderTest host) {
    List<NodeEvent> notifications = host.notifications(IpFamily.INET6);
    return KernelContract.told(notifications);
  }
}
