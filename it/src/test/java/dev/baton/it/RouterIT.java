package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.wire.ToSupervisor;
import dev.baton.it.kit.Await;
import dev.baton.it.kit.Capture;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.LoneRouter;
import dev.baton.it.kit.VrrpInstance;
import dev.baton.linux.Signal;
import dev.baton.linux.process.Child.Exit.Exited;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ends of a router, with the test in its supervisor's place. */
final class RouterIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int EXIT_SOFTWARE = 70;

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Capture wire = lan.capture();
  private final LoneRouter router = one.loneRouter();

  @AfterEach
  void clean() {
    lan.close();
  }

  private void becomeMaster() {
    Await.until("it says so", PATIENCE, () -> router.heard().contains(new ToSupervisor.Alive()));
    router.configure(VrrpInstance.v3(150, VIP).text());
    one.awaitHolds(VIP);
    assertTrue(router.heard().contains(new ToSupervisor.Configured(1)));
  }

  private void assertGivenUp() {
    assertTrue(!one.holds(VIP), "the address is gone");
    Await.until("priority 0", PATIENCE, () -> wire.vrrp().getLast().priority() == 0);
  }

  @Test
  void metByABugItGivesUpAndLeavesATrace() {
    becomeMaster();
    router.configureWithNonsense();
    assertEquals(new Exited(EXIT_SOFTWARE), router.awaitExit());
    assertGivenUp();
    List<String> said = router.heard().stream().map(Object::toString).toList();
    assertTrue(said.stream().anyMatch(line -> line.contains("has met a bug")), said::toString);
    assertTrue(said.stream().anyMatch(line -> line.contains("Surveyed[")), "the last events");
  }

  @Test
  void withoutASupervisorItResigns() {
    becomeMaster();
    router.hangUp();
    assertEquals(new Exited(0), router.awaitExit());
    assertGivenUp();
  }

  @Test
  void toldToEndByASignalItResigns() {
    becomeMaster();
    router.signal(Signal.SIGTERM);
    assertEquals(new Exited(0), router.awaitExit());
    assertGivenUp();
  }

  @Test
  void otherSignalsAreToldToTheSupervisor() {
    becomeMaster();
    router.signal(Signal.SIGUSR1);
    var told = new ToSupervisor.Signalled(Signal.SIGUSR1);
    Await.until("it tells", PATIENCE, () -> router.heard().contains(told));
    assertTrue(one.holds(VIP));
  }
}
