package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that runs out of memory ends at once, and the other one does what is to be done. */
final class MemoryIT {

  /** What the virtual machine exits with then (java(1), ExitOnOutOfMemoryError). */
  private static final int OUT_OF_MEMORY = 3;

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Path image = lan.folder().resolve("image");

  @BeforeEach
  void copyTheImage() {
    Shell.run("cp -R " + Daemon.image().resolve("../..").normalize() + " " + image);
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  private Daemon startWithLittle(String process, String megabytes, String configuration)
      throws IOException {
    Path flags = image.resolve("lib/baton/" + process + ".flags");
    String text = Files.readString(flags);
    String little = text.replaceFirst(" -Xms\\d+m -Xmx\\d+m", " -Xmx" + megabytes + "m");
    assertNotEquals(text, little);
    Files.writeString(flags, little);
    return one.start(List.of(image.resolve("bin/baton").toString()), configuration);
  }

  /** Some thousand addresses, for which a few megabytes do not do. */
  private static String huge() {
    var text = new StringBuilder("global_defs {\n  vrrp_version 3\n}\n");
    for (int vrid = 1; vrid <= 200; vrid++) {
      text.append("vrrp_instance V" + vrid + " {\n  interface eth0\n  virtual_router_id " + vrid);
      text.append("\n  priority 100\n  virtual_ipaddress {\n");
      for (int host = 1; host <= 60; host++) {
        text.append("    10.10." + vrid + "." + host + "/32\n");
      }
      text.append("  }\n}\n");
    }
    return text.toString();
  }

  @Test
  void routerIsReplacedAndWhatItHeldIsRemoved() throws IOException {
    Daemon daemon = startWithLittle("router", "6", VrrpInstance.v3(200, VIP).text());
    daemon.awaitAddress(VIP, true);
    daemon.rewrite(huge());
    daemon.signal("HUP");
    daemon.awaitLog("VRRP exited with status 3, out of memory").awaitLog("died: Respawning");
    // Of the configuration that it had, not of the one that it died of.
    daemon.awaitLog("Removing " + VIP + "/32 that a dead VRRP process left on eth0");
    // And that one is what the next router gets.
    daemon.awaitLog("Reload undone").awaitAddress(VIP, true);
    assertFalse(daemon.log().contains("(V1)"), daemon::log);
    daemon.rewrite(VrrpInstance.v3(150, VIP).text());
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete");
    assertEquals(0, daemon.stop());
  }

  @Test
  void reloadThatIsTooLargeIsRefused() throws IOException {
    Daemon daemon = startWithLittle("supervisor", "6", VrrpInstance.v3(200, VIP).text());
    daemon.awaitAddress(VIP, true);
    daemon.rewrite(huge());
    daemon.signal("HUP");
    daemon.awaitLog("The configuration cannot be read: java.lang.OutOfMemoryError");
    daemon.awaitLog("Reload refused - the running configuration stays in force");
    daemon.rewrite(VrrpInstance.v3(150, VIP).text());
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete");
    assertTrue(one.holds(VIP));
    assertEquals(0, daemon.stop());
  }

  @Test
  void supervisorEndsAndTheRouterWithIt() throws IOException {
    Daemon daemon = startWithLittle("supervisor", "6", huge());
    assertEquals(OUT_OF_MEMORY, daemon.awaitEnd());
    assertTrue(daemon.log().contains("java.lang.OutOfMemoryError"), daemon::log);
    Await.until(
        "no router is left",
        PATIENCE,
        () -> Shell.attempt(List.of("pgrep", "-f", image.toString())).exitCode() == 1);
  }
}
