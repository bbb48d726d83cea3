package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routers that sign their adverts: auth_hmac. */
final class HmacIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VIP = "10.9.0.100";
  private static final String OLD = "old-secret-of-the-group-0123456789";
  private static final String NEW = "new-secret-of-the-group-0123456789";
  private static final int MESSAGE_BYTES = 12;
  private static final int TRAILER_BYTES = 28;

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24", "fd09::1/64");
  private final Host two = lan.host("two", "10.9.0.2/24", "fd09::2/64");

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String signed(int version, int priority, String address, String... lines) {
    String block = "auth_hmac {\n    " + String.join("\n    ", lines) + "\n  }";
    return VrrpInstance.of(version, priority, address).with(block).text();
  }

  private static String signed(int priority, String... lines) {
    return signed(3, priority, VIP, lines);
  }

  @ParameterizedTest
  @CsvSource({"2, 10.9.0.100", "3, 10.9.0.100", "3, fe80::100/64"})
  void higherPriorityTakesOverAndGoesBack(int version, String vip) {
    String address = vip.replace("/64", "");
    String[] lines = {"key 1 " + OLD, "active_key 1"};
    Daemon second = two.baton(signed(version, 100, vip, lines)).awaitAddress(address, true);
    Daemon first = one.baton(signed(version, 200, vip, lines)).awaitAddress(address, true);
    second.awaitLog("with higher priority 200, ours 100").awaitAddress(address, false);
    assertEquals(0, first.stop());
    second.awaitAddress(address, true);
    assertFalse(second.log().contains("auth_hmac"), second::log);
  }

  /** The supervisor signs what a dead master cannot say any more. */
  @Test
  void theBackupOfADeadMasterWaitsItsSkewOnly() {
    String slow =
        signed(100, "key 1 " + OLD, "active_key 1").replace("advert_int 0.2", "advert_int 5");
    Daemon second = two.baton(slow);
    Daemon first = one.baton(slow.replace("priority 100", "priority 200")).awaitAddress(VIP, true);
    second.awaitLog("Entering BACKUP STATE");
    Capture wire = lan.capture();
    Await.until("an advert", PATIENCE, () -> !wire.vrrp().isEmpty());
    first.signalTo(first.router(), "KILL");
    Await.until(
        "a signed resignation",
        PATIENCE,
        () -> wire.vrrp().stream().anyMatch(advert -> advert.priority() == 0));
    second.awaitAddress(VIP, true);
    assertFalse(second.log().contains("auth_hmac"), second::log);
  }

  @Test
  void whoeverDoesNotKnowTheKeyIsNotHeard() {
    Daemon first = one.baton(signed(100, "key 1 " + OLD, "active_key 1")).awaitAddress(VIP, true);
    two.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    first.awaitLog("auth_hmac: advert from 10.9.0.2 is not signed - discarding");
    Host stranger = lan.host("three", "10.9.0.3/24");
    stranger.baton(signed(201, "key 1 " + NEW, "active_key 1")).awaitAddress(VIP, true);
    first.awaitLog("auth_hmac: wrong signature from 10.9.0.3 - discarding");
    assertTrue(one.holds(VIP));
  }

  /** Both learn the new key, then one after the other signs with it, then both forget the old. */
  @Test
  void keysAreChangedWithoutAGap() {
    Daemon first = one.baton(signed(200, "key 1 " + OLD, "active_key 1")).awaitAddress(VIP, true);
    Daemon second = two.baton(signed(100, "key 1 " + OLD, "active_key 1"));
    second.awaitLog("(VI_1) Entering BACKUP STATE");
    Capture wire = lan.capture();
    for (String lines :
        new String[] {
          "key 1 " + OLD + "\nkey 2 " + NEW + "\nactive_key 1",
          "key 1 " + OLD + "\nkey 2 " + NEW + "\nactive_key 2",
          "key 2 " + NEW + "\nactive_key 2"
        }) {
      for (Daemon daemon : new Daemon[] {second, first}) {
        int before = daemon.log().split("Reload complete", -1).length;
        daemon.rewrite(signed(daemon == first ? 200 : 100, lines));
        daemon.signal("HUP");
        daemon.awaitLog("Reload complete", before);
      }
    }
    Await.until("the new key", PATIENCE, () -> keyId(wire.vrrp().getLast()) == 2);
    int seen = wire.vrrp().size();
    wire.awaitVrrp(seen + 10);
    assertTrue(wire.vrrp().stream().allMatch(advert -> advert.priority() == 200));
    assertFalse(second.log().contains("auth_hmac"), second::log);
  }

  private static int keyId(Capture.Frame advert) {
    assertTrue(advert.vrrp().length >= MESSAGE_BYTES + TRAILER_BYTES);
    return advert.vrrp()[MESSAGE_BYTES + 1];
  }

  /** Adverts without a signature are sent, and heard, until all routers of the group can sign. */
  @Test
  void aGroupLearnsToSignOneByOne() {
    Daemon first = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    Daemon second = two.baton(signed(100, "key 1 " + OLD, "active_key 1", "mode receive-only"));
    second.awaitLog("(VI_1) Entering BACKUP STATE");
    first.rewrite(signed(200, "key 1 " + OLD, "active_key 1", "mode permissive"));
    first.signal("HUP");
    first.awaitLog("Reload complete");
    second.rewrite(signed(100, "key 1 " + OLD, "active_key 1"));
    second.signal("HUP");
    second.awaitLog("Reload complete");
    Await.always("one master", Duration.ofSeconds(2), () -> !two.holds(VIP));
    assertFalse(second.log().contains("auth_hmac"), second::log);
  }

  @Test
  void aKeyInAFileIsReadAndShownNowhere() throws IOException {
    Path file = lan.folder().resolve("hmac.key");
    Files.writeString(file, OLD + "\n");
    Daemon first =
        one.baton(signed(200, "key 1 file:" + file, "key 2 " + NEW, "active_key 1"))
            .awaitAddress(VIP, true);
    two.baton(signed(100, "key 1 " + OLD, "active_key 1")).awaitLog("(VI_1) Entering BACKUP STATE");
    for (String signal : new String[] {"USR1", "USR2", "36", "HUP"}) {
      first.signal(signal);
    }
    first.awaitLog("Reload complete");
    Await.until(
        "a dump",
        PATIENCE,
        () -> shown(first.folder()).contains("Authentication extension = HMAC-SHA256"),
        first::log);
    first.signalTo(first.router(), "ABRT");
    first.awaitLog("(VI_1) Entering MASTER STATE", 2);
    String all = first.log() + shown(first.folder());
    assertFalse(all.contains(OLD) || all.contains(NEW), all);
  }

  /** All files of a folder but the configuration. */
  private static String shown(Path folder) {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("daemon.conf") && !file.endsWith("hmac.key")) {
          text.append(
              new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
      return text.toString();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
