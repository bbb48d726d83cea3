package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.net.MacAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of instances while their interfaces and addresses come, change and go. */
final class LinkLifeTest {

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  private TestHost master() {
    return host().start().pass(4).forget();
  }

  @Test
  void anInterfaceMayComeLate() {
    vi.on("late0");
    var host = host().start();
    assertEquals(
        List.of(
            "Configuration specifies interface late0 which doesn't currently exist"
                + " - will use if created",
            "(VI_1) entering FAULT state (interface late0 does not exist)",
            "(VI_1) entering FAULT state",
            "FAULT VI_1 100: interface late0 does not exist"),
        host.words());
    host.change(TestHost.link(7, "late0", false));
    assertEquals(
        List.of(
            "open late0[51]",
            "Interface late0 added",
            "(VI_1) stays in FAULT STATE (interface late0 down)"),
        host.words());
    host.up("late0", true);
    assertEquals(
        List.of(
            "Netlink reports late0 up",
            "(VI_1) stays in FAULT STATE (no IPv4 address for interface)"),
        host.words());
    host.assign("10.0.0.1/24@7");
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void anInterfaceThatGoesAndComesBackHasAnotherIndex() {
    var host = master().gone("eth0");
    assertEquals(
        List.of(
            "Interface eth0 deleted",
            "(VI_1) Entering FAULT STATE",
            "FAULT VI_1 100: interface eth0 does not exist",
            "close eth0"),
        host.words());
    host.assign("10.0.0.1/24@9").change(TestHost.link(9, "eth0", true)).assign("10.0.0.1/24@9");
    assertEquals("Backup", host.state("VI_1"));
    host.pass(4);
    assertTrue(host.addresses.contains("10.0.0.100/24@9"));
  }

  @Test
  void aDeletionThatWasNotToldIsSeenFromTheNextLinkOfThatName() {
    var host = master().change(TestHost.link(9, "eth0", true));
    assertEquals("Fault", host.state("VI_1"));
    host.assign("10.0.0.1/24@9").pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertTrue(host.addresses.contains("10.0.0.100/24@9"));
  }

  @Test
  void aRenamedInterfaceIsLeftInOrder() {
    var host = master().change(TestHost.link(2, "wan0", true));
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "(VI_1) Entering FAULT STATE",
            "Interface name has changed from eth0 to wan0",
            "close eth0",
            "FAULT VI_1 100: interface eth0 does not exist"),
        host.words());
    host.change(TestHost.link(2, "eth0", true)).pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void linksThatConcernNobodyAreNotTold() {
    var host = master().change(TestHost.link(30, "veth0", true)).up("veth0", false).gone("veth0");
    host.on(new NodeEvent.LinkGone(77));
    assertEquals(List.of(), host.words());
  }

  @Test
  void aNewHardwareAddressIsAnnounced() {
    var host = master();
    host.change(
        new Link(
            2, "eth0", true, true, true, true, 1500, new MacAddress(5), LinkHardware.ETHERNET));
    assertEquals(List.of("frames 1@2"), host.words());
    host.change(
        new Link(
            2, "eth0", true, true, false, true, 1500, new MacAddress(5), LinkHardware.ETHERNET));
    assertEquals(List.of(), host.words());
  }

  @Test
  void aBackupKeepsQuietAboutItsNewHardwareAddress() {
    var host = host().start().forget();
    host.change(
        new Link(
            2, "eth0", true, true, true, true, 1500, new MacAddress(5), LinkHardware.ETHERNET));
    assertEquals(List.of(), host.words());
  }

  @Test
  void addressesOfOthersAreToldIfThatIsWanted() {
    var host = new TestHost(config.build(), new NodeOptions(false, false, true)).start();
    assertTrue(host.words().contains("Netlink reflector reports IP 10.0.0.1 added to eth0"));
    host.pass(4).forget().assign("10.0.0.7/24@2").unassign("10.0.0.7/24@2");
    assertEquals(
        List.of(
            "Netlink reflector reports IP 10.0.0.7 added to eth0",
            "Netlink reflector reports IP 10.0.0.7 removed from eth0"),
        host.words());
  }

