package dev.baton.core.node;

import static dev.baton.core.node.TestRouting.route;
import static dev.baton.core.node.TestRouting.rule;
import static dev.baton.core.node.TestRouting.ruleSpec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RoutingNotice;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routes and rules of instances, and static ones: when they come and go, and what is noticed. */
final class RoutingTest {

  private static final String FAR = TestRouting.FAR;
  private static final String ROUTE = FAR + " via@2";
  private static final String OTHER = FAR + " via@3";
  private static final String RULE = "rule 100@0";
  private static final String VIP = "10.0.0.100/24@2";

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance instance = config.instance("A", 1).priority(100);

  private static RoutingConfig of(RouteConfig... routes) {
    return new RoutingConfig(List.of(routes), List.of());
  }

  private static RoutingNotice gone(int linkIndex) {
    return new RoutingNotice.OfRoute(
        RouteSpec.Type.UNICAST,
        TestConfig.prefix(FAR),
        Optional.empty(),
        0,
        RouteSpec.MAIN,
        0,
        List.of(new RoutingNotice.Way(IpAddress.parse("10.0.0.9"), linkIndex)));
  }

  private TestHost host() {
    return new TestHost(config.build()).link(3, "eth1");
  }

  private TestHost master() {
    TestHost host = host().start().pass(5);
    assertEquals("Master", host.state("A"));
    return host.forget();
  }

  private static List<String> changes(TestHost host) {
    return host.words().stream()
        .filter(it -> it.startsWith("add ") || it.startsWith("delete "))
        .toList();
  }

  @Test
  void theyComeBehindTheAddressesAndGoBeforeThem() {
    instance.routing =
        new RoutingConfig(List.of(route("10.0.0.9", true, "eth0")), List.of(rule("")));
    TestHost host =
        new TestHost(config.build(), new NodeOptions(true, false, false)).link(3, "eth1").start();
    // What an earlier run may have left goes first.
    assertEquals(List.of("delete [" + RULE + ", " + ROUTE + "]"), changes(host));
    host.pass(5);
    List<String> words = host.words();
    assertTrue(
        words.containsAll(
            List.of(
                "(A) setting VIPs.", "(A) setting Virtual Routes", "(A) setting Virtual Rules")),
        words::toString);
    assertEquals(
        List.of("add [" + VIP + "]", "add [" + ROUTE + ", " + RULE + "]"),
        words.stream().filter(it -> it.startsWith("add ")).toList());
    host.up("eth0", false);
    assertEquals(List.of("delete [" + RULE + ", " + ROUTE + ", " + VIP + "]"), allOf(host));
    assertEquals("Fault", host.state("A"));
  }

  /** In one line, whatever plans it took; a route that its link took along is named once more. */
  private static List<String> allOf(TestHost host) {
    var all = new ArrayList<String>();
    for (String change : changes(host)) {
      for (String one :
          change.substring("delete [".length(), change.length() - 1).split(", ", -1)) {
        all.remove(one);
        all.add(one);
      }
    }
    all.sort((a, b) -> Integer.compare(phase(a), phase(b)));
    return List.of("delete " + all);
  }

  private static int phase(String resource) {
    return resource.startsWith("rule") ? 0 : resource.contains("via") ? 1 : 2;
  }

  @Test
  void whoLosesATrackedOneYields() {
    instance.routing =
        new RoutingConfig(List.of(route("10.0.0.9", true, "eth0")), List.of(rule("")));
    TestHost host = master();
    host.addresses.remove(ROUTE);
    host.on(new NodeEvent.RoutingRemoved(gone(2), false));
    List<String> words = host.words();
    assertTrue(words.contains("advert 1 priority 0"), words::toString);
    assertTrue(
        words.contains("BACKUP A 100: the route to " + FAR + " was removed"), words::toString);
    host.pass(5);
    assertEquals("Master", host.state("A"));
    assertTrue(host.addresses.contains(ROUTE));

    host.on(new NodeEvent.RoutingRemoved(new RoutingNotice.OfRule(ruleSpec("").asTold()), false));
    assertEquals("Backup", host.state("A"));
  }

  /** A backup has nothing to lose (keepalived leaves the election for it). */
  @Test
  void aBackupDoesNotCare() {
    instance.routing =
        new RoutingConfig(List.of(route("10.0.0.9", true, "eth0")), List.of(rule("")));
    TestHost host = host().start().forget();
    host.on(new NodeEvent.RoutingRemoved(gone(2), false));
    host.on(new NodeEvent.RoutingRemoved(new RoutingNotice.OfRule(ruleSpec("").asTold()), false));
    assertEquals("Backup", host.state("A"));
    assertEquals(List.of(), host.words());
  }

  @Test
  void whatIsNotTrackedIsLeftGone() {
    instance.routing = of(route("10.0.0.9", false, "eth0"));
    TestHost host = master();
    host.addresses.remove(ROUTE);
    host.on(new NodeEvent.RoutingRemoved(gone(2), false)).pass(5);
    assertEquals("Master", host.state("A"));
    assertFalse(host.addresses.contains(ROUTE));
  }

