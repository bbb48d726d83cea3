package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A script that looks for a file decides who is master. */
final class TrackingIT {

  private static final String VIP = "10.9.0.100";

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");
  private final Path file = lan.folder().resolve("healthy");

  @BeforeEach
  void healthy() throws IOException {
    Files.createFile(file);
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  private VrrpInstance tracking(String weight) {
    String script =
        """
        global_defs {
          script_user root
        }
        vrrp_script check {
          script "/usr/bin/test -e %s"
          interval 1
          fall 1
          rise 1
          %s
        }
        """
            .formatted(file, weight);
    return VrrpInstance.v3(150, VIP).after(script).with("track_script {\n    check\n  }");
  }

  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void weightedScriptLowersThePriority(Daemon.Kind peer) throws IOException {
    Daemon first = one.baton(tracking("weight -100").text()).awaitAddress(VIP, true);
    Daemon second = two.start(peer, VrrpInstance.v3(100, VIP).text());
    second.awaitLog("(VI_1) Entering BACKUP STATE");

    Files.delete(file);
    first.awaitLog("(VI_1) Changing effective priority from 150 to 50");
    second.awaitAddress(VIP, true);
    first.awaitAddress(VIP, false);

    Files.createFile(file);
    first.awaitLog("(VI_1) Changing effective priority from 50 to 150").awaitAddress(VIP, true);
    second.awaitAddress(VIP, false);
  }

  @Test
  void unweightedScriptIsAFault() throws IOException {
    Daemon first = one.baton(tracking("").text()).awaitAddress(VIP, true);

    Files.delete(file);
    first.awaitLog("(VI_1) Entering FAULT STATE").awaitAddress(VIP, false);

    Files.createFile(file);
    first.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
    assertTrue(first.log().contains("VRRP_Script(check) succeeded"));
  }
}
