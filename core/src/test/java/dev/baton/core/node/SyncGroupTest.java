package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that are master together or not at all. */
final class SyncGroupTest {

  private static final String PEER = "10.0.0.2";

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance first = config.instance("VI_1", 51);
  private final TestConfig.Instance second = config.bare("VI_2", 52).address("10.0.0.101/24");
  private TestHost host = new TestHost(config.build());

  private TestHost grouped() {
    config.group("G", first, second);
    host = new TestHost(config.build()).link(3, "eth1");
    return host.start();
  }

  private TestHost master() {
    return grouped().pass(4).forget();
  }

  /** Hears the peer as master of one member, this often. */
  private void hearOf(TestConfig.Instance member, int priority, int seconds) {
    for (int i = 0; i < seconds; i++) {
      host.hear(member, priority, PEER).pass(1);
    }
  }

  private void assertStates(String first, String second) {
    assertEquals(first + " " + second, host.state("VI_1") + " " + host.state("VI_2"));
  }

  /** Adverts, and what scripts are told, each without its cause. */
  private List<String> visible() {
    var visible = new ArrayList<String>();
    for (String word : host.words()) {
      if (word.startsWith("advert") || word.matches("(group )?[A-Z]+ (VI_\\d|G) .*")) {
        visible.add(word.replaceFirst(":.*", ""));
      }
    }
    return visible;
  }

  @Test
  void theGroupIsToldOfFirstAtTheStart() {
    grouped();
    assertEquals(List.of("group BACKUP G 0", "BACKUP VI_1 100", "BACKUP VI_2 100"), visible());
  }

  @Test
  void allBecomeMasterWhenTheLastIsReady() {
    second.priority(90);
    grouped().forget().pass(3.62);
    assertStates("Backup", "Backup");
    assertTrue(((VrrpState.Backup) host.stateOf("VI_1")).ready());
    host.pass(0.1);
    assertStates("Master", "Master");
    // Who was ready last goes first; the group follows its members.
    assertEquals(
        List.of(
            "advert 52 priority 90",
            "advert 51 priority 100",
            "MASTER VI_2 90",
            "MASTER VI_1 100",
            "group MASTER G 0"),
        visible());
  }

  @Test
  void allGoOnToAdvertiseHoweverLongTheWorkerTakes() {
    grouped().forget();
    host.workerWorks = false;
    host.pass(6.7);
    List<String> adverts = visible();
    assertEquals(4, adverts.stream().filter("advert 51 priority 100"::equals).count());
    assertEquals(4, adverts.stream().filter("advert 52 priority 100"::equals).count());
  }

  @Test
  void ownersWaitForTheSocketsOfAll() {
    first.owner();
    second.owner().on("eth1");
    config.group("G", first, second);
    host = new TestHost(config.build()).link(3, "eth1");
    host.addresses.add("10.0.1.1/24@3");
    host.socketsOpen = false;
    host.start();
    host.on(new NodeEvent.SocketOpened(host.channels().getFirst()));
    assertStates("Init", "Init");
    host.on(new NodeEvent.SocketOpened(host.channels().getLast()));
    assertStates("Master", "Master");
  }

  @Test
  void oneThatHearsAMasterKeepsAllBack() {
    grouped();
    hearOf(second, 150, 20);
    assertStates("Backup", "Backup");
    // Its silence is the last thing that they waited for.
    host.pass(2.7);
    assertStates("Master", "Master");
  }

  @Test
  void anAdvertTakesReadinessBack() {
    grouped();
    hearOf(second, 150, 5);
    assertTrue(((VrrpState.Backup) host.stateOf("VI_1")).ready());
    host.hear(first, 150, PEER);
    assertFalse(((VrrpState.Backup) host.stateOf("VI_1")).ready());
    host.pass(3.5);
    assertStates("Backup", "Backup");
    host.pass(0.2);
    assertStates("Master", "Master");
  }

  @Test
  void aHigherRouterOfOneMakesAllBackupWithoutAWord() {
    master().hear(second, 150, PEER);
    assertStates("Backup", "Backup");
    assertEquals(List.of("BACKUP VI_2 100", "BACKUP VI_1 100", "group BACKUP G 0"), visible());
    assertEquals(
        List.of(
            "   (VI_2) cause: priority 150 of 10.0.0.2 beats our 100",
            "   (VI_1) cause: VI_2 of sync group G is not master"),
        host.causes.subList(host.causes.size() - 2, host.causes.size()));
  }

  @Test
  void aFaultOfOneIsAFaultOfAll() {
    second.track("eth1", 0, false);
    master().up("eth1", false);
    assertStates("Fault", "Fault");
    assertEquals(
        List.of(
            "advert 52 priority 0",
            "advert 51 priority 0",
            "FAULT VI_2 100",
            "FAULT VI_1 100",
            "group FAULT G 0"),
        visible());
    assertEquals(List.of("VI_2 of sync group G is at fault"), host.snapshot("VI_1").faults());
    host.up("eth1", true);
    assertStates("Backup", "Backup");
    assertEquals(List.of("BACKUP VI_2 100", "BACKUP VI_1 100", "group BACKUP G 0"), visible());
    host.pass(4);
    assertStates("Master", "Master");
  }

