package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Capture.Frame;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The lock of the kernel's network configuration (RTNL), which others may hold for seconds: a host
 * of containers deletes a network namespace with all its interfaces in one go. To join or leave a
 * multicast group takes the same lock.
 */
final class KernelLockIT {

  private static final int LINK_COUNT = 600;
  private static final long INTERVAL_NANOS = 100_000_000L;

  private final Lan lan = new Lan();

  @AfterEach
  void clean() {
    lan.close();
  }

  /** Instances come and go by reloads on another interface meanwhile; no advert is late for it. */
  @Test
  void advertsLeaveWhileAReloadWaitsForTheLock() throws Exception {
    Host one = lan.host("one", "10.9.0.1/24");
    one.ip("link add eth1 type veth peer name eth2");
    one.ip("address add 10.8.0.1/24 dev eth1");
    one.ip("link set eth1 up");
    one.ip("link set eth2 up");
    var alone = VrrpInstance.v3(200, "10.9.0.100").every("0.1").realTime();
    String second =
        alone
            .text()
            .replaceFirst("(?s).*vrrp_instance VI_1", "vrrp_instance VI_2")
            .replace("eth0", "eth1")
            .replace("10.9.0.100", "10.8.0.100");
    Daemon daemon = one.baton(alone.text()).awaitAddress("10.9.0.100", true);
    Capture wire = lan.capture();
    wire.awaitVrrp(10);

    for (int round = 1; round <= 3; round++) {
      String crowd = crowd(round);
      // Its interfaces go behind the command's back, all in one hold of the lock.
      Shell.run("ip netns delete " + crowd);
      daemon.rewrite(alone.text() + second);
      daemon.signal("HUP");
      daemon.awaitLog("(VI_2) Entering MASTER STATE", round);
      daemon.rewrite(alone.text());
      daemon.signal("HUP");
      daemon.awaitLog("Reload complete", 2 * round);
    }
    long longest = 0;
    List<Frame> adverts = wire.vrrp();
    for (int i = 1; i < adverts.size(); i++) {
      longest = Math.max(longest, adverts.get(i).atNanos() - adverts.get(i - 1).atNanos());
    }
    assertTrue(longest < 2 * INTERVAL_NANOS, "a gap of " + longest / 1_000_000 + " ms");
  }

  /** A namespace with many interfaces. */
  private String crowd(int round) throws Exception {
    String namespace = "bt" + ProcessHandle.current().pid() + "x0crowd" + round;
    Shell.run("ip netns add " + namespace);
    var batch = new StringBuilder();
    for (int i = 0; i < LINK_COUNT / 2; i++) {
      batch.append("link add a%d type veth peer name b%d\n".formatted(i, i));
      batch.append("link set a%d up\nlink set b%d up\n".formatted(i, i));
    }
    Path file = lan.folder().resolve("crowd" + round);
    Files.writeString(file, batch);
    Shell.run("ip -n " + namespace + " -batch " + file);
    return namespace;
  }
}
