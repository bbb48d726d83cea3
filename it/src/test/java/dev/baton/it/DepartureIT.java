package dev.baton.it;

import static dev.baton.it.kit.Daemon.Kind.BATON;
import static dev.baton.it.kit.Daemon.Kind.KEEPALIVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways in which a master goes, and how its backup follows. */
final class DepartureIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration SHORT_SILENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(BATON, BATON),
        Arguments.of(BATON, KEEPALIVED),
        Arguments.of(KEEPALIVED, BATON));
  }

  private Daemon startMaster(Daemon.Kind kind) {
    return one.start(kind, VrrpInstance.v3(200, VIP).realTime().text())
        .awaitLog("(VI_1) Entering MASTER STATE")
        .awaitAddress(VIP, true);
  }

  private Daemon startBackup(Daemon.Kind kind) {
    return two.start(kind, VrrpInstance.v3(100, VIP).realTime().text())
        .awaitLog("(VI_1) Entering BACKUP STATE");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void stoppedMasterSaysSo(Daemon.Kind master, Daemon.Kind backup) {
    Capture wire = lan.capture();
    Daemon first = startMaster(master);
    Daemon second = startBackup(backup);
    wire.awaitVrrp(3);

    assertEquals(0, first.stop());
    assertTrue(two.holds(VIP), () -> "who waits for the end finds the address: " + second.log());
    assertTrue(!one.holds(VIP), "the address is gone with its daemon");

    // The address may be seen before the capture is.
    Await.until(
        "the backup's advert",
        Duration.ofSeconds(20),
        () -> firstWithPriority(wire.vrrp(), 100) >= 0);
    List<Capture.Frame> adverts = wire.vrrp();
    int resigned = firstWithPriority(adverts, 0);
    int taken = firstWithPriority(adverts, 100);
    assertTrue(
        resigned >= 0 && resigned < taken,
        () -> "priority 0 at " + resigned + ", the backup's advert at " + taken);
    // Skew of priority 100 at 0.2 s: 122 ms; a silent death would take 722 from the last advert.
    long waitedMs = (adverts.get(taken).atNanos() - adverts.get(resigned).atNanos()) / 1_000_000;
    assertTrue(waitedMs >= 120 && waitedMs < 520, "took over after " + waitedMs + " ms");
  }

  private static int firstWithPriority(List<Capture.Frame> adverts, int priority) {
    for (int i = 0; i < adverts.size(); i++) {
      if (adverts.get(i).priority() == priority) {
        return i;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void deadMasterIsMissed(Daemon.Kind master, Daemon.Kind backup) {
    Capture wire = lan.capture();
    Daemon first = startMaster(master);
    Daemon second = startBackup(backup);
    wire.awaitVrrp(3);

    first.kill();
    second.awaitAddress(VIP, true);
    assertEquals(-1, firstWithPriority(wire.vrrp(), 0), "the dead say nothing");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void masterWithoutCarrierFailsAndComesBack(Daemon.Kind master, Daemon.Kind backup) {
    Daemon first = startMaster(master);
    Daemon second = startBackup(backup);

    one.cut();
    first.awaitLog("(VI_1) Entering FAULT STATE").awaitAddress(VIP, false);
    second.awaitAddress(VIP, true);

    one.mend();
    first.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
    second.awaitAddress(VIP, false);
  }

  @Test
  void interfaceThatComesBackWithAnotherIndexIsServedAgain() {
    Daemon first = startMaster(BATON);
    Daemon second = startBackup(BATON);

    one.unplug();
    second.awaitAddress(VIP, true);
    one.plug();
    one.ip("address add 10.9.0.1/24 dev eth0");
    first.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
    second.awaitAddress(VIP, false);
  }

  @Test
  void killedRouterIsStartedAgain() {
    Daemon first = startMaster(BATON);
    long before = first.router().pid();

    assertTrue(first.router().destroyForcibly());
    first.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
    Await.until("a new router", SHORT_SILENCE, () -> first.router().pid() != before);
    assertFalse(first.log().contains("eventfd"), first::log);
  }

  /** Adverts each second: a silent death would take three of them and the skew, 3.6 s. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void killedRouterIsResignedForAtOnce(Daemon.Kind backup) {
    Daemon first = one.baton(VrrpInstance.v3(200, VIP).every("1").realTime().text());
    first.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(VIP, true);
    two.start(backup, VrrpInstance.v3(100, VIP).every("1").realTime().text())
        .awaitLog("(VI_1) Entering BACKUP STATE");
    Capture wire = lan.capture();
    wire.awaitVrrp(2);

    ProcessHandle router = first.router();
    Instant killed = Instant.now();
    assertTrue(router.destroyForcibly());
    two.awaitHolds(VIP);
    Await.until("the peer's advert", SHORT_SILENCE, () -> firstWithPriority(wire.vrrp(), 100) >= 0);
    long tookMs = firstAfter(killed, wire, 100) - killed.toEpochMilli();
    long resignedMs = firstAfter(killed, wire, 0) - killed.toEpochMilli();
    assertTrue(
        tookMs < 1_200,
        () -> "the peer is master after " + tookMs + " ms, told after " + resignedMs + " ms");
    first.awaitLog("(VI_1) sent 0 priority for the dead VRRP process");
    assertTrue(firstWithPriority(wire.vrrp(), 0) > 0, "by an advert of priority 0");
  }

  /** Stopped as by a debugger: it holds its addresses and sends nothing. */
  @Test
  void hungRouterIsReplaced() {
    Daemon first = startMaster(BATON);
    Daemon second = startBackup(BATON);
    long before = first.router().pid();
    first.signalTo(first.router(), "STOP");
    second.awaitAddress(VIP, true);
    first.awaitLog("VRRP process has not answered for 6 seconds");
    first.awaitLog("Removing " + VIP + "/32 that a dead VRRP process left on eth0");
    Await.until("a new router", SHORT_SILENCE, () -> first.router().pid() != before, first::log);
    first.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
    second.awaitAddress(VIP, false);
  }

  @Test
  void routerOfAKilledSupervisorResigns() {
    Capture wire = lan.capture();
    Daemon first = startMaster(BATON);
    ProcessHandle router = first.router();

    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    Await.until("the router ends", SHORT_SILENCE, () -> !router.isAlive());
    assertTrue(!one.holds(VIP), "the address is given up");
    assertTrue(firstWithPriority(wire.vrrp(), 0) > 0, "and the peers are told");
  }

  @Test
  void masterThatSleptListensBeforeItClaimsTheAddressAgain() {
    Daemon first = startMaster(BATON);
    startBackup(BATON);
    ProcessHandle router = first.router();
    Capture wire = lan.capture();

    first.signalTo(router, "STOP");
    two.awaitHolds(VIP);
    Instant awake = Instant.now();
    first.signalTo(router, "CONT");
    first.awaitLog("(VI_1) Entering BACKUP STATE", 2);
    first.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
    // Down interval of priority 200 at 0.2 s: 643 ms.
    long silentMs = firstAfter(awake, wire, 200) - awake.toEpochMilli();
    assertTrue(silentMs >= 600, "claimed the address after " + silentMs + " ms");
  }

  private static long firstAfter(Instant when, Capture wire, int priority) {
    return wire.vrrp().stream()
        .filter(advert -> advert.priority() == priority)
        .mapToLong(advert -> advert.atNanos() / 1_000_000)
        .filter(atMs -> atMs >= when.toEpochMilli())
        .findFirst()
        .orElseThrow();
  }
}
