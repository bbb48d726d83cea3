package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job: elect, take and give addresses, stop. */
final class NodeTest {

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  @Test
  void startsAsBackupAndTakesOverWhenNobodySpeaks() {
    var host = host().start();
    assertEquals(
        List.of("open eth0[51]", "(VI_1) Entering BACKUP STATE (init)", "BACKUP VI_1 100: started"),
        host.words());
    assertEquals("Backup", host.state("VI_1"));
    assertFalse(host.node().hasMaster());

    host.pass(3.605);
    assertEquals(List.of(), host.words());
    host.pass(0.01);
    assertEquals(
        List.of(
            "advert 51 priority 100",
            "add [10.0.0.100/24@2]",
            "frames 1@2",
            "(VI_1) Entering MASTER STATE",
            "MASTER VI_1 100: no master was heard for 3.609 s"),
        host.words());
    assertTrue(host.node().hasMaster());
    assertTrue(host.addresses.contains("10.0.0.100/24@2"));
    assertTrue(host.snapshot("VI_1").addressesSet());

    host.pass(3);
    assertEquals(Collections.nCopies(3, "advert 51 priority 100"), host.words());
  }

  @Test
  void aHigherMasterIsObeyedAndItsDeathNoticed() {
    var host = host().start().hear(vi, 200, "10.0.0.2").pass(1).forget();
    host.hear(vi, 200, "10.0.0.2").pass(3.6);
    assertEquals("Backup", host.state("VI_1"));
    host.pass(0.1);
    assertEquals("Master", host.state("VI_1"));
    host.forget().hear(vi, 200, "10.0.0.2");
    assertEquals("Backup", host.state("VI_1"));
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
    assertEquals(
        List.of(
            "advert 51 priority 100",
            "delete [10.0.0.100/24@2]",
            "Master received advert from 10.0.0.2 with higher priority 200, ours 100",
            "Entering BACKUP STATE",
            "BACKUP VI_1 100: priority 200 of 10.0.0.2 beats our 100"),
        host.words().stream().map(word -> word.replace("(VI_1) ", "")).toList());
  }

  @Test
  void theLogSaysWhyBelowEachTransition() {
    var host = host().start().pass(4).hear(vi, 200, "10.0.0.2").pass(1);
    host.hear(vi, 0, "10.0.0.2").pass(1).up("eth0", false).up("eth0", true).pass(4);
    host.on(new NodeEvent.Stop());
    assertEquals(
        List.of(
            "   (VI_1) cause: no master was heard for 3.609 s",
            "   (VI_1) cause: priority 200 of 10.0.0.2 beats our 100",
            "   (VI_1) cause: 10.0.0.2 resigned",
            "   (VI_1) cause: interface eth0 down",
            "   (VI_1) cause: no fault remains",
            "   (VI_1) cause: no master was heard for 3.609 s"),
        host.causes);
  }

  @Test
  void aStopResignsRemovesTellsAndFinishes() {
    var host = host().start().pass(4).forget();
    host.workerWorks = false;
    host.on(new NodeEvent.Stop());
    assertEquals(
        List.of("advert 51 priority 0", "delete [10.0.0.100/24@2]", "close eth0"), host.words());
    host.work();
    assertEquals(List.of("STOP VI_1 100: stopped", "finished"), host.words());
    host.on(new NodeEvent.Stop()).pass(100);
    assertEquals(List.of(), host.words());
  }

  @Test
  void aBackupStopsAtOnce() {
    var host = host().start().forget().on(new NodeEvent.Stop());
    assertEquals(List.of("STOP VI_1 100: stopped", "close eth0", "finished"), host.words());
  }

  @Test
  void beforeTheSurveyThereIsNothingToStop() {
    var host = host().on(new NodeEvent.Stop());
    assertEquals(List.of("STOP VI_1 100: stopped", "finished"), host.words());
  }

  @Test
  void addressesMayBeKeptAtAStop() {
    var host =
        new TestHost(config.build(), new NodeOptions(true, true, false)).start().pass(4).forget();
    host.on(new NodeEvent.Stop());
    assertTrue(host.addresses.contains("10.0.0.100/24@2"));
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "(VI_1) sent 0 priority",
            "STOP VI_1 100: stopped",
            "close eth0",
            "finished"),
        host.words());
  }

  @Test
  void aLinkThatGoesDownMeansFaultUntilItIsBack() {
    var host = host().start().pass(4).forget().up("eth0", false);
    assertEquals(
        List.of(
            "advert 51 priority 0",
            "delete [10.0.0.100/24@2]",
            "Netlink reports eth0 down",
            "(VI_1) Entering FAULT STATE",
            "FAULT VI_1 100: interface eth0 down"),
        host.words());
    assertEquals(List.of("interface eth0 down"), host.snapshot("VI_1").faults());
    host.pass(10).up("eth0", true);
    assertEquals(
        List.of(
            "Netlink reports eth0 up",
            "(VI_1) Entering BACKUP STATE",
            "BACKUP VI_1 100: no fault remains"),
        host.words());
    host.pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void leftoversAreRemovedAtTheStart() {
    var host = host();
    host.addresses.add("10.0.0.100/24@2");
    host.start();
    assertEquals(
        List.of(
            "open eth0[51]",
            "delete [10.0.0.100/24@2]",
            "(VI_1) Entering BACKUP STATE (init)",
            "BACKUP VI_1 100: started"),
        host.words());
    assertEquals("10.0.0.1", host.snapshot("VI_1").source().toString());
  }

  @Test
  void anOwnerThatCannotServeKeepsNothing() {
    vi.owner().track("eth9", 0, false);
    var host = host();
    host.addresses.add("10.0.0.100/24@2");
    host.start();
    assertEquals("Fault", host.state("VI_1"));
    assertFalse(host.addresses.contains("10.0.0.100/24@2"));
  }

  @Test
  void anOwnerKeepsWhatIsThere() {
    vi.owner();
    var host = host();
    host.addresses.add("10.0.0.100/24@2");
    host.start();
    assertEquals(
        List.of(
            "open eth0[51]",
            "advert 51 priority 255",
            "add [10.0.0.100/24@2]",
            "frames 1@2",
            "(VI_1) Entering MASTER STATE",
            "MASTER VI_1 255: address owner"),
        host.words());
  }
}
