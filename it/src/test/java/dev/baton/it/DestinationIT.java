package dev.baton.it;

import static dev.baton.it.kit.Daemon.Kind.BATON;
import static dev.baton.it.kit.Daemon.Kind.KEEPALIVED;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Adverts that go otherwise than bare to 224.0.0.18: over IPv6, to peers one by one, behind an
 * authentication header. Baton with itself, and with keepalived.
 */
final class DestinationIT {

  enum Way {
    MULTICAST6("fe80::100/64", "", ""),
    HEADER("10.9.0.100", "", ""),
    UNICAST4("10.9.0.100", "10.9.0.1", "10.9.0.2"),
    UNICAST4_HEADER("10.9.0.100", "10.9.0.1", "10.9.0.2"),
    UNICAST6("fd09::100/64", "fd09::1", "fd09::2");

    private final String vip;
    private final String one;
    private final String two;

    Way(String vip, String one, String two) {
      this.vip = vip;
      this.one = one;
      this.two = two;
    }

    String vip() {
      int slash = vip.indexOf('/');
      return slash < 0 ? vip : vip.substring(0, slash);
    }

    String text(int priority, boolean first) {
      boolean authenticates = name().endsWith("HEADER");
      var instance = VrrpInstance.of(authenticates ? 2 : 3, priority, vip);
      if (authenticates) {
        instance = instance.with("authentication {\n    auth_type AH\n    auth_pass secret\n  }");
      }
      if (!one.isEmpty()) {
        instance =
            instance
                .with("unicast_src_ip " + (first ? one : two))
                .with("unicast_peer {\n    " + (first ? two : one) + "\n  }");
      }
      return instance.text();
    }
  }

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24", "fd09::1/64");
  private final Host two = lan.host("two", "10.9.0.2/24", "fd09::2/64");

  @AfterEach
  void clean() {
    lan.close();
  }

  static Stream<Arguments> waysAndPairs() {
    List<Arguments> all = new ArrayList<>();
    for (Way way : Way.values()) {
      all.add(Arguments.of(way, BATON, BATON));
      all.add(Arguments.of(way, BATON, KEEPALIVED));
      all.add(Arguments.of(way, KEEPALIVED, BATON));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("waysAndPairs")
  void higherPriorityTakesOverAndGoesBack(Way way, Daemon.Kind low, Daemon.Kind high) {
    Daemon second = two.start(low, way.text(100, false));
    second.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(way.vip(), true);

    Daemon first = one.start(high, way.text(200, true));
    first.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(way.vip(), true);
    second.awaitLog("with higher priority 200, ours 100").awaitAddress(way.vip(), false);

    first.stop();
    second.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(way.vip(), true);
  }

  /** The neighbours on the link learn by unsolicited neighbour adverts where the address is. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void anotherHostFollowsTheAddress(Daemon.Kind low) {
    Host client = lan.host("client", "fd09::3/64");
    Way way = Way.UNICAST6;
    two.start(low, way.text(100, false)).awaitAddress(way.vip(), true);
    Await.until(
        "the client knows two",
        Duration.ofSeconds(10),
        () -> {
          client.ping(way.vip());
          return client.ip("-6 neighbour show to " + way.vip()).contains(two.mac());
        });

    one.baton(way.text(200, true)).awaitAddress(way.vip(), true);
    Await.until(
        "the client knows one",
        Duration.ofSeconds(10),
        () -> client.ip("-6 neighbour show to " + way.vip()).contains(one.mac()));
  }

  /** Whoever is not told finds out how its peer sums, and does so too. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void aPeerWithTheOldChecksumIsHeard(Daemon.Kind old) {
    Way way = Way.UNICAST4;
    String words = "virtual_router_id 51\n  ";
    Daemon second = two.start(old == BATON ? KEEPALIVED : BATON, way.text(100, false));
    one.start(old, way.text(200, true).replace(words, words + "old_unicast_checksum\n  "))
        .awaitAddress(way.vip(), true);
    second.awaitLog("Setting unicast VRRPv3 checksum to old version");
    second.awaitAddress(way.vip(), false);
  }
}
