package dev.baton.it;

import static dev.baton.it.kit.Daemon.Kind.BATON;
import static dev.baton.it.kit.Daemon.Kind.KEEPALIVED;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who becomes master, and who of two stays it: Baton with itself, and with keepalived. */
final class ElectionIT {

  private static final String VIP = "10.9.0.100";

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  static Stream<Arguments> pairsAndVersions() {
    return Stream.of(
        Arguments.of(BATON, BATON, 2),
        Arguments.of(BATON, BATON, 3),
        Arguments.of(BATON, KEEPALIVED, 2),
        Arguments.of(BATON, KEEPALIVED, 3),
        Arguments.of(KEEPALIVED, BATON, 2),
        Arguments.of(KEEPALIVED, BATON, 3));
  }

  @ParameterizedTest
  @MethodSource("pairsAndVersions")
  void higherPriorityTakesOver(Daemon.Kind low, Daemon.Kind high, int version) {
    Daemon second = two.start(low, VrrpInstance.of(version, 100, VIP).text());
    second.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(VIP, true);

    Daemon first = one.start(high, VrrpInstance.of(version, 200, VIP).text());
    first.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(VIP, true);
    second.awaitLog("Master received advert from 10.9.0.1 with higher priority 200, ours 100");
    second.awaitLog("(VI_1) Entering BACKUP STATE", 2).awaitAddress(VIP, false);
    first.awaitAddress(VIP, true);
  }

  @ParameterizedTest
  @MethodSource("pairsAndVersions")
  void nopreemptLeavesTheLowerOneMaster(Daemon.Kind low, Daemon.Kind high, int version) {
    Daemon second = two.start(low, VrrpInstance.of(version, 100, VIP).text());
    second.awaitLog("(VI_1) Entering MASTER STATE");

    var polite = VrrpInstance.of(version, 200, VIP).with("nopreempt");
    Daemon first = one.start(high, polite.text()).awaitLog("(VI_1) Entering BACKUP STATE");
    Duration severalIntervals = Duration.ofMillis(version == 2 ? 5_000 : 1_500);
    Await.always("one stays backup", severalIntervals, () -> !one.holds(VIP) && two.holds(VIP));

    second.stop();
    first.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(VIP, true);
  }

  /** What was cut off does not know that there was another, and its neighbours believe in that. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void afterAPartitionTheMasterAnnouncesTheAddressAgain(Daemon.Kind high) {
    one.start(high, VrrpInstance.v3(200, VIP).with("garp_master_delay 0").text())
        .awaitLog("(VI_1) Entering MASTER STATE")
        .awaitAddress(VIP, true);
    Daemon second = two.baton(VrrpInstance.v3(100, VIP).text());
    second.awaitLog("(VI_1) master set to 10.9.0.1");
    lan.partition(true);
    second.awaitAddress(VIP, true);

    Capture wire = lan.capture();
    lan.partition(false);
    second.awaitAddress(VIP, false);
    Await.until(
        "one announces the address",
        Duration.ofSeconds(10),
        () -> wire.frames().stream().anyMatch(it -> it.isAnnouncement() && it.isFrom(one.mac())));
  }

  @Test
  void afterAPartitionTheHigherAddressStaysMaster() {
    lan.partition(true);
    String same = VrrpInstance.v3(100, VIP).text();
    Daemon first = one.baton(same).awaitLog("(VI_1) Entering MASTER STATE");
    Daemon second = two.baton(same).awaitLog("(VI_1) Entering MASTER STATE");
    first.awaitAddress(VIP, true);
    second.awaitAddress(VIP, true);

    lan.partition(false);
    first.awaitAddress(VIP, false).awaitLog("(VI_1) Entering BACKUP STATE", 2);
    Await.always("two stays master", Duration.ofMillis(1_500), () -> two.holds(VIP));
  }
}
