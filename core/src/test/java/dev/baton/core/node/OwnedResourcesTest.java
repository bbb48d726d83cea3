package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans under way: late answers, refusals, other people's changes. */
final class OwnedResourcesTest {

  private static final int EPERM = 1;
  private static final int ENODEV = 19;
  private static final int ENOBUFS = 105;

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi =
      config.bare("VI_1", 51).address("10.0.0.100/24").address("10.0.0.101/24");

  private TestHost host() {
    return new TestHost(config.build());
  }

  @Test
  void theNewestWishWins() {
    var host = host().start();
    host.workerWorks = false;
    host.pass(4).hear(vi, 200, "10.0.0.2").pass(4);
    assertEquals("Master", host.state("VI_1"));
    host.hear(vi, 200, "10.0.0.2").forget();
    host.workOne();
    assertEquals(
        List.of(
            "delete [10.0.0.100/24@2, 10.0.0.101/24@2]",
            "MASTER VI_1 100: no master was heard for 3.609 s"),
        host.words());
    host.work();
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
    assertEquals(
        List.of("BACKUP", "MASTER", "BACKUP"),
        host.words().stream().map(word -> word.substring(0, word.indexOf(' '))).toList());
  }

  /** The kernel deletes secondaries with their primary, whoever's they are, and tells nobody. */
  @Test
  void whatSharesANetworkWithADeletedAddressIsSetAgain() {
    vi.address("10.5.0.1/24");
    config.bare("VI_2", 52).address("10.0.0.102/24").address("10.5.0.2/24");
    var host = host().start().pass(4).forget().hear(vi, 200, "10.0.0.2");
    // Of 10.0.0.0/24 the host's own address is the primary one, which stays.
    assertEquals(
        List.of("delete [10.0.0.100/24@2, 10.0.0.101/24@2, 10.5.0.1/24@2]", "add [10.5.0.2/24@2]"),
        host.words().stream().filter(word -> word.matches("(add|delete) .*")).toList());
    assertTrue(host.snapshot("VI_2").addressesSet());
  }

  /**
   * What an earlier run left is no longer the primary address of its network once we deleted it.
   */
  @Test
  void whatWasLeftOverAndDeletedHoldsNoNetwork() {
    vi.address("10.5.0.1/24");
    config.bare("VI_2", 52).address("10.0.0.102/24").address("10.5.0.2/24");
    var host = host();
    host.addresses.add("10.5.0.1/24@2");
    host.start().pass(4).forget().hear(vi, 200, "10.0.0.2");
    assertTrue(host.words().contains("add [10.5.0.2/24@2]"));
  }

  /** Found by the simulation: a slow worker announced what another host had by then. */
  @Test
  void whatIsStillToBeAnnouncedIsCalledBack() {
    var host = host().start();
    host.workerWorks = false;
    host.pass(4).forget().hear(vi, 200, "10.0.0.2");
    assertEquals("withdraw VI_1", host.words().getFirst());
    host.work().pass(4).work().forget().hear(vi, 200, "10.0.0.2");
    assertFalse(host.words().contains("withdraw VI_1"), "there is nothing to call back");
  }

  /** News were lost while the worker had a plan that does not touch the address. */
  @Test
  void aSurveyDuringAPlanShowsWhatIsMissing() {
    var host = host().start().pass(4);
    host.workerWorks = false;
    vi.address("10.0.0.102/24");
    host.on(new NodeEvent.Reconfigured(config.build()));
    host.addresses.remove("10.0.0.100/24@2");
    host.forget().survey();
    assertTrue(
        host.words().contains("Netlink reflector reports IP 10.0.0.100 removed from eth0"),
        () -> host.words().toString());
    assertEquals("Backup", host.state("VI_1"));
  }

