package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Addresses that are there whoever is master: from the start, over reloads, to the stop. */
final class StaticResourcesTest {

  private static final int EPERM = 1;
  private static final int ENOBUFS = 105;

  private final TestConfig config = new TestConfig();

  private TestHost host() {
    return new TestHost(config.build());
  }

  /** What was said about addresses, and done with them. */
  private static List<String> done(TestHost host) {
    return host.words().stream()
        .filter(word -> word.matches("(add|delete|Restoring|cannot) .*"))
        .toList();
  }

  private TestHost reload(TestHost host, TestConfig next) {
    return host.on(new NodeEvent.Reconfigured(next.build()));
  }

  @Test
  void theyAreSetAtTheStartAndRemovedAtTheStop() {
    config.staticAddress("10.3.0.1/24").staticAddress("10.3.0.2/24");
    config.instance("VI_1", 51);
    var host = host().start();
    assertEquals(List.of("add [10.3.0.1/24@2, 10.3.0.2/24@2]"), done(host));
    host.pass(4).forget().on(new NodeEvent.Stop());
    assertEquals(
        List.of("delete [10.0.0.100/24@2]", "delete [10.3.0.1/24@2, 10.3.0.2/24@2]"), done(host));
    assertEquals(Set.of("10.0.0.1/24@2"), host.addresses);
  }

  @Test
  void aStopEndsWhenTheyAreGone() {
    var host = new TestHost(config.staticAddress("10.3.0.1/24").build()).start();
    host.workerWorks = false;
    host.forget().on(new NodeEvent.Stop());
    assertFalse(host.words().contains("finished"));
    host.work();
    assertTrue(host.words().contains("finished"));
  }

  @Test
  void whoKeepsAddressesAtTheStopKeepsThese() {
    config.staticAddress("10.3.0.1/24");
    var host = new TestHost(config.build(), new NodeOptions(false, true, false)).start();
    host.forget().on(new NodeEvent.Stop());
    assertEquals(List.of("finished"), host.words());
    assertTrue(host.addresses.contains("10.3.0.1/24@2"));
  }

  @Test
  void aReloadChangesOnlyWhatIsDifferent() {
    config.staticAddress("10.3.0.1/24").staticAddress("10.4.0.2/24");
    var host = host().start().forget();
    reload(host, config);
    assertEquals(List.of(), done(host));
    var next = new TestConfig().staticAddress("10.4.0.2/24").staticAddress("10.3.0.3/24");
    reload(host, next);
    assertEquals(
        List.of("delete [10.3.0.1/24@2]", "add [10.3.0.3/24@2]"), done(host).subList(0, 2));
    host.forget();
    reload(host, next);
    assertEquals(List.of(), done(host));
    reload(host, new TestConfig());
    assertEquals(List.of("delete [10.4.0.2/24@2, 10.3.0.3/24@2]"), done(host));
  }

  /** It is the secondary of one that a reload drops. */
  @Test
  void whatAReloadTakesAlongIsSetAgain() {
    config.staticAddress("10.3.0.1/24").staticAddress("10.3.0.2/24");
    var host = host().start().forget();
    reload(host, new TestConfig().staticAddress("10.3.0.2/24"));
    assertEquals(List.of("delete [10.3.0.1/24@2]", "add [10.3.0.2/24@2]"), done(host));
  }

  /** A reload comes before the survey has ended. */
  @Test
  void theNewestConfigurationCountsAtTheStart() {
    var host = new TestHost(config.staticAddress("10.3.0.1/24").build());
    reload(host, new TestConfig().staticAddress("10.3.0.2/24")).start();
    assertEquals(List.of("add [10.3.0.2/24@2]"), done(host));
  }

  @Test
  void whatSomebodyDeletesIsSetAgain() {
    var host = new TestHost(config.staticAddress("10.3.0.1/24").build()).start().forget();
    host.unassign("10.3.0.1/24@2");
    assertEquals(
        List.of("add [10.3.0.1/24@2]", "Restoring deleted static address 10.3.0.1/24 dev eth0"),
        done(host));
    assertTrue(host.addresses.contains("10.3.0.1/24@2"));
  }

  /** Another program that deletes it each time it sees it must not keep the loop busy. */
  @Test
  void whoDeletesItTimeAndAgainIsAnsweredLessOften() {
    var host = new TestHost(config.staticAddress("10.3.0.1/24").build()).start().forget();
    for (int i = 0; i < 1_000; i++) {
      host.unassign("10.3.0.1/24@2");
    }
    assertEquals(100, done(host).stream().filter(word -> word.startsWith("add")).count());
    host.pass(1);
    assertEquals(List.of("add [10.3.0.1/24@2]"), done(host));
    host.pass(200).unassign("10.3.0.1/24@2");
    assertTrue(host.words().stream().anyMatch(word -> word.contains("log lines suppressed")));
  }

  /** It is faster than the worker: its deletion comes before the answer. */
  @Test
  void norIsWhoDeletesItAtOnce() {
    var host = new TestHost(config.staticAddress("10.3.0.1/24").build()).start().forget();
    host.workerWorks = false;
    host.unassign("10.3.0.1/24@2");
    for (int i = 0; i < 1_000; i++) {
      host.unassign("10.3.0.1/24@2");
      if (!host.workerIdle()) {
        host.workOne();
      }
    }
    assertEquals(100, done(host).stream().filter(word -> word.startsWith("add")).count());
    host.workerWorks = true;
    host.pass(1);
    assertTrue(host.addresses.contains("10.3.0.1/24@2"));
  }

