package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A new configuration for a running node. */
final class ReloadTest {

  private static final NotifyConfig TELL_DELETED =
      new NotifyConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          false,
          false);

  private final TestConfig before = new TestConfig();
  private final TestConfig.Instance vi = before.instance("VI_1", 51);
  private final TestConfig after = new TestConfig();

  private TestHost master() {
    return new TestHost(before.build()).start().pass(4).forget();
  }

  private TestHost reload(TestHost host) {
    return host.on(new NodeEvent.Reconfigured(after.build()));
  }

  @Test
  void whatIsUnchangedNoticesNothing() {
    after.instance("VI_1", 51);
    var host = master().hear(vi, 50, "10.0.0.2").forget();
    var counters = host.snapshot("VI_1").counters();
    var deadline = host.node().nextDeadlineNanos();
    reload(host);
    assertEquals(List.of(), host.words());
    assertEquals(counters, host.snapshot("VI_1").counters());
    assertEquals(deadline, host.node().nextDeadlineNanos());
    host.pass(1);
    assertEquals(List.of("advert 51 priority 100"), host.words());
  }

  private static void frameOnce(TestHost host) {
    host.work();
    assertEquals(1, host.words().stream().filter(it -> it.startsWith("frames")).count());
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  /** A label is not changed but set anew; the kernel tells of it as of a loss. */
  @Test
  void anAddressThatIsMadeAnewIsAnnouncedOnce() {
    vi.address("10.0.0.101/24");
    after.instance("VI_1", 51).address("10.0.0.101/24", "eth0", false);
    var host = master();
    host.workerWorks = false;
    reload(host);
    host.on(new NodeEvent.AddressRemoved(TestHost.at("10.0.0.101/24@2"), true));
    host.on(new NodeEvent.AddressAdded(TestHost.at("10.0.0.101/24@2"), true));
    frameOnce(host);
  }

  @Test
  void soIsOneThatMovesInFromAnInstanceThatGoes() {
    before.bare("VI_2", 52).address("10.0.0.101/24");
    after.instance("VI_1", 51).address("10.0.0.101/24");
    var host = master();
    host.workerWorks = false;
    reload(host).workOne();
    host.on(new NodeEvent.AddressRemoved(TestHost.at("10.0.0.101/24@2"), true));
    frameOnce(host);
  }

  /** Who goes is served first; what he takes along later is set again. */
  @Test
  void whatIsTakenAfterItWasSetIsSetAgain() {
    before.bare("VI_2", 52).address("10.5.0.1/24");
    after.instance("VI_1", 51).address("10.0.0.101/24");
    after.bare("VI_2", 52).address("10.5.0.2/24");
    var host = master();
    host.workerWorks = false;
    reload(host);
    host.on(new NodeEvent.AddressRemoved(TestHost.at("10.0.0.101/24@2"), true));
    host.work();
    assertEquals(2, host.words().stream().filter(it -> it.contains("10.0.0.101/24@2")).count());
  }

  @Test
  void aNameIsOnlyAName() {
    after.instance("VI_renamed", 51);
    assertEquals("Master", reload(master()).state("VI_renamed"));
  }

  @Test
  void aNewPriorityIsAdvertisedAtOnce() {
    after.instance("VI_1", 51).priority(150);
    var host = reload(master());
    assertEquals(
        List.of("advert 51 priority 150", "(VI_1) Changing effective priority from 100 to 150"),
        host.words());
  }

  @Test
  void onlyTheDifferenceOfAddressesIsDone() {
    vi.address("10.0.0.101/24");
    after.instance("VI_1", 51).address("10.0.0.102/24");
    var host = reload(master());
    assertEquals(
        List.of(
            "advert 51 priority 100",
            "delete [10.0.0.101/24@2]",
            "add [10.0.0.102/24@2]",
            "frames 2@2",
            "(VI_1) ip address 10.0.0.101/24 dev eth0, no longer exist"),
        host.words());
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void lessIsNotAnnounced() {
    vi.address("10.0.0.101/24");
    after.instance("VI_1", 51);
    assertEquals(
        List.of(
            "advert 51 priority 100",
            "delete [10.0.0.101/24@2]",
            "(VI_1) ip address 10.0.0.101/24 dev eth0, no longer exist"),
        reload(master()).words());
  }

  @Test
  void aBackupJustTakesNote() {
    after.instance("VI_1", 51).address("10.0.0.102/24");
    var host = new TestHost(before.build()).start().forget();
    reload(host);
    assertEquals(List.of(), host.words());
    host.pass(4);
    assertTrue(host.addresses.contains("10.0.0.102/24@2"));
  }

  /** Found by the simulation: an earlier run had left it, when the configuration was another. */
  @Test
  void aBackupRemovesWhatWasLeftOfItsNewAddresses() {
    after.instance("VI_1", 51).address("10.0.0.102/24");
    var host = new TestHost(before.build());
    host.addresses.add("10.0.0.102/24@2");
    host.start().assign("10.0.0.100/24@2").forget();
    reload(host);
    assertEquals(List.of("delete [10.0.0.102/24@2]"), host.words());
    assertFalse(host.addresses.contains("10.0.0.102/24@2"));
    assertTrue(host.addresses.contains("10.0.0.100/24@2"), "set by hand, since");
    reload(host);
    assertEquals(List.of(), host.words());
  }

  @Test
  void aMasterKeepsIt() {
    after.instance("VI_1", 51).address("10.0.0.102/24");
    var host = new TestHost(before.build());
    host.addresses.add("10.0.0.102/24@2");
    reload(host.start().pass(4).forget());
    assertEquals(
        List.of("advert 51 priority 100", "add [10.0.0.102/24@2]", "frames 2@2"), host.words());
    assertTrue(host.snapshot("VI_1").addressesSet());
  }

  @Test
  void whatIsGoneResignsAndIsTold() {
    var host = reload(master());
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "close eth0",
            "FAULT VI_1 100: deleted from the configuration"),
        host.words());
    assertEquals(List.of(), host.node().snapshot().instances());
    host.on(new NodeEvent.Stop());
    assertEquals(List.of("finished"), host.words());
  }

  @Test
  void orToldAsDeleted() {
    vi.notify = TELL_DELETED;
    var host = new TestHost(before.build()).start().up("eth0", false).forget();
    reload(host);
    assertEquals(
        List.of("DELETED VI_1 100: deleted from the configuration", "close eth0"), host.words());
  }

  @Test
  void aFaultThatIsGoneIsNotToldAgain() {
    var host = new TestHost(before.build()).start().up("eth0", false).forget();
    reload(host);
    assertEquals(List.of("close eth0"), host.words());
  }

  @Test
  void aStopWaitsForWhatAReloadDeleted() {
    var host = master();
    host.workerWorks = false;
    reload(host).forget().on(new NodeEvent.Stop());
    assertEquals(List.of(), host.words());
    host.work();
    assertEquals(
        List.of("FAULT VI_1 100: deleted from the configuration", "finished"), host.words());
  }

  @Test
  void whatIsGoneStillTriesToRemoveItsAddresses() {
    var host = master();
    host.refusals.put("10.0.0.100/24@2", 105);
    reload(host);
    assertTrue(host.addresses.contains("10.0.0.100/24@2"));
    host.refusals.clear();
    host.pass(0.3);
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
    assertEquals(Long.MAX_VALUE, host.node().nextDeadlineNanos());
  }

  @Test
  void anotherVridIsAnotherRouter() {
    after.instance("VI_1", 52);
    var host = reload(master());
    assertEquals("Backup", host.state("VI_1"));
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
    host.pass(4);
    assertTrue(host.addresses.contains("10.0.0.100/24@2"));
  }

  @Test
  void anAddressMovesBetweenMasters() {
    vi.address("10.0.0.101/24");
    before.bare("VI_2", 52).address("10.0.0.102/24");
    after.bare("VI_2", 52).address("10.0.0.102/24").address("10.0.0.101/24");
    after.instance("VI_1", 51);
    var host = reload(master());
    host.on(new NodeEvent.AddressRemoved(TestHost.at("10.0.0.101/24@2"), true));
    assertTrue(host.addresses.contains("10.0.0.101/24@2"));
    assertTrue(host.snapshot("VI_2").addressesSet());
  }

  @Test
  void aNewFaultResigns() {
    after.instance("VI_1", 51).held = List.of("keyword unicast_peer at line 3 has no effect yet");
    var host = reload(master());
    assertEquals("Fault", host.state("VI_1"));
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
    assertEquals(
        List.of("keyword unicast_peer at line 3 has no effect yet"),
        host.snapshot("VI_1").faults());
  }

  @Test
  void verdictsOfTheSameCommandAreKept() {
    before.script("chk");
    vi.script("chk", 10, true);
    after.script("chk").instance("VI_1", 51).script("chk", 20, true);
    var host = master().on(new NodeEvent.TrackerRead(TrackerId.script("chk"), Reading.of(true)));
    assertEquals(90, host.stateOf("VI_1").priority());
    assertEquals(80, reload(host).stateOf("VI_1").priority());
  }

  @Test
  void aNewScriptChangesNothingUntilItSpeaks() {
    before.script("chk");
    vi.script("chk", 10, false);
    after.script("chk", "/bin/other", false).instance("VI_1", 51).script("chk", 0, false);
    var host =
        reload(master().on(new NodeEvent.TrackerRead(TrackerId.script("chk"), Reading.of(true))));
    assertEquals("Master", host.state("VI_1"));
    assertEquals(100, host.stateOf("VI_1").priority());
    host.on(new NodeEvent.TrackerRead(TrackerId.script("chk"), Reading.of(false)));
    assertEquals("Fault", host.state("VI_1"));
  }

  @Test
  void unlessItCountsAsFailedUntilItSpeaks() {
    after.script("new", "/bin/new", true).instance("VI_1", 51).script("new", 0, false);
    assertEquals("Fault", reload(master()).state("VI_1"));
  }

  @Test
  void aReloadMayComeBeforeTheSurvey() {
    after.instance("VI_9", 59);
    var host = new TestHost(before.build());
    reload(host).start();
    assertEquals("Backup", host.state("VI_9"));
  }

  @Test
  void interfacesThatAreStillMissingAreNotToldAgain() {
    before.instance("VI_2", 52).on("late0");
    after.instance("VI_1", 51);
    after.instance("VI_2", 52).on("late0");
    after.instance("VI_3", 53).on("late1");
    var host = reload(new TestHost(before.build()).start().forget());
    assertEquals(
        "Configuration specifies interface late1 which doesn't currently exist"
            + " - will use if created",
        host.words().getFirst());
  }

  @Test
  void periodicAnnouncementsBeginAnew() {
    after.instance("VI_1", 51).masterRepeat = 2;
    var host = reload(master());
    assertEquals("Master", host.state("VI_1"));
    host.pass(1).forget().up("eth0", false).up("eth0", true).pass(4);
    assertEquals(2, host.words().stream().filter("frames 1@2"::equals).count());
  }
}
