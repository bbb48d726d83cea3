package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** accept, no_accept and strict mode, looked at from another host, and by nft(8). */
final class NoAcceptIT {

  private static final String VIP = "10.9.0.100";
  private static final String VIP6 = "fd09::100";
  private static final String LINK_LOCAL = "fe80::64";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @BeforeEach
  void network() {
    one.ip("address add fd09::1/64 dev eth0 nodad");
    two.ip("address add fd09::2/64 dev eth0 nodad");
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  private String nft(String words) {
    return Shell.run("ip netns exec " + one.namespace() + " nft " + words);
  }

  private String ruleset() {
    return nft("list ruleset");
  }

  private void await(String what, Daemon daemon, BooleanSupplier condition) {
    Await.until(what, PATIENCE, condition, () -> daemon.log() + "\n" + ruleset());
  }

  static Stream<Arguments> modes() {
    return Stream.of(4, 6)
        .flatMap(
            family ->
                Stream.of(
                    Arguments.of(family, 100, "", true),
                    Arguments.of(family, 100, "accept", true),
                    Arguments.of(family, 100, "no_accept", false),
                    Arguments.of(family, 100, "strict_mode on", false),
                    Arguments.of(family, 100, "strict_mode on\n  accept", true),
                    Arguments.of(family, 255, "strict_mode on", true),
                    Arguments.of(family, 255, "no_accept", true)));
  }

  private static VrrpInstance instance(int family, int priority, String word) {
    String addresses = family == 4 ? VIP + "/24" : LINK_LOCAL + "/64\n    " + VIP6 + "/64";
    return VrrpInstance.v3(priority, addresses).with(word);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void itAnswersAsConfigured(int family, int priority, String word, boolean answers) {
    String vip = family == 4 ? VIP : VIP6;
    String text = instance(family, priority, word).text();
    Daemon daemon =
        one.baton(priority == 255 ? text.replace("state BACKUP", "state MASTER") : text, "-D");
    daemon.awaitAddress(vip, true);
    daemon.awaitLog("Entering MASTER STATE");
    assertEquals(answers, two.ping(vip), daemon::log);
    if (family == 6) {
      assertEquals(answers, two.ping(LINK_LOCAL + "%eth0"), daemon::log);
      assertTrue(two.ping("fd09::1"), "other addresses are answered");
    } else {
      assertTrue(two.ping("10.9.0.1"), "other addresses are answered");
    }
    String json = nft("-j list ruleset");
    assertEquals(!answers, json.contains(vip), json);
    assertEquals(!answers, json.contains("\"name\": \"keepalived\""), json);
    assertEquals(!answers, daemon.log().contains("setting firewall drop rule"), daemon::log);
    assertEquals(0, daemon.stop());
    assertEquals("", ruleset());
  }

  /** Its address is there for others to find, but no answer ever comes from it. */
  @Test
  void itIsNeverAnsweredFromItsStartToItsEnd() throws Exception {
    Process pings = pinging(VIP);
    String text = VrrpInstance.v3(100, VIP + "/24").with("no_accept").text();
    Daemon first = one.baton(text).awaitAddress(VIP, true);

    first.rewrite(text.replace(VIP + "/24", VIP + "/24\n    10.9.0.101/24"));
    first.signal("HUP");
    first.awaitAddress("10.9.0.101", true);
    await("both", first, () -> ruleset().contains("10.9.0.100, 10.9.0.101"));

    first.signalTo(first.router(), "KILL");
    first.awaitLog("Entering MASTER STATE", 2);
    first.awaitAddress(VIP, true);

    first.kill();
    assertTrue(one.holds(VIP), "nobody was left to remove it");
    assertTrue(ruleset().contains(VIP), "nor what drops its packets");
    Daemon second = one.baton(text).awaitLog("Entering MASTER STATE").awaitAddress(VIP, true);
    await("its own table", second, () -> ruleset().contains("{ 10.9.0.100 }"));

    assertEquals(0, second.stop());
    assertEquals("", ruleset());
    assertFalse(one.holds(VIP));
    assertEquals(0, received(pings), "answers");
  }

  private Process pinging(String address) throws IOException {
    return new ProcessBuilder(
            "ip", "netns", "exec", two.namespace(), "ping", "-q", "-i", "0.002", address)
        .redirectErrorStream(true)
        .start();
  }

  private static int received(Process pings) throws Exception {
    Shell.run("kill -INT " + pings.pid());
    String text = new String(pings.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    pings.waitFor();
    return Integer.parseInt(text.replaceFirst("(?s).* (\\d+) received.*", "$1"));
  }

  @Test
  void aReloadChangesIt() {
    VrrpInstance plain = VrrpInstance.v3(100, VIP + "/24");
    Daemon daemon = one.baton(plain.with("no_accept").text()).awaitAddress(VIP, true);
    assertFalse(two.ping(VIP), daemon::log);

    daemon.rewrite(plain.text());
    daemon.signal("HUP");
    await("no table", daemon, () -> ruleset().isEmpty());
    assertTrue(two.ping(VIP), daemon::log);

    daemon.rewrite(plain.after("global_defs {\n  vrrp_strict\n}").text());
    daemon.signal("HUP");
    await("a table", daemon, () -> ruleset().contains("{ " + VIP + " }"));
    assertFalse(two.ping(VIP), daemon::log);

    daemon.rewrite(plain.after("global_defs {\n  vrrp_strict\n  nftables_counters\n}").text());
    daemon.signal("HUP");
    await("counters", daemon, () -> ruleset().contains("counter packets"));

    assertEquals(0, daemon.stop());
    assertEquals("", ruleset());
  }

  @Test
  void whatOthersDeleteComesBack() {
    Daemon daemon =
        one.baton(VrrpInstance.v3(100, VIP + "/24").with("no_accept").text())
            .awaitAddress(VIP, true);
    String before = ruleset();
    for (String harm :
        List.of(
            "flush ruleset",
            "delete element ip keepalived vips { " + VIP + " }",
            "flush chain ip keepalived in")) {
      nft(harm);
      await("the table after " + harm, daemon, () -> ruleset().equals(before));
      assertFalse(two.ping(VIP), harm);
    }
    daemon.awaitLog("nft changed our IPv4 firewall table, which is made anew");
    assertEquals(1, occurrences(daemon.log(), "Entering MASTER STATE"));
    assertEquals(0, daemon.stop());
    assertEquals("", ruleset());
  }

  private static int occurrences(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  /** As a backup it holds no address, and its table is empty. */
  @Test
  void onlyAMasterDropsPackets() {
    VrrpInstance plain = VrrpInstance.v3(100, VIP + "/24").with("no_accept");
    Daemon low = one.baton(plain.text()).awaitAddress(VIP, true);
    Daemon high = two.baton(VrrpInstance.v3(200, VIP + "/24").text());
    high.awaitAddress(VIP, true);
    low.awaitAddress(VIP, false);
    await("an empty table", low, () -> !ruleset().contains("elements"));
    assertTrue(ruleset().contains("set vips"), this::ruleset);
    assertTrue(one.ping(VIP), "the other's address is answered");
    assertEquals(0, high.stop());
    low.awaitAddress(VIP, true);
    assertFalse(two.ping(VIP));
    assertEquals(0, low.stop());
    assertEquals("", ruleset());
  }

  /** What a crash left is about an address that is to be answered now. */
  @Test
  void whatAnEarlierRunLeftDoesNotOutliveAnotherConfiguration() {
    VrrpInstance plain = VrrpInstance.v3(100, VIP + "/24");
    one.baton(plain.with("no_accept").text()).awaitAddress(VIP, true).kill();
    assertTrue(ruleset().contains(VIP), this::ruleset);
    Daemon second = one.baton(plain.text()).awaitLog("Entering MASTER STATE");
    second.awaitAddress(VIP, true);
    assertTrue(two.ping(VIP), second::log);
    assertEquals("", ruleset());
    assertEquals(0, second.stop());
  }

  /** With -V the addresses stay, and so does what keeps them from being answered. */
  @Test
  void whatStaysIsNotAnsweredLater() {
    Daemon daemon =
        one.baton(VrrpInstance.v3(100, VIP + "/24").with("no_accept").text(), "-V")
            .awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    assertTrue(one.holds(VIP));
    assertTrue(ruleset().contains(VIP), this::ruleset);
    assertFalse(two.ping(VIP));
  }
}