  @Test
  void whatIsNotTrackedIsNotMissed() {
    config.staticAddress("10.3.0.1/24", "eth0", false);
    var host = host().start().forget();
    host.unassign("10.3.0.1/24@2");
    assertEquals(List.of(), done(host));
  }

  @Test
  void aSurveyShowsWhatIsMissing() {
    var host = new TestHost(config.staticAddress("10.3.0.1/24").build()).start().forget();
    host.addresses.remove("10.3.0.1/24@2");
    host.survey();
    assertTrue(host.addresses.contains("10.3.0.1/24@2"));
  }

  @Test
  void theyFollowTheirLink() {
    config.staticAddress("10.3.0.1/24", "eth7", true);
    var host = host().start();
    assertEquals(List.of(), done(host));
    host.change(TestHost.link(7, "eth7", true));
    assertEquals(List.of("add [10.3.0.1/24@7]"), done(host));
    host.gone("eth7");
    assertEquals(List.of(), done(host));
    host.change(TestHost.link(8, "eth7", true));
    assertEquals(List.of("add [10.3.0.1/24@8]"), done(host));
  }

  /** An address belongs to a name: under the old one it stays as what is configured no more. */
  @Test
  void aRenamedLinkLosesThem() {
    config.staticAddress("10.3.0.1/24");
    var host = host().start().forget();
    host.rename("eth0", "wan0");
    assertEquals(List.of("delete [10.3.0.1/24@2]"), done(host));
    host.rename("wan0", "eth0");
    assertEquals(List.of("add [10.3.0.1/24@2]"), done(host));
  }

  /** A link with a static address alone is enough to speak from. */
  @Test
  void anInstanceMaySendFromOne() {
    config.staticAddress("10.0.0.7/24");
    config.instance("VI_1", 51);
    var host = host();
    host.addresses.clear();
    host.start();
    assertEquals("Fault", host.state("VI_1"));
    host.on(new NodeEvent.AddressAdded(TestHost.at("10.0.0.7/24@2"), true));
    assertEquals("Backup", host.state("VI_1"));
    assertEquals("10.0.0.7", host.snapshot("VI_1").source().toString());
  }

  /** The kernel deletes secondaries with their primary, whoever's they are. */
  @Test
  void whatGoesWithItsPrimaryIsSetAgain() {
    var vi = config.bare("VI_1", 51).address("10.5.0.1/24");
    var host = host().start().pass(4);
    config.staticAddress("10.5.0.2/24");
    reload(host, config).forget().hear(vi, 200, "10.0.0.2");
    assertEquals(List.of("delete [10.5.0.1/24@2]", "add [10.5.0.2/24@2]"), done(host));
  }

  @Test
  void whatAnEarlierRunLeftIsOurs() {
    config.staticAddress("10.3.0.1/24");
    var host = host();
    host.addresses.add("10.3.0.1/24@2");
    host.start();
    assertEquals(List.of(), done(host));
    host.on(new NodeEvent.Stop());
    assertEquals(List.of("delete [10.3.0.1/24@2]"), done(host));
  }

  /** Where the kernel marks what is ours, what has no mark is the host's own. */
  @Test
  void whatWasThereBeforeUsStays() {
    config.staticAddress("10.3.0.1/24").staticAddress("10.3.0.2/24");
    var host = host();
    host.addresses.addAll(List.of("10.3.0.1/24@2", "10.3.0.2/24@2"));
    var link = TestHost.link(2, "eth0", true);
    host.on(
        new NodeEvent.Surveyed(
            List.of(link),
            List.of(TestHost.at("10.3.0.1/24@2"), TestHost.at("10.3.0.2/24@2").asOurs())));
    host.forget().on(new NodeEvent.Stop());
    assertEquals(List.of("delete [10.3.0.2/24@2]"), done(host));
  }

  @Test
  void untilSomebodyDeletesIt() {
    config.staticAddress("10.3.0.1/24");
    var host = host();
    host.addresses.add("10.3.0.1/24@2");
    var marked = TestHost.at("10.0.0.1/24@2").asOurs();
    var link = TestHost.link(2, "eth0", true);
    host.on(new NodeEvent.Surveyed(List.of(link), List.of(TestHost.at("10.3.0.1/24@2"), marked)));
    host.unassign("10.3.0.1/24@2").forget().on(new NodeEvent.Stop());
    assertEquals(List.of("delete [10.3.0.1/24@2]"), done(host));
  }

  @Test
  void aShortageIsTriedAgain() {
    config.staticAddress("10.3.0.1/24");
    var host = host();
    host.refusals.put("10.3.0.1/24@2", ENOBUFS);
    host.start().pass(0.3);
    host.refusals.clear();
    host.pass(1);
    assertTrue(host.addresses.contains("10.3.0.1/24@2"));
  }

  @Test
  void aRefusalIsTold() {
    config.staticAddress("10.3.0.1/24");
    var host = host();
    host.refusals.put("10.3.0.1/24@2", EPERM);
    host.start().pass(3);
    assertEquals(
        List.of("add [10.3.0.1/24@2]", "cannot set 10.3.0.1/24 on eth0: Operation not permitted"),
        done(host));
  }
}