  /** Which link it leads to, the kernel alone knows. */
  @Test
  void oneWithoutALinkIsSetAgain() {
    instance.routing = of(route("10.0.0.9", true, ""));
    TestHost host = master();
    String text = FAR + " via@0";
    assertTrue(host.addresses.remove(text));
    host.on(new NodeEvent.RoutingRemoved(gone(2), false));
    assertEquals("Master", host.state("A"));
    assertTrue(host.addresses.contains(text));
  }

  @Test
  void aNoticeAboutAnotherRouteIsNone() {
    instance.routing = of(route("10.0.0.9", true, "eth0"));
    TestHost host = master();
    host.on(new NodeEvent.RoutingRemoved(gone(3), false));
    assertEquals("Master", host.state("A"));
    assertEquals(List.of(), host.words());
  }

  /** The kernel says nothing when it drops one with its last address, or with its source. */
  @Test
  void whatTheKernelDroppedIsSetAgain() {
    RouteConfig plain = route("10.0.0.9", true, "eth1");
    instance.routing =
        of(
            new RouteConfig(
                plain.route().from(IpAddress.parse("10.7.0.1").orElseThrow()), plain.tracking()));
    TestHost host = master();
    host.assign("10.7.0.1/24@3").forget();
    host.addresses.remove(OTHER);
    host.unassign("10.7.0.1/24@3");
    List<String> words = host.words();
    assertTrue(
        words.contains("(A) the route to " + FAR + " was no longer in table 254, and is set again"),
        words::toString);
    assertEquals("Master", host.state("A"));
    assertTrue(host.addresses.contains(OTHER));
  }

  @Test
  void afterLostNoticesAllAreSetAgain() {
    instance.routing =
        new RoutingConfig(List.of(route("10.0.0.9", true, "eth0")), List.of(rule("")));
    TestHost host = master();
    host.addresses.remove(RULE);
    host.on(new NodeEvent.RoutingNoticesLost());
    assertTrue(host.addresses.contains(RULE));
    assertEquals("Master", host.state("A"));
  }

  @Test
  void theLinkOfATrackedOneIsTracked() {
    instance.routing = of(route("10.0.0.9", true, "eth1"));
    TestHost host = master();
    host.up("eth1", false);
    assertEquals("Fault", host.state("A"));
    host.up("eth1", true).pass(5);
    assertEquals("Master", host.state("A"));
    assertTrue(host.addresses.contains(OTHER));
  }

  @Test
  void theLinkOfATrackedRuleIsTracked() {
    instance.routing = new RoutingConfig(List.of(), List.of(rule("eth1")));
    TestHost host = master();
    host.up("eth1", false);
    assertEquals("Fault", host.state("A"));
  }

  /** Its route goes with the link, and comes back with it. */
  @Test
  void theLinkOfAnUntrackedOneIsNot() {
    instance.routing = of(route("10.0.0.9", false, "eth1"));
    TestHost host = master();
    host.up("eth1", false);
    assertEquals("Master", host.state("A"));
    assertFalse(host.addresses.contains(OTHER));
    host.up("eth1", true);
    assertTrue(host.addresses.contains(OTHER));
  }

  /** The kernel takes no hop whose link is down; two hops are there so that one may fail. */
  @Test
  void ofSeveralHopsThoseAreSetThatWork() {
    instance.routing = of(route("10.0.0.9", true, "eth0", "eth1"));
    TestHost host = master();
    assertTrue(host.addresses.contains(FAR + " via@0"));
    host.up("eth1", false);
    assertEquals("Master", host.state("A"));
    assertTrue(host.addresses.contains(ROUTE));
    assertFalse(host.addresses.contains(FAR + " via@0"));
    host.up("eth1", true);
    assertTrue(host.addresses.contains(FAR + " via@0"));
  }

  @Test
  void aReloadReplacesWhatDiffers() {
    instance.routing = of(route("10.0.0.9", true, "eth0"), route("10.0.0.8", true, "eth1"));
    TestHost host = master();
    instance.routing = of(route("10.0.0.9", true, "eth0"));
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of("delete [" + OTHER + "]"), changes(host));
    // What its loss does is nothing to the kernel.
    instance.routing = of(route("10.0.0.9", false, "eth0"));
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of(), changes(host));
  }

  @Test
  void staticOnesStayAndAreSetAgain() {
    config.staticRouting =
        new RoutingConfig(List.of(route("10.0.0.9", true, "eth1")), List.of(rule("")));
    TestHost host = host().start();
    assertTrue(host.addresses.containsAll(List.of(OTHER, RULE)));
    host.forget();
    host.addresses.remove(RULE);
    host.on(new NodeEvent.RoutingRemoved(new RoutingNotice.OfRule(ruleSpec("").asTold()), false));
    assertTrue(host.addresses.contains(RULE));
    assertTrue(
        host.words()
            .contains(
                "Restoring deleted static rule from 10.0.0.100 priority 100 tos 0x0 protocol 18"
                    + " lookup 100"));
    host.up("eth1", false);
    host.addresses.remove(OTHER);
    host.up("eth1", true);
    assertTrue(host.addresses.contains(OTHER));
    host.on(new NodeEvent.Stop());
    assertFalse(host.addresses.contains(OTHER) || host.addresses.contains(RULE));
  }
}