  /** It went with its primary address although the kernel would not delete it itself. */
  @Test
  void anAddressWhoseRemovalWasRefusedIsNotCountedOn() {
    vi.address("10.5.0.1/24").address("10.5.0.2/24");
    var host = host().start().pass(4);
    host.refusals.put("10.5.0.2/24@2", ENOBUFS);
    host.hear(vi, 200, "10.0.0.2").pass(1);
    host.addresses.remove("10.5.0.2/24@2");
    host.refusals.clear();
    host.forget().pass(3);
    assertEquals("Master", host.state("VI_1"));
    assertTrue(host.addresses.contains("10.5.0.2/24@2"));
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  /** It may as well have stayed, as the heir of its primary address. */
  @Test
  void butRemovedAllTheSame() {
    vi.address("10.5.0.1/24").address("10.5.0.2/24");
    var host = host().start().pass(4);
    host.refusals.put("10.5.0.2/24@2", ENOBUFS);
    host.hear(vi, 200, "10.0.0.2").pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertFalse(host.snapshot("VI_1").addressesSet());
    host.refusals.clear();
    host.hear(vi, 200, "10.0.0.2");
    assertFalse(host.addresses.contains("10.5.0.2/24@2"));
  }

  @Test
  void aWishThatIsFulfilledAlreadyNeedsNoPlan() {
    var host = host().start().pass(4);
    host.workerWorks = false;
    host.hear(vi, 200, "10.0.0.2").pass(4).forget().work();
    assertEquals(
        List.of(
            "add [10.0.0.100/24@2, 10.0.0.101/24@2]",
            "frames 2@2",
            "BACKUP VI_1 100: priority 200 of 10.0.0.2 beats our 100"),
        host.words().subList(0, 3));
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void transitionsAreToldEvenIfTheHandsHang() {
    var host = host().start();
    host.workerWorks = false;
    for (int i = 0; i < Notifications.WAITING_MAX; i++) {
      host.pass(4).hear(vi, 200, "10.0.0.2");
    }
    assertEquals(
        Notifications.WAITING_MAX + 1,
        host.words().stream().filter(it -> it.matches("(MASTER|BACKUP) .*")).count());
  }

  @Test
  void whatIsThereAlreadyIsAsGoodAsSet() {
    var host = host().start();
    host.addresses.add("10.0.0.100/24@2");
    host.pass(4);
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void aShortageIsTriedAgain() {
    var host = host().start();
    host.refusals.put("10.0.0.101/24@2", ENOBUFS);
    host.pass(3.7);
    assertFalse(host.snapshot("VI_1").addressesSet());
    host.refusals.clear();
    host.forget().pass(0.2);
    assertEquals(List.of("add [10.0.0.101/24@2]", "frames 2@2"), host.words());
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void aShortageThatLastsIsTold() {
    var host = host().start();
    host.refusals.put("10.0.0.101/24@2", ENOBUFS);
    host.pass(10);
    assertEquals("Master", host.state("VI_1"));
    assertEquals(
        1,
        Collections.frequency(
            host.words(), "(VI_1) cannot set 10.0.0.101/24 on eth0: No buffer space available"));
  }

  @Test
  void aRefusalIsToldAndNotRepeated() {
    var host = host().start();
    host.refusals.put("10.0.0.101/24@2", EPERM);
    host.pass(3.7);
    assertTrue(
        host.words().contains("(VI_1) cannot set 10.0.0.101/24 on eth0: Operation not permitted"));
    host.pass(2);
    assertEquals(List.of("advert 51 priority 100", "advert 51 priority 100"), host.words());
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void aMasterWithoutAnyAddressServesNobody() {
    var host = host().start();
    host.refusals.put("10.0.0.100/24@2", EPERM);
    host.refusals.put("10.0.0.101/24@2", ENODEV);
    host.pass(4);
    assertEquals("Fault", host.state("VI_1"));
    assertTrue(host.words().contains("advert 51 priority 0"));
    assertEquals(List.of("none of its addresses could be set"), host.snapshot("VI_1").faults());
    // A change of the link may make it possible.
    host.refusals.clear();
    host.up("eth0", false).up("eth0", true).pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  /** Each attempt costs the service a moment: their distances grow. */
  @Test
  void aRefusalIsForgottenAfterAWhile() {
    var host = host().start();
    host.refusals.put("10.0.0.100/24@2", EPERM);
    host.refusals.put("10.0.0.101/24@2", EPERM);
    assertEquals(10, secondsAtFault(host), 1);
    assertEquals(20, secondsAtFault(host), 1);
    assertEquals(40, secondsAtFault(host), 1);
    host.refusals.clear();
    host.pass(90);
    assertEquals("Master", host.state("VI_1"));
    host.hear(vi, 200, "10.0.0.2");
    host.refusals.put("10.0.0.100/24@2", EPERM);
    host.refusals.put("10.0.0.101/24@2", EPERM);
    assertEquals(10, secondsAtFault(host), 1);
  }

  /** Whatever else is news of it meanwhile. */
  @Test
  void aRefusalIsNotForgottenBefore() {
    var host = host().start();
    host.refusals.put("10.0.0.100/24@2", EPERM);
    host.refusals.put("10.0.0.101/24@2", EPERM);
    host.pass(4.5);
    assertEquals("Fault", host.state("VI_1"));
    host.on(new NodeEvent.Reconfigured(config.build())).pass(1);
    assertEquals("Fault", host.state("VI_1"));
  }

  /** How long the next time at fault lasts. */
  private static double secondsAtFault(TestHost host) {
    double passed = 0;
    while (!host.state("VI_1").equals("Fault")) {
      host.pass(0.5);
      passed += 0.5;
      assertTrue(passed < 100, "never at fault");
    }
    double lasted = 0;
    while (host.state("VI_1").equals("Fault")) {
      host.pass(0.5);
      lasted += 0.5;
      assertTrue(lasted < 1000, "for ever at fault");
    }
    return lasted;
  }

  @Test
  void aRemovalIsTriedHardAndThenTold() {
    var host = host().start().pass(4);
    host.refusals.put("10.0.0.101/24@2", EPERM);
    host.forget().hear(vi, 200, "10.0.0.2");
    assertTrue(host.words().contains("delete [10.0.0.100/24@2, 10.0.0.101/24@2]"));
    host.pass(0.65);
    assertEquals(
        List.of(
            "delete [10.0.0.101/24@2]",
            "delete [10.0.0.101/24@2]",
            "delete [10.0.0.101/24@2]",
            "(VI_1) cannot remove 10.0.0.101/24 from eth0: Operation not permitted"
                + " - remove it by hand: ip address delete 10.0.0.101/24 dev eth0"),
        host.words());
    host.hear(vi, 200, "10.0.0.2").pass(3);
    assertEquals(List.of(), host.words());
    host.refusals.clear();
    host.hear(vi, 200, "10.0.0.2").pass(3);
    assertFalse(host.addresses.contains("10.0.0.101/24@2"));
  }

  @Test
  void aStopEndsAlsoIfAnAddressStays() {
    var host = host().start().pass(4);
    host.refusals.put("10.0.0.101/24@2", EPERM);
    host.on(new NodeEvent.Stop());
    assertFalse(host.words().contains("finished"));
    host.pass(1);
    assertEquals("finished", host.words().getLast());
  }

  @Test
  void whoTakesAnAddressAwayEndsTheMastership() {
    var host = host().start().pass(4).forget().unassign("10.0.0.101/24@2");
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "Netlink reflector reports IP 10.0.0.101 removed from eth0",
            "(VI_1) Entering BACKUP STATE",
            "BACKUP VI_1 100: 10.0.0.101 was removed from eth0"),
        host.words());
    host.pass(0.7);
    assertEquals("Master", host.state("VI_1"));
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void unlessNobodyTracksIt() {
    vi.address("10.0.0.102/24", "eth0", false);
    var host = host().start().pass(4).forget().unassign("10.0.0.102/24@2");
    assertEquals(List.of(), host.words());
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void othersMayDoToABackupWhatTheyLike() {
    var host = host().start().forget();
    host.assign("10.0.0.100/24@2").unassign("10.0.0.100/24@2").unassign("10.9.9.9/24@77");
    assertEquals(List.of(), host.words());
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void anAddressThatIsTakenWhileItIsBeingSetDoesNotStay() {
    var host = host().start();
    host.workerWorks = false;
    host.pass(3.7).unassign("10.0.0.101/24@2");
    assertEquals("Backup", host.state("VI_1"));
    host.work();
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
    assertFalse(host.addresses.contains("10.0.0.101/24@2"));
  }

  @Test
  void aLinkThatGoesWhileTheHandsWorkLeavesNothingBehind() {
    var host = host().start();
    host.workerWorks = false;
    host.pass(3.7).gone("eth0");
    host.refusals.put("10.0.0.100/24@2", ENODEV);
    host.refusals.put("10.0.0.101/24@2", ENODEV);
    host.work();
    assertEquals("Fault", host.state("VI_1"));
    host.forget().on(new NodeEvent.Stop());
    assertEquals("finished", host.words().getLast());
  }

  @Test
  void addressesKeptAtAStopAreKeptAlsoFromAPlanUnderWay() {
    var host = new TestHost(config.build(), new NodeOptions(false, true, false)).start();
    host.workerWorks = false;
    host.pass(3.7).on(new NodeEvent.Stop()).work();
    assertTrue(host.addresses.contains("10.0.0.100/24@2"));
    assertEquals("finished", host.words().getLast());
  }

  @Test
  void thousandsGoInBatchesEachAnnouncedBeforeTheNext() {
    var many = new TestConfig();
    var instance = many.instance("VI_1", 51);
    for (int i = 0; i < 249; i++) {
      instance.excluded("10.1.0." + i + "/24");
    }
    instance.masterRepeat = 2;
    var host = new TestHost(many.build()).start().pass(4);
    assertEquals(
        List.of("add", "frames 10@2", "add", "frames 100@2", "add", "frames 100@2"),
        host.words().stream()
            .filter(word -> word.matches("(add|frames) .*"))
            .map(word -> word.startsWith("add") ? "add" : word)
            .limit(6)
            .toList());
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void promoteSecondariesIsSetAndRestored() {
    vi.promoteSecondaries = true;
    var host = host().start();
    String path = "net/ipv4/conf/eth0/promote_secondaries";
    assertTrue(host.words().contains("sysctl " + path + "=1"));
    host.change(TestHost.link(2, "wan0", true));
    assertFalse(host.words().contains("restore " + path));
    host.refusals.put(path, EPERM);
    host.change(TestHost.link(2, "eth0", true));
    assertTrue(
        host.words().contains("cannot write /proc/sys/" + path + ": Operation not permitted"));
    vi.promoteSecondaries = false;
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of("restore " + path), host.words());
    vi.promoteSecondaries = true;
    host.on(new NodeEvent.Reconfigured(config.build())).forget().on(new NodeEvent.Stop());
    assertTrue(host.words().contains("restore " + path));
  }
}
