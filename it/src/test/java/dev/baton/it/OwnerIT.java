package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The virtual address is the only one of its host, by which it may be reached. */
final class OwnerIT {

  private static final String OWN = "10.9.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", OWN + "/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String text(int priority) {
    return VrrpInstance.v3(priority, OWN + "/24").text().replace("  state BACKUP\n", "");
  }

  @Test
  void ownerIsMasterAtOnceAndNeverLosesItsAddress() {
    // Or its kernel drops what comes from an address that it has itself at the moment.
    Shell.run("ip netns exec " + two.namespace() + " sysctl -qw net.ipv4.conf.eth0.accept_local=1");
    Daemon backup = two.keepalived(text(100));
    backup.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(OWN, true);
    Capture wire = lan.capture();
    Daemon owner = one.baton(text(255)).awaitLog("(VI_1) Entering MASTER STATE");
    Await.always("the address stays", Duration.ofSeconds(1), () -> one.holds(OWN));
    backup.awaitAddress(OWN, false);
    assertTrue(owner.log().contains("10.9.0.1/24 on eth0 is this host's own"), owner::log);
    Await.until(
        "adverts of the owner",
        PATIENCE,
        () -> wire.vrrp().stream().filter(advert -> advert.priority() == 255).count() > 3);

    // The process dies: what it had is cleaned up, but not this.
    long before = owner.router().pid();
    owner.router().destroyForcibly();
    Await.until("another router", PATIENCE, () -> owner.router().pid() != before, owner::log);
    owner.awaitLog("(VI_1) Entering MASTER STATE", 2);
    assertTrue(one.holds(OWN));

    assertEquals(0, owner.stop());
    assertTrue(one.holds(OWN));
  }

  @Test
  void whoIsNoOwnerDoesNotTakeTheHostItsAddress() {
    Daemon mistaken = one.baton(text(100));
    mistaken.awaitLog("entering FAULT state (no IPv4 address for interface)");
    mistaken.awaitLog("10.9.0.1/24 on eth0 is this host's own and only address there");
    mistaken.awaitLog("eth0 has 10.9.0.1/24, but that is a virtual address");
    assertEquals(0, mistaken.stop());
    assertTrue(one.holds(OWN));
  }
}
