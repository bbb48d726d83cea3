package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Capture.Frame;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Baton sends is, byte for byte, what keepalived sends from the same configuration on the same
 * interface: adverts, announcements, the last word. And tcpdump has no complaint.
 */
final class WireFormatIT {

  /** Two addresses, announced five times, twice. */
  private static final int ANNOUNCEMENT_COUNT = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host host = lan.host("one", "10.9.0.1/24", "fd09::1/64");

  @BeforeEach
  void thePeersAnswer() {
    lan.host("two", "10.9.0.9/24", "10.9.0.8/24", "fd09::9/64", "fd09::8/64");
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  static Stream<Arguments> configurations() {
    String two = "10.9.0.100\n    10.9.0.101/24";
    String password = "authentication {\n    auth_type PASS\n    auth_pass secret\n  }";
    return Stream.of(
        Arguments.of("v2", VrrpInstance.v2(150, two)),
        Arguments.of("v2 with password", VrrpInstance.v2(150, two).with(password)),
        Arguments.of("v2 with AH", VrrpInstance.v2(150, two).with(header())),
        Arguments.of("v3", VrrpInstance.v3(150, two)),
        Arguments.of("v3, owner", VrrpInstance.v3(255, two)),
        Arguments.of("IPv6", VrrpInstance.v3(150, "fe80::100/64\n    fd09::100/64")),
        Arguments.of("unicast", VrrpInstance.v2(150, two).with(peers("10.9.0.9", "10.9.0.8"))),
        Arguments.of(
            "unicast with AH",
            VrrpInstance.v2(150, two)
                .with("unicast_ttl 9")
                .with(header())
                .with(peers("10.9.0.9", "10.9.0.8"))),
        Arguments.of(
            "unicast over IPv6",
            VrrpInstance.v3(150, "fe80::100/64\n    fd09::100/64")
                .with("unicast_ttl 9")
                .with(peers("fd09::9", "fd09::8"))));
  }

  private static String header() {
    return "authentication {\n    auth_type AH\n    auth_pass secret\n  }";
  }

  private static String peers(String first, String second) {
    return "unicast_peer {\n    " + first + "\n    " + second + "\n  }";
  }

  /** What one daemon has sent in a life of a few adverts. */
  private record Life(List<String> adverts, List<String> announcements, String farewell) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void sendsTheBytesThatKeepalivedSends(String name, VrrpInstance instance) {
    String configuration = instance.with("garp_master_delay 1").text();
    Life expected = life(Daemon.Kind.KEEPALIVED, configuration);
    Life actual = life(Daemon.Kind.BATON, configuration);
    assertEquals(expected.adverts(), actual.adverts());
    assertEquals(expected.announcements(), actual.announcements());
    assertEquals(expected.farewell(), actual.farewell());
  }

  private Life life(Daemon.Kind kind, String configuration) {
    Capture wire = lan.capture();
    Daemon daemon = host.start(kind, configuration).awaitLog("(VI_1) Entering MASTER STATE");
    wire.awaitVrrp(4);
    Await.until(
        "both sets of announcements",
        PATIENCE,
        () -> announcements(wire).size() >= ANNOUNCEMENT_COUNT,
        daemon::log);
    assertEquals(0, daemon.stop());
    Await.until(
        "a farewell",
        PATIENCE,
        () -> wire.vrrp().getLast().priority() == 0,
        () -> wire.read() + daemon.log());

    List<Frame> adverts = wire.vrrp();
    List<String> first = new ArrayList<>();
    for (Frame advert : adverts.subList(0, 3)) {
      first.add(HexFormat.of().formatHex(advert.unlabelled()));
    }
    assertReadable(wire.read());
    // The last one's identification depends on how many went before.
    String farewell = HexFormat.of().formatHex(adverts.getLast().vrrp());
    return new Life(first, announcements(wire), farewell);
  }

  private static List<String> announcements(Capture wire) {
    return wire.frames().stream()
        .filter(Frame::isAnnouncement)
        .map(frame -> HexFormat.of().formatHex(frame.unlabelled()))
        .toList();
  }

  private static void assertReadable(String text) {
    assertFalse(text.contains("bad"), text);
    assertFalse(text.contains("incorrect"), text);
    assertFalse(text.contains("invalid"), text);
    assertTrue(text.contains("VRRP"), text);
  }
}
