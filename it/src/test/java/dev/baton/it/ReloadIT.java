package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A master reads its configuration anew: nobody else notices, but for what is new. */
final class ReloadIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String master(int priority, String addresses) {
    return VrrpInstance.v3(priority, addresses).realTime().text();
  }

  @Test
  void masterGoesOnWithoutMissingAnAdvert() {
    Capture wire = lan.capture();
    Daemon first = one.baton(master(200, VIP)).awaitAddress(VIP, true);
    Daemon second = two.baton(VrrpInstance.v3(100, VIP).realTime().text());
    second.awaitLog("(VI_1) Entering BACKUP STATE");

    first.rewrite(master(200, VIP + "\n    10.9.0.101"));
    first.signal("HUP");
    first.awaitAddress("10.9.0.101", true);
    Await.until("an advert of both", PATIENCE, () -> wire.vrrp().getLast().vrrp()[3] == 2);

    first.rewrite(master(180, "10.9.0.101"));
    first.signal("HUP");
    first.awaitAddress(VIP, false);
    Await.until("the new priority", PATIENCE, () -> wire.vrrp().getLast().priority() == 180);
    assertTrue(one.holds("10.9.0.101"));

    List<Capture.Frame> adverts = wire.vrrp();
    assertEquals(0, adverts.stream().filter(advert -> advert.priority() == 0).count());
    assertEquals(0, adverts.stream().filter(advert -> advert.priority() == 100).count());
    for (int i = 1; i < adverts.size(); i++) {
      long gapMs = (adverts.get(i).atNanos() - adverts.get(i - 1).atNanos()) / 1_000_000;
      assertTrue(gapMs < 400, "two intervals without an advert: " + gapMs + " ms");
    }
  }

  /** The kernel has to make a label anew, and tells of that as of a loss. */
  @Test
  void addressThatIsMadeAnewIsAnnouncedOnce() {
    String once = "garp_master_delay 0";
    Daemon first = one.baton(VrrpInstance.v3(200, VIP).with(once).text()).awaitAddress(VIP, true);
    Capture wire = lan.capture();
    first.rewrite(VrrpInstance.v3(200, VIP + " label eth0:x").with(once).text());
    first.signal("HUP");
    first.awaitLog("Reload complete");
    Await.until("announcements", PATIENCE, () -> announcements(wire) >= 5);
    int adverts = wire.vrrp().size();
    wire.awaitVrrp(adverts + 3);
    assertEquals(5, announcements(wire));
  }

  private static long announcements(Capture wire) {
    return wire.frames().stream().filter(Capture.Frame::isAnnouncement).count();
  }

  @Test
  void brokenConfigurationLeavesTheOldOneInForce() {
    Daemon first = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    first.rewrite("vrrp_instance VI_1 {\n  interface nowhere\n  virtual_router_id 51\n}\n");
    first.signal("HUP");
    Await.until("a word about it", PATIENCE, () -> first.log().contains("nowhere"), first::log);
    Await.always("the address stays", Duration.ofSeconds(1), () -> one.holds(VIP));
  }

  @Test
  void misspeltWordChangesNothing() {
    String right = VrrpInstance.v2(200, VIP).text();
    Daemon first = one.baton(right).awaitAddress(VIP, true);
    Capture wire = lan.capture();
    String wrong = right.replace("priority 200", "prioritty 150").replace("ipaddress", "ipaddess");
    first.rewrite(wrong);
    first.signal("HUP");
    first.awaitLog(" errors that the running configuration does not have");
    assertTrue(first.log().contains("Unknown keyword 'prioritty'"), first::log);
    assertTrue(first.log().contains("did you mean `virtual_ipaddress`"), first::log);
    Await.until("some adverts", PATIENCE, () -> wire.vrrp().size() > 2);
    assertTrue(wire.vrrp().stream().allMatch(advert -> advert.priority() == 200));
    assertTrue(one.holds(VIP));

    // keepalived's way, for those who want it.
    first.rewrite("global_defs {\n  reload_despite_errors\n}\n" + wrong);
    first.signal("HUP");
    first.awaitLog("Reload complete").awaitAddress(VIP, false);

    first.rewrite(right);
    first.signal("HUP");
    first.awaitAddress(VIP, true);
    assertEquals(0, first.stop());
  }

  /** To the kernel an IPv6 address is one and the same, whatever the length of its prefix. */
  @Test
  void ipv6AddressesGetAnotherPrefixLength() {
    Capture wire = lan.capture();
    Daemon first = one.baton(VrrpInstance.v3(200, six(64)).realTime().text());
    Daemon second = two.baton(VrrpInstance.v3(100, six(64)).realTime().text());
    first.awaitAddress("fd09::100", true);
    second.awaitLog("(VI_1) Entering BACKUP STATE");
    int reloads = 0;
    for (int bits : List.of(128, 64, 96)) {
      first.rewrite(VrrpInstance.v3(200, six(bits)).realTime().text());
      first.signal("HUP");
      first.awaitLog("Reload complete", ++reloads);
      Await.until("the other length", PATIENCE, () -> lengths(one).equals(List.of(bits, bits)));
    }
    wire.awaitVrrp(wire.vrrp().size() + 5);
    assertEquals(List.of(96, 96), lengths(one));
    assertTrue(wire.vrrp().stream().allMatch(advert -> advert.priority() == 200));
    assertEquals(0, first.stop());
    assertEquals(List.of(), lengths(one));
  }

  /** Nobody is left who knows the length that it had, but the kernel knows that it is ours. */
  @Test
  void ipv6AddressOfADeadDaemonGoesWhateverItsLength() {
    Daemon dead = one.baton(VrrpInstance.v3(200, six(64)).text()).awaitAddress("fd09::100", true);
    dead.kill();
    assertEquals(List.of(64, 64), lengths(one));
    two.baton(VrrpInstance.v3(200, six(64)).text()).awaitAddress("fd09::100", true);
    one.baton(VrrpInstance.v3(100, six(128)).text()).awaitLog("(VI_1) Entering BACKUP STATE");
    Await.until("nothing left", PATIENCE, () -> lengths(one).isEmpty());
  }

  private static String six(int bits) {
    return "fe80::100/%d\n    fd09::100/%d".formatted(bits, bits);
  }

  /** The lengths of the prefixes of both addresses, as far as they are there. */
  private static List<Integer> lengths(Host host) {
    return host.ip("-6 -o address show dev eth0")
        .lines()
        .filter(line -> line.contains("::100/"))
        .map(line -> Integer.valueOf(line.replaceFirst(".*::100/(\\d+) .*", "$1")))
        .toList();
  }
}
