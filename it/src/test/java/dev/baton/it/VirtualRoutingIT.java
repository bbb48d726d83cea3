package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** static_routes, static_rules, virtual_routes, virtual_rules, as {@code ip} shows them. */
final class VirtualRoutingIT {

  private static final String VIP = "10.9.0.100";
  private static final String FAR = "198.51.100.0/24 via 10.9.0.9 dev eth0";
  private static final String FAR6 = "2001:db8:1::/48 via fd09::9 dev eth0";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @BeforeEach
  void network() {
    one.ip("address add fd09::1/64 dev eth0 nodad");
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  /** An instance with these lines in its blocks. */
  private static VrrpInstance with(String routes, String rules) {
    return VrrpInstance.v3(100, VIP)
        .with("virtual_routes {\n    " + routes + "\n  }")
        .with("virtual_rules {\n    " + rules + "\n  }");
  }

  private String routes() {
    return one.ip("-4 route show table all proto keepalived")
        + one.ip("-6 route show table all proto keepalived");
  }

  private String rules() {
    return one.ip("-4 rule show") + one.ip("-6 rule show");
  }

  private boolean routed(String destination) {
    return routes().contains(destination + " ");
  }

  private boolean ruled(int preference) {
    return rules().contains(preference + ":");
  }

  private void await(String what, Daemon daemon, BooleanSupplier condition) {
    Await.until(what, PATIENCE, condition, () -> daemon.log() + "\n" + routes() + "\n" + rules());
  }

  /** Both daemons alike. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void theyComeAndGoWithTheMaster(Daemon.Kind kind) {
    String rules =
        "from 10.9.0.100 table 100 preference 100\n    from 2001:db8:9::/48 table 100 priority 101";
    Daemon daemon =
        one.start(
            kind,
            with(
                    FAR + " metric 7\n    " + FAR6 + "\n    " + "blackhole 203.0.113.0/24 table 77",
                    rules)
                .text(),
            "-D");
    daemon.awaitAddress(VIP, true);
    await("routes and rules", daemon, () -> routed("198.51.100.0/24") && ruled(101));
    assertTrue(routes().contains("198.51.100.0/24 via 10.9.0.9 dev eth0 metric 7"), this::routes);
    assertTrue(routed("2001:db8:1::/48") && routed("blackhole 203.0.113.0/24"), this::routes);
    assertTrue(rules().contains("from 10.9.0.100 lookup 100 proto keepalived"), this::rules);
    daemon.awaitLog("(VI_1) setting Virtual Routes").awaitLog("(VI_1) setting Virtual Rules");

    // Another route, another rule; what stays is not touched.
    daemon.rewrite(
        with(
                FAR + " metric 7\n    192.0.2.0/24 via 10.9.0.9 dev eth0",
                "from 10.9.0.100 table 101 preference 102")
            .text());
    daemon.signal("HUP");
    await("the new ones", daemon, () -> routed("192.0.2.0/24") && ruled(102));
    await("not the old ones", daemon, () -> !routed("2001:db8:1::/48") && !ruled(101));
    assertTrue(routed("198.51.100.0/24"), this::routes);

    assertEquals(0, daemon.stop());
    assertEquals("", routes());
    assertFalse(ruled(102), this::rules);
  }

  /** Both daemons alike. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void whoLosesATrackedRouteYieldsAndTakesBack(Daemon.Kind kind) {
    Daemon daemon = one.start(kind, with(FAR, "from 10.9.0.100 table 100 preference 100").text());
    daemon.awaitAddress(VIP, true);
    await("the route", daemon, () -> routed("198.51.100.0/24"));
    one.ip("route delete 198.51.100.0/24");
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 2);
    await("the route again", daemon, () -> routed("198.51.100.0/24"));
    one.ip("rule delete priority 100");
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 3);
    await("the rule again", daemon, () -> ruled(100));
    assertEquals(0, daemon.stop());
    assertEquals("", routes());
  }

  /** The kernel drops it with the last address of its interface, and says nothing. */
  @Test
  void whatTheKernelDropsIsSetAgain() {
    one.ip("link add eth1 type veth peer name eth1p");
    one.ip("link set eth1 up");
    one.ip("link set eth1p up");
    one.ip("address add 10.8.0.1/24 dev eth1");
    Daemon daemon =
        one.baton(
            with("198.51.100.0/24 dev eth1", "from 10.9.0.100 table 100 preference 100").text());
    daemon.awaitAddress(VIP, true);
    await("the route", daemon, () -> routed("198.51.100.0/24"));
    one.ip("address delete 10.8.0.1/24 dev eth1");
    daemon.awaitLog("and is set again");
    await("the route again", daemon, () -> routed("198.51.100.0/24"));

    // Its link is tracked, and comes back.
    one.ip("link set eth1 down");
    daemon.awaitLog("(VI_1) Entering FAULT STATE").awaitAddress(VIP, false);
    assertEquals("", routes());
    one.ip("link set eth1 up");
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 2);
    await("the route with its link", daemon, () -> routed("198.51.100.0/24"));
    assertEquals(0, daemon.stop());
  }

