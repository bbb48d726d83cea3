package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the kernel allows less than root is used to: containers, and users with a few rights. */
final class RestrictedIT {

  private static final String VIP = "10.9.0.100";

  private final Lan lan = new Lan();

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void inUserNamespacesAPairElectsAndFailsOver() {
    Host one = lan.unprivilegedHost("one", "10.9.0.1/24");
    Host two = lan.unprivilegedHost("two", "10.9.0.2/24");
    Daemon master = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    Daemon backup = two.baton(VrrpInstance.v3(100, VIP).text());
    backup.awaitLog("Entering BACKUP STATE");
    assertEquals(0, master.stop());
    backup.awaitAddress(VIP, true);
  }
}
