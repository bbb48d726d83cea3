package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting again and again: nothing wears out, nothing is left behind. */
final class RestartIT {

  private static final String VIP = "10.9.0.100";

  private static final int RESTART_COUNT = Boolean.getBoolean("baton.nightly") ? 200 : 10;

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void eachStartTakesTheAddressAndEachStopGivesItBack() {
    two.keepalived(VrrpInstance.v3(100, VIP).text());
    two.awaitHolds(VIP);
    for (int i = 0; i < RESTART_COUNT; i++) {
      Daemon first = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
      assertEquals(0, first.stop());
      assertFalse(one.holds(VIP));
      two.awaitHolds(VIP);
    }
  }

  @Test
  void whatAKillLeavesBehindIsTakenUpByTheNextStart() {
    Daemon killed = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    killed.kill();
    Daemon next = one.baton(VrrpInstance.v3(200, VIP).text());
    next.awaitLog("(VI_1) Entering MASTER STATE").awaitAddress(VIP, true);
    assertEquals(0, next.stop());
    assertFalse(one.holds(VIP));
  }

  @Test
  void aBackupThatStartsRemovesWhatAKillLeftBehind() {
    Daemon killed = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    killed.kill();
    two.keepalived(VrrpInstance.v3(150, VIP).text());
    two.awaitHolds(VIP);
    one.baton(VrrpInstance.v3(100, VIP).text()).awaitAddress(VIP, false);
  }
}