  /** Both daemons alike. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void staticOnesAreThereFromTheStartToTheStop(Daemon.Kind kind) {
    Daemon daemon = one.start(kind, statics(FAR, FAR6, "preference 200"));
    daemon.awaitAddress(VIP, true);
    await("static ones", daemon, () -> routed("198.51.100.0/24") && ruled(200));
    assertTrue(routed("2001:db8:1::/48"), this::routes);
    if (kind == Daemon.Kind.BATON) {
      // keepalived 2.2.7 watches static rules only beside virtual ones.
      one.ip("rule delete priority 200");
      daemon.awaitLog("Restoring deleted static rule from 192.0.2.0/24 priority 200");
      await("the rule again", daemon, () -> ruled(200));
    }

    daemon.rewrite(statics(FAR6, "192.0.2.0/24 dev eth0", "preference 201"));
    daemon.signal("HUP");
    await("the new ones", daemon, () -> routed("192.0.2.0/24") && ruled(201));
    await("not the old ones", daemon, () -> !routed("198.51.100.0/24") && !ruled(200));
    assertTrue(routed("2001:db8:1::/48"), this::routes);
    assertEquals(0, daemon.stop());
    assertEquals("", routes());
    assertFalse(ruled(201), this::rules);
  }

  private static String statics(String route, String other, String preference) {
    return VrrpInstance.v3(100, VIP)
        .after("static_routes {\n  " + route + "\n  " + other + "\n}")
        .after("static_rules {\n  from 192.0.2.0/24 table 100 " + preference + "\n}")
        .text();
  }

  /** The supervisor removes what a dead router held; the static ones stay for the next. */
  @Test
  void theyGoWithADeadRouter() {
    Daemon daemon =
        one.baton(
            with(FAR, "from 10.9.0.100 table 100 preference 100")
                .after("static_routes {\n  " + FAR6 + "\n}")
                .text());
    daemon.awaitAddress(VIP, true);
    await("all", daemon, () -> routed("198.51.100.0/24") && routed("2001:db8:1::/48"));
    long before = daemon.router().pid();
    daemon.router().destroyForcibly();
    daemon.awaitLog("Removing the route to 198.51.100.0/24");
    Await.until("a new router", PATIENCE, () -> daemon.router().pid() != before, daemon::log);
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 2);
    await("all again", daemon, () -> routed("198.51.100.0/24") && ruled(100));
    assertFalse(daemon.log().contains("Removing the route to 2001:db8:1::/48"), daemon::log);
    assertEquals(0, daemon.stop());
    assertEquals("", routes());
  }

  /**
   * A killed daemon leaves all; the next one, a backup at first, removes it before it is master.
   */
  @Test
  void whatAnEarlierRunLeftIsRemoved() {
    Daemon first = one.baton(with(FAR, "from 10.9.0.100 table 100 preference 100").text());
    first.awaitAddress(VIP, true);
    await("the route", first, () -> routed("198.51.100.0/24"));
    first.kill();
    one.ip("route replace " + FAR + " proto keepalived");
    Daemon second =
        one.baton(
            with(FAR, "from 10.9.0.100 table 100 preference 100")
                .with("down_timer_adverts 100")
                .text());
    await("nothing", second, () -> routes().isEmpty() && !ruled(100));
    assertEquals(0, second.stop());
  }

  /** A route with the same destination that is not ours stays, and counts again afterwards. */
  @Test
  void whatIsNotOursStays() {
    one.ip("route add default via 10.9.0.8");
    one.ip("rule add from 10.9.0.100 table 100 priority 100");
    Daemon daemon =
        one.baton(
            with("default via 10.9.0.9 dev eth0", "from 10.9.0.100 table 100 preference 100")
                .text());
    daemon.awaitAddress(VIP, true);
    await("ours before theirs", daemon, () -> one.ip("route get 203.0.113.1").contains("10.9.0.9"));
    assertEquals(0, daemon.stop());
    assertTrue(one.ip("route get 203.0.113.1").contains("10.9.0.8"));
    assertTrue(ruled(100), this::rules);
  }
}