  @Test
  void eachInterfaceIsAReasonOfItsOwn() {
    vi.track("eth1", 0, false);
    var host = host().link(3, "eth1").start().forget();
    host.up("eth1", false).up("eth0", false);
    assertEquals(
        List.of("interface eth0 down", "interface eth1 down"), host.snapshot("VI_1").faults());
    host.up("eth1", true);
    assertEquals("Fault", host.state("VI_1"));
    host.forget().up("eth1", false).up("eth0", true);
    assertEquals("Fault", host.state("VI_1"));
    assertTrue(host.words().contains("(VI_1) stays in FAULT STATE (interface eth1 down)"));
    host.up("eth1", true);
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void theOwnInterfaceMayGoUntracked() {
    vi.trackPrimary = false;
    var host = master().up("eth0", false);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void addressesElsewhereNeedTheirInterface() {
    vi.address("10.1.0.100/24", "eth1", true).address("10.2.0.100/24", "eth2", false);
    var host = host().link(3, "eth1").start();
    assertEquals("Backup", host.state("VI_1"));
    host.up("eth1", false);
    assertEquals(List.of("interface eth1 down"), host.snapshot("VI_1").faults());
    host.up("eth1", true).pass(4).forget();
    // Nobody tracks eth2: its address is set when it comes.
    host.change(TestHost.link(4, "eth2", true));
    assertTrue(host.addresses.contains("10.2.0.100/24@4"));
    host.gone("eth2");
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void anAddressWithoutItsInterfaceIsTold() {
    vi.address("10.2.0.100/24", "eth2", false);
    var host = host().start().pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertTrue(
        host.words().contains("(VI_1) cannot set 10.2.0.100/24: there is no interface eth2"));
  }

  @Test
  void weightsOfInterfacesMoveThePriority() {
    vi.track("eth1", -30, false).track("eth2", 20, true);
    var host = host().link(3, "eth1").link(4, "eth2").start().forget();
    assertEquals(80, host.stateOf("VI_1").priority());
    host.up("eth1", false);
    assertEquals(
        List.of("Netlink reports eth1 down", "(VI_1) Changing effective priority from 80 to 50"),
        host.words());
    host.up("eth2", false);
    assertEquals(70, host.stateOf("VI_1").priority());
  }

  @Test
  void aReverseInterfaceFailsWhileItIsUp() {
    vi.track("eth1", 0, true);
    var host = host().link(3, "eth1").start();
    assertEquals(List.of("interface eth1 up"), host.snapshot("VI_1").faults());
    host.up("eth1", false);
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void aShortOutageIsWaitedOut() {
    config.delay("eth0", TestConfig.SECOND, TestConfig.SECOND / 2);
    var host = master().up("eth0", false).pass(0.9).up("eth0", true);
    assertTrue(host.words().contains("Delay timer for eth0 cancelled"));
    assertEquals("Master", host.state("VI_1"));
    host.up("eth0", false).up("eth0", false).pass(1.1);
    assertEquals("Fault", host.state("VI_1"));
    host.up("eth0", true).pass(0.4);
    assertEquals("Fault", host.state("VI_1"));
    host.pass(0.2);
    assertEquals("Backup", host.state("VI_1"));
  }

  /** Found by the simulation: it took over, and resigned in the same turn. */
  @Test
  void aDelayThatEndsWithTheDownIntervalMakesNobodyMaster() {
    config.delay("eth0", TestConfig.SECOND, TestConfig.SECOND);
    var host = host().start().pass(3).up("eth0", false).forget();
    host.now += 2 * TestConfig.SECOND;
    host.on(new NodeEvent.TimePassed());
    assertEquals("Fault", host.state("VI_1"));
    assertFalse(host.words().stream().anyMatch(it -> it.startsWith("advert")));
  }

  @Test
  void aDelayEndsBeforeThePeersTakeOver() {
    config.delay("eth0", 60 * TestConfig.SECOND, 0).delay("eth9", 1, 1);
    vi.downTimerAdverts = 2;
    var host = master().up("eth0", false).pass(1);
    assertEquals("Fault", host.state("VI_1"));

    vi.downTimerAdverts = 1;
    assertEquals("Fault", master().up("eth0", false).state("VI_1"));
  }

  @Test
  void whatWasNeverUpComesUpAtOnce() {
    config.delay("eth0", 0, TestConfig.SECOND);
    var host = host().change(TestHost.link(2, "eth0", false)).start().up("eth0", true);
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void anotherSourceAddressIsFound() {
    var host = host();
    host.addresses.add("10.0.0.5/24@2");
    host.start().pass(4).forget().unassign("10.0.0.1/24@2");
    assertEquals(
        List.of("(VI_1) sends from 10.0.0.5, because 10.0.0.1 is no longer there"), host.words());
    assertEquals("10.0.0.5", host.snapshot("VI_1").source().toString());
    host.assign("10.0.0.1/24@2").forget().unassign("10.0.0.5/24@2").unassign("10.0.0.1/24@2");
    assertEquals(
        List.of(
            "(VI_1) sends from 10.0.0.1, because 10.0.0.5 is no longer there",
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "Deassigned address 10.0.0.1 from interface eth0",
            "(VI_1) Entering FAULT STATE",
            "FAULT VI_1 100: no IPv4 address for interface"),
        host.words());
    host.assign("10.0.0.9/24@2");
    assertEquals("Backup", host.state("VI_1"));
    assertEquals("Assigned address 10.0.0.9 for interface eth0", host.words().getFirst());
  }

  @Test
  void aPrimaryAddressIsPreferredAndOthersDoNotCount() {
    var host = host();
    host.addresses.clear();
    host.addresses.add("10.0.0.100/24@2");
    host.addresses.add("fe80::1/64@2");
    host.start();
    assertEquals("Fault", host.state("VI_1"));
    host.on(
        new NodeEvent.AddressAdded(
            new InterfaceAddress(2, TestConfig.prefix("10.0.0.3/24"), 0, false, true), false));
    assertEquals("Fault", host.state("VI_1"));
    host.on(
        new NodeEvent.Surveyed(
            List.of(TestHost.link(2, "eth0", true)),
            List.of(
                new InterfaceAddress(2, TestConfig.prefix("10.0.0.4/24"), 0, true, false),
                new InterfaceAddress(2, TestConfig.prefix("10.0.0.3/24"), 0, false, false))));
    assertEquals("10.0.0.4", host.snapshot("VI_1").source().toString());
    var fresh = host();
    fresh.on(
        new NodeEvent.Surveyed(
            List.of(TestHost.link(2, "eth0", true)),
            List.of(
                new InterfaceAddress(2, TestConfig.prefix("10.0.0.4/24"), 0, true, false),
                new InterfaceAddress(2, TestConfig.prefix("10.0.0.3/24"), 0, false, false))));
    assertEquals("10.0.0.3", fresh.snapshot("VI_1").source().toString());
  }

  @Test
  void aConfiguredSourceAddressIsUsedAsItIs() {
    vi.source = Optional.of(TestConfig.address("10.0.0.77"));
    var host = host();
    host.addresses.clear();
    host.start().pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertEquals("10.0.0.77", host.snapshot("VI_1").source().toString());
  }

  @Test
  void orTrackedIfTheOperatorWantsThat() {
    vi.source = Optional.of(TestConfig.address("10.0.0.77"));
    vi.trackSource = true;
    var host = host().start();
    assertEquals(List.of("source address 10.0.0.77 absent"), host.snapshot("VI_1").faults());
    host.assign("10.0.0.77/32@2");
    assertEquals("Backup", host.state("VI_1"));
    host.unassign("10.0.0.77/32@2");
    assertEquals("Fault", host.state("VI_1"));
  }

  @Test
  void theSurveyIsTheFirstThatCounts() {
    var host = host();
    host.on(new NodeEvent.LinkChanged(TestHost.link(2, "eth0", false)))
        .on(new NodeEvent.LinkGone(2))
        .on(new NodeEvent.AddressAdded(TestHost.at("10.0.0.9/24@2"), false))
        .on(new NodeEvent.AddressRemoved(TestHost.at("10.0.0.9/24@2"), false))
        .on(new NodeEvent.TimePassed())
        .on(new NodeEvent.Stalled(1))
        .on(new NodeEvent.StatisticsCleared());
    assertEquals(List.of(), host.words());
    assertFalse(host.start().words().isEmpty());
  }

  /** Found by the simulation: the link had no carrier when they were announced, and nobody knew. */
  @Test
  void whoeverLostNotificationsAnnouncesHisAddressesAgain() {
    vi.masterDelayNanos = 5 * TestConfig.SECOND;
    var host = host().start().pass(4).forget().survey();
    assertEquals(List.of(), host.words(), "the second set is still to come");
    assertTrue(host.pass(5).words().contains("frames 1@2"));
    assertEquals(List.of(), host.survey().words(), "a better master may speak first");
    assertTrue(host.pass(5).words().contains("frames 1@2"));
    host.survey().hear(vi, 200, "10.0.0.2").forget().pass(3);
    assertEquals(List.of(), host.words());
  }

  @Test
  void lostNotificationsAreMadeUpForByASurvey() {
    var host = host().link(3, "eth1").start().pass(4).forget();
    host.addresses.remove("10.0.0.100/24@2");
    host.survey();
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "Netlink reflector reports IP 10.0.0.100 removed from eth0",
            "(VI_1) Entering BACKUP STATE"),
        host.words().subList(0, 3));
    host.pass(4).forget().survey();
    assertEquals(List.of("frames 1@2"), host.words());

    host.addresses.remove("10.0.0.1/24@2");
    host.survey();
    assertEquals(List.of("no IPv4 address for interface"), host.snapshot("VI_1").faults());
    host.addresses.add("10.0.0.8/24@2");
    host.survey();
    assertEquals("Backup", host.state("VI_1"));
    host.on(new NodeEvent.Surveyed(List.of(TestHost.link(3, "eth1", true)), List.of()));
    assertEquals(List.of("interface eth0 does not exist"), host.snapshot("VI_1").faults());
  }

  /** Whoever cannot serve by a survey was not backup in between, and no script is told so. */
  @Test
  void aFaultAndALostAddressInOneSurveyAreOneTransition() {
    var withoutSource = master();
    withoutSource.addresses.clear();
    withoutSource.survey();
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "(VI_1) Entering FAULT STATE",
            "FAULT VI_1 100: no IPv4 address for interface"),
        withoutSource.words());

    var down = master();
    down.on(
        new NodeEvent.Surveyed(
            List.of(TestHost.link(2, "eth0", false)), List.of(TestHost.at("10.0.0.1/24@2"))));
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "Netlink reports eth0 down",
            "(VI_1) Entering FAULT STATE",
            "FAULT VI_1 100: interface eth0 down"),
        down.words());
  }
}
