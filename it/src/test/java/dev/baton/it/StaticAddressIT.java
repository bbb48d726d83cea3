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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** static_ipaddress: addresses that a host has whoever is master. */
final class StaticAddressIT {

  private static final String VIP = "10.9.0.100";
  private static final String FOUR = "10.9.3.5";
  private static final String SIX = "fd09::5";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String with(String... statics) {
    String lines = String.join("\n  ", statics);
    return VrrpInstance.v3(100, VIP).after("static_ipaddress {\n  " + lines + "\n}").text();
  }

  /** Both daemons alike. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void theyAreThereFromTheStartToTheStop(Daemon.Kind kind) {
    Daemon daemon = one.start(kind, with(FOUR + "/24 dev eth0 label eth0:st", SIX + "/64"));
    daemon.awaitAddress(FOUR, true).awaitAddress(SIX, true).awaitAddress(VIP, true);
    assertTrue(one.ip("-o address show dev eth0").contains("eth0:st"));

    one.ip("address delete " + FOUR + "/24 dev eth0");
    daemon.awaitLog("Restoring deleted static address " + FOUR + "/24 dev eth0");
    daemon.awaitAddress(FOUR, true);

    // IPv6 loses its addresses with the link, IPv4 does not.
    one.ip("link set eth0 down");
    one.ip("link set eth0 up");
    daemon.awaitAddress(SIX, true).awaitAddress(FOUR, true);

    daemon.rewrite(with(SIX + "/64", "10.9.4.5/24 dev eth0"));
    daemon.signal("HUP");
    daemon.awaitAddress("10.9.4.5", true).awaitAddress(FOUR, false);
    assertTrue(one.holds(SIX));

    assertEquals(0, daemon.stop());
    assertFalse(one.holds(SIX) || one.holds("10.9.4.5"));
    assertTrue(one.holds("10.9.0.1"));
  }

  /** Both daemons alike. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void theyNeedNoInstance(Daemon.Kind kind) {
    String routing =
        """
        static_routes {
          10.20.0.0/16 via 10.9.0.9 dev eth0
        }
        static_rules {
          from 10.20.0.0/16 table 77 priority 50
        }
        """;
    String address = "static_ipaddress {\n  " + FOUR + "/24 dev eth0\n}\n";
    Daemon daemon = one.start(kind, address + routing);
    daemon.awaitAddress(FOUR, true);
    Await.until(
        "the route and the rule",
        PATIENCE,
        () -> one.ip("route show 10.20.0.0/16").contains("via 10.9.0.9") && hasRule(),
        daemon::log);
    one.ip("address delete " + FOUR + "/24 dev eth0");
    daemon.awaitAddress(FOUR, true);
    assertEquals(0, daemon.stop());
    assertFalse(one.holds(FOUR) || hasRule());
    assertEquals("", one.ip("route show 10.20.0.0/16").strip());
  }

  private boolean hasRule() {
    return one.ip("rule show").contains("from 10.20.0.0/16 lookup 77");
  }

  /** The router is started by the first reload that needs one. */
  @Test
  void aReloadMayBringTheFirst() {
    Daemon daemon = one.baton("global_defs {\n}\n").awaitLog("no configuration to run");
    daemon.rewrite("static_ipaddress {\n  " + FOUR + "/24 dev eth0\n}\n");
    daemon.signal("HUP");
    daemon.awaitAddress(FOUR, true);
    daemon.rewrite("global_defs {\n}\n");
    daemon.signal("HUP");
    daemon.awaitAddress(FOUR, false);
    assertEquals(0, daemon.stop());
  }

  @Test
  void theyOutliveTheRouter() {
    Daemon daemon = one.baton(with(FOUR + "/24"));
    daemon.awaitAddress(FOUR, true).awaitAddress(VIP, true);
    // What it has not told yet dies with it.
    daemon.awaitLog("(VI_1) Entering MASTER STATE");
    long before = daemon.router().pid();
    daemon.router().destroyForcibly();
    Await.until("a new router", PATIENCE, () -> daemon.router().pid() != before, daemon::log);
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 2);
    assertFalse(daemon.log().contains("Removing " + FOUR), daemon::log);
    assertTrue(daemon.log().contains("Removing " + VIP), daemon::log);
    assertTrue(one.holds(FOUR));
    // The new router knows what is there, and that it is ours.
    assertEquals(0, daemon.stop());
    assertFalse(one.holds(FOUR));
  }

  /** What nobody gave up in order is given up by the supervisor, if no other router comes. */
  @Test
  void theyGoWithTheLastRouter() {
    Daemon daemon = one.baton(with(FOUR + "/24"), "--dont-respawn");
    daemon.awaitAddress(FOUR, true);
    daemon.router().destroyForcibly();
    daemon.awaitEnd();
    assertFalse(one.holds(FOUR));
  }

  @Test
  void whoKeepsAddressesAtTheStopKeepsThese() {
    Daemon daemon = one.baton(with(FOUR + "/24"), "--dont-release-vrrp");
    daemon.awaitAddress(FOUR, true).awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    assertTrue(one.holds(FOUR) && one.holds(VIP));
  }

  /** keepalived deletes it at its start, and at its stop again. */
  @Test
  void whatTheHostHadBeforeStays() {
    one.ip("address add " + FOUR + "/24 dev eth0 label eth0:own");
    Daemon daemon = one.baton(with(FOUR + "/24")).awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    assertTrue(one.ip("-o address show dev eth0").contains("eth0:own"));
  }

  /** keepalived's instance stays in FAULT for want of an address. */
  @Test
  void oneIsEnoughForAnInstance() {
    one.ip("address delete 10.9.0.1/24 dev eth0");
    Daemon daemon = one.baton(with("10.9.0.7/24"));
    daemon.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(VIP, true);
  }
}