  @Test
  void aFaultOfBothLastsUntilTheLastHasGone() {
    first.track("eth1", 0, false);
    second.track("eth1", 0, false).script("S", 0, false);
    config.script("S");
    master();
    host.on(new NodeEvent.TrackerRead(TrackerId.script("S"), Reading.Verdict.UP)).pass(5);
    assertStates("Master", "Master");
    host.up("eth1", false)
        .on(new NodeEvent.TrackerRead(TrackerId.script("S"), Reading.Verdict.DOWN))
        .up("eth1", true);
    assertStates("Fault", "Fault");
    host.on(new NodeEvent.TrackerRead(TrackerId.script("S"), Reading.Verdict.UP));
    assertStates("Backup", "Backup");
  }

  @Test
  void allWaitForAScriptOfOne() {
    second.script("S", 0, false);
    config.script("S");
    grouped().pass(10);
    assertStates("Init", "Init");
    assertEquals(List.of(), visible());
    host.on(new NodeEvent.TrackerRead(TrackerId.script("S"), Reading.Verdict.UP));
    assertStates("Backup", "Backup");
  }

  @Test
  void aFaultAtTheStartIsThatOfAll() {
    second.track("eth1", 0, false);
    config.group("G", first, second);
    host = new TestHost(config.build()).change(TestHost.link(3, "eth1", false)).start();
    assertStates("Fault", "Fault");
    assertEquals(List.of("group FAULT G 0", "FAULT VI_1 100", "FAULT VI_2 100"), visible());
  }

  @Test
  void anAddressTakenFromOneMakesAllResign() {
    master().unassign("10.0.0.101/24@2");
    assertStates("Backup", "Backup");
    assertEquals(
        List.of(
            "advert 52 priority 0",
            "advert 51 priority 0",
            "BACKUP VI_2 100",
            "BACKUP VI_1 100",
            "group BACKUP G 0"),
        visible());
    host.pass(0.7);
    assertStates("Master", "Master");
  }

  @Test
  void allStepAsideAfterAStall() {
    second.intervalNanos = 60 * TestConfig.SECOND;
    grouped().pass(200);
    assertStates("Master", "Master");
    host.now += 10 * TestConfig.SECOND;
    host.on(new NodeEvent.Stalled(10 * TestConfig.SECOND));
    assertStates("Backup", "Backup");
  }

  @Test
  void ownersClaimAtOnceIfAllAreOwners() {
    first.owner();
    second.owner();
    grouped();
    assertStates("Master", "Master");
    assertTrue(visible().contains("group MASTER G 0"));
  }

  @Test
  void theGroupIsToldOfLastAtTheStop() {
    master().on(new NodeEvent.Stop());
    List<String> told = visible();
    assertEquals("group STOP G 0", told.getLast());
    assertTrue(host.words().isEmpty());
  }

  @Test
  void newsOfTheGroupWaitsForTheAddressesOfItsMembers() {
    grouped().forget();
    host.workerWorks = false;
    host.pass(4);
    assertFalse(visible().contains("group MASTER G 0"));
    host.work();
    assertEquals("group MASTER G 0", visible().getLast());
  }

  @Test
  void aLowerRouterOfOneMakesAllAnnounce() {
    first.lowerRepeat = 1;
    second.lowerRepeat = 1;
    master().pass(10).forget().hear(second, 50, PEER);
    assertEquals(2, host.words().stream().filter(it -> it.startsWith("frames")).count());
  }

  @Test
  void aNewMemberOfAMasterJoinsWhenItsTimeHasCome() {
    config.group("G", first, second);
    var before = new TestConfig();
    var alone = before.instance("VI_1", 51);
    before.group("G", alone);
    host = new TestHost(before.build()).link(3, "eth1").start().pass(4);
    host.on(new NodeEvent.Reconfigured(config.build())).pass(1);
    assertStates("Master", "Backup");
    host.pass(3);
    assertStates("Master", "Master");
  }

  @Test
  void mastersThatAReloadPutsBesideABackupResign() {
    second.priority(100);
    host = new TestHost(config.build()).link(3, "eth1").start();
    hearOf(second, 150, 5);
    assertStates("Master", "Backup");
    config.group("G", first, second);
    host.forget().on(new NodeEvent.Reconfigured(config.build()));
    assertStates("Backup", "Backup");
    assertTrue(visible().contains("advert 51 priority 0"));
  }

  @Test
  void aMemberThatLeavesTheGroupIsOnItsOwn() {
    grouped();
    hearOf(second, 150, 5);
    assertStates("Backup", "Backup");
    var after = new TestConfig();
    after.instance("VI_1", 51);
    after.bare("VI_2", 52).address("10.0.0.101/24");
    host.on(new NodeEvent.Reconfigured(after.build())).pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void aReloadWithoutAChangeIsNotNoticed() {
    master().on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of(), visible());
    assertStates("Master", "Master");
  }
}
