package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.SyncDaemonConfig;
import dev.baton.core.net.IpAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a lvs_sync_daemon is read as. */
final class SyncDaemonReadingTest {

  private static Optional<SyncDaemonConfig> read(String words) {
    String text = "global_defs {\nlvs_sync_daemon " + words + "\n}\n";
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT)
        .configuration()
        .balancer()
        .syncDaemon();
  }

  /** It needs no server of this file: the kernel's connections are told, whoever set them up. */
  @Test
  void everyWord() {
    assertEquals(
        Optional.of(
            new SyncDaemonConfig(
                "eth0", Optional.of("web"), 7, 1400, 8848, 3, IpAddress.parse("224.0.0.90"))),
        read("eth0 web id 7 maxlen 1400 port 8848 ttl 3 group 224.0.0.90"));
  }

  @Test
  void whatIsNotGivenIsLeftOpen() {
    assertEquals(
        Optional.of(
            new SyncDaemonConfig("eth0", Optional.of("web"), -1, 0, 0, 0, Optional.empty())),
        read("eth0 inst web"));
    assertEquals(Optional.empty(), read("eth0 id 256"));
  }
}
