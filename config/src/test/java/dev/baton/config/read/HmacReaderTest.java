package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.Utf8;
import dev.baton.core.vrrp.HmacKey;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.AntiReplay;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.Mode;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the blocks auth_hmac of an instance become. */
final class HmacReaderTest {

  private static final String TEXT = "0123456789abcdef0123456789abcdef";
  private static final String HEX = "00112233".repeat(10);

  private final CannedHost host = CannedHost.ofTheVerdicts();

  private ConfigReader.Reading reading(String lines) {
    String text =
        "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\nversion 3\n"
            + lines
            + "\nvirtual_ipaddress {\n192.0.2.1\n}\n}\n";
    var sources = new CannedSources().with("k.conf", text);
    return ConfigReader.read("k.conf", sources, host.facts(), ReadOptions.DEFAULT);
  }

  private InstanceConfig instance(String lines) {
    return reading(lines).configuration().instances().getFirst();
  }

  private Trailer trailer(String block) {
    var instance = instance("auth_hmac {\n" + block + "\n}");
    assertEquals(List.of(), instance.heldBecause());
    return assertInstanceOf(Trailer.class, instance.vrrp().authentication());
  }

  @Test
  void keysOfAllForms() {
    host.key("/etc/key", HEX);
    Trailer read =
        trailer("key 1 " + TEXT + "\nkey 7 hex:" + HEX + "\nkey 255 file:/etc/key\nactive_key 7");
    byte[] hex = HexFormat.of().parseHex(HEX);
    assertEquals(
        List.of(new HmacKey(1, Utf8.encode(TEXT)), new HmacKey(7, hex), new HmacKey(255, hex)),
        read.keys());
    assertEquals(7, read.activeKeyId());
  }

  @Test
  void defaults() {
    Trailer read = trailer("key 1 " + TEXT + "\nactive_key 1");
    assertEquals(5, read.windowSeconds());
    assertEquals(AntiReplay.TIME, read.antiReplay());
    assertEquals(Mode.ENFORCE, read.mode());
  }

  @ParameterizedTest
  @CsvSource({"0.1, 5", "1, 5", "1.7, 6", "2, 6", "40, 120"})
  void theWindowFollowsTheInterval(String interval, long seconds) {
    var vrrp =
        instance("advert_int " + interval + "\nauth_hmac {\nkey 1 " + TEXT + "\nactive_key 1\n}")
            .vrrp();
    assertEquals(seconds, ((Trailer) vrrp.authentication()).windowSeconds());
  }

  @ParameterizedTest
  @CsvSource({"enforce, ENFORCE", "permissive, PERMISSIVE", "receive-only, RECEIVE_ONLY"})
  void everyWord(String word, Mode mode) {
    Trailer read =
        trailer(
            "key 1 "
                + TEXT
                + "\nactive_key 1\ntime_window 300\nanti_replay monotonic\nmode "
                + word);
    assertEquals(300, read.windowSeconds());
    assertEquals(AntiReplay.MONOTONIC, read.antiReplay());
    assertEquals(mode, read.mode());
  }

  @Test
  void aLaterBlockGoesOnWithTheFirst() {
    String blocks =
        "auth_hmac {\nkey 1 %s\nactive_key 1\n}\nauth_hmac {\nkey 2 %s\nmode permissive\n}"
            .formatted(TEXT, TEXT);
    assertEquals(0, reading(blocks).exitCode());
    var read = (Trailer) instance(blocks).vrrp().authentication();
    assertEquals(2, read.keys().size());
    assertEquals(1, read.activeKeyId());
    assertEquals(Mode.PERMISSIVE, read.mode());
  }

  /** Unsigned, it would be refused by peers that want a signature, and both would serve. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "key 1 " + TEXT,
        "key 1 " + TEXT + "\nactive_key 2",
        "key 1 short\nactive_key 1",
        "key 1 file:/etc/absent\nactive_key 1",
        "key 1 file:/etc/short\nactive_key 1",
      })
  void withoutAKeyToSignWithTheInstanceIsHeld(String block) {
    host.key("/etc/short", "0011");
    String lines = "auth_hmac {\n" + block + "\n}";
    assertEquals(5, reading(lines).exitCode());
    assertEquals(VrrpAuthentication.NONE, instance(lines).vrrp().authentication());
    assertEquals(List.of("auth_hmac has no key to sign with"), instance(lines).heldBecause());
  }

  /** A check by an ordinary user may not look into the file, and blames nobody for it. */
  @Test
  void anUnreadFileIsNotJudged() {
    host.file("/etc/secret", 0600, dev.baton.config.facts.PathFact.Head.OTHER);
    String lines = "auth_hmac {\nkey 1 file:/etc/secret\nactive_key 1\n}";
    assertEquals(0, reading(lines).exitCode());
    assertEquals(List.of("auth_hmac has no key to sign with"), instance(lines).heldBecause());
  }

  @Test
  void itIsStrongerThanAPassword() {
    String lines =
        "version 2\nauthentication {\nauth_type PASS\nauth_pass secret\n}\nauth_hmac {\nkey 1 "
            + TEXT
            + "\nactive_key 1\n}";
    String text =
        "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\n"
            + lines
            + "\nvirtual_ipaddress {\n192.0.2.1\n}\n}\n";
    var sources = new CannedSources().with("k.conf", text);
    var reading = ConfigReader.read("k.conf", sources, host.facts(), ReadOptions.DEFAULT);
    assertInstanceOf(
        Trailer.class, reading.configuration().instances().getFirst().vrrp().authentication());
    assertEquals(5, reading.exitCode());
  }

  @Test
  void noSecretIsShown() {
    host.key("/etc/key", HEX);
    var reading = reading("auth_hmac {\nkey 1 " + TEXT + "\nkey 2 file:/etc/key\nactive_key 1\n}");
    String shown = reading.configuration().toString() + host.facts();
    assertFalse(shown.contains(TEXT) || shown.contains("00112233"), shown);
  }
}
