package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deadlines, delays, stalls, and many instances. */
final class TimingTest {

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  /** Waits for whatever time it is told. */
  private static final class Alarm implements Timed {
    private long deadlineNanos = Long.MAX_VALUE;

    @Override
    public long nextDeadlineNanos() {
      return deadlineNanos;
    }

    @Override
    public void timePassed(long nowNanos, TurnActions turn) {}
  }

  @Test
  void theHeapAlwaysKnowsTheNearest() {
    var random = new Random(5);
    var heap = new DeadlineHeap();
    List<Alarm> all = Stream.generate(Alarm::new).limit(17).toList();
    var waiting = new HashSet<Alarm>();
    for (int i = 0; i < 5_000; i++) {
      Alarm alarm = all.get(random.nextInt(17));
      if (random.nextInt(5) == 0) {
        heap.forget(alarm);
        waiting.remove(alarm);
      } else {
        alarm.deadlineNanos = random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(100);
        heap.arm(alarm);
        waiting.add(alarm);
      }
      long nearest =
          waiting.stream().mapToLong(Alarm::nextDeadlineNanos).min().orElse(Long.MAX_VALUE);
      assertEquals(nearest, heap.nearestNanos());
      assertEquals(
          nearest,
          heap.nearest().map(Timed::nextDeadlineNanos).orElse(Long.MAX_VALUE),
          "step " + i);
    }
  }

  @Test
  void aCascadeThatRunsInACircleIsOurBug() {
    var circle = new ArrayList<Cascade<String>>();
    var cascade = new Cascade<String>(member -> circle.getFirst().mark(member));
    circle.add(cascade);
    cascade.mark("VI_1");
    var bug = assertThrows(AssertionError.class, () -> cascade.settle(3));
    assertEquals("no fixpoint after 24 steps: [VI_1]", bug.getMessage());
  }

  @Test
  void aCascadeEndsAtItsFixpoint() {
    var worked = new ArrayList<String>();
    var cascade = new Cascade<String>(worked::add);
    cascade.mark("a");
    cascade.mark("b");
    cascade.mark("a");
    cascade.settle(2);
    assertEquals(List.of("a", "b"), worked);
    cascade.settle(0);
    assertEquals(2, worked.size());
  }

  @Test
  void advertsThatFallTogetherLeaveTogether() {
    var second = config.bare("VI_2", 52).address("10.0.0.102/24");
    var host = host().start().hear(vi, 200, "10.0.0.2").pass(0.0015);
    host.hear(second, 200, "10.0.0.2").pass(4).forget();
    assertEquals(10, turns(host, 10));
  }

  @Test
  void thoseFurtherApartDoNot() {
    var second = config.bare("VI_2", 52).address("10.0.0.102/24");
    var host = host().start().hear(vi, 200, "10.0.0.2").pass(0.0025);
    host.hear(second, 200, "10.0.0.2").pass(4).forget();
    assertEquals(20, turns(host, 10));
  }

  /** How many turns there are until both instances have sent so many adverts each. */
  private static long turns(TestHost host, int adverts) {
    long turns = 0;
    int sent = 0;
    while (sent < 2 * adverts) {
      host.now = host.node().nextDeadlineNanos();
      host.on(new NodeEvent.TimePassed());
      sent += (int) host.words().stream().filter(word -> word.startsWith("advert")).count();
      turns++;
    }
    return turns;
  }

  private static boolean takesOverNext(TestHost host) {
    return host.node().takesOverAt(host.node().nextDeadlineNanos());
  }

  @Test
  void tellsATakeOverFromOtherDeadlines() {
    var host = host();
    assertFalse(takesOverNext(host));
    host.start();
    assertTrue(takesOverNext(host), () -> host.state("VI_1"));
    host.pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertFalse(takesOverNext(host));
    host.hear(vi, 200, "10.0.0.2");
    assertTrue(takesOverNext(host));
    host.up("eth0", false);
    assertFalse(takesOverNext(host));
  }

  @Test
  void anAdvertIsNeverMuchTooEarly() {
    var fast = config.bare("VI_2", 52).address("10.0.0.102/24");
    fast.intervalNanos = 60_000_000;
    var host = host().start().pass(4).forget();
    long last = 0;
    for (int i = 0; i < 200; i++) {
      host.now = host.node().nextDeadlineNanos();
      host.on(new NodeEvent.TimePassed());
      if (host.words().contains("advert 52 priority 100")) {
        assertTrue(last == 0 || host.now - last >= 59_400_000, () -> "too early");
        last = host.now;
      }
    }
  }

  @Test
  void whenManyAreDueAFewActAtATime() {
    for (int i = 2; i <= 50; i++) {
      config.bare("VI_" + i, 100 + i).address("10.0.1." + i + "/32");
    }
    var host = host().start().forget();
    host.now += 10 * TestConfig.SECOND;
    long moment = host.now;
    var adverts = new ArrayList<Long>();
    while (host.node().nextDeadlineNanos() <= moment) {
      host.forget().on(new NodeEvent.TimePassed());
      adverts.add(host.words().stream().filter(word -> word.startsWith("advert")).count());
    }
    assertEquals(List.of(32L, 18L), adverts);
  }

  @Test
  void aThousandInstancesKeepTheirTime() {
    var many = new TestConfig();
    for (int i = 0; i < 1_000; i++) {
      many.bare("VI_" + i, 1 + i % 250)
          .on("eth" + i / 250)
          .priority(1 + i % 254)
          .address("10." + i / 250 + ".1." + i % 250 + "/32");
    }
    var host = new TestHost(many.build()).link(2, "eth0");
    for (int i = 1; i < 4; i++) {
      host.link(2 + i, "eth" + i);
      host.addresses.add("10." + i + ".0.1/24@" + (2 + i));
    }
    host.start().pass(5);
    assertTrue(
        host.node().snapshot().instances().stream()
            .allMatch(it -> it.state().isMaster() && it.addressesSet()));
    host.forget().pass(1);
    assertEquals(1_000, host.words().stream().filter(it -> it.startsWith("advert")).count());
    host.on(new NodeEvent.Stop());
    assertEquals("finished", host.words().getLast());
  }

  @Test
  void aStartDelayIsSpentDeaf() {
    config.startupDelayNanos = 10 * TestConfig.SECOND;
    var host = host().start();
    assertEquals(
        List.of(
            "open eth0[51]",
            "Delaying startup for 10 seconds",
            "(VI_1) Entering BACKUP STATE (init)",
            "BACKUP VI_1 100: started"),
        host.words());
    host.hear(vi, 200, "10.0.0.2").pass(9.99);
    assertEquals(0, host.snapshot("VI_1").counters().getFirst());
    assertEquals(List.of(), host.words());
    host.pass(0.02);
    assertEquals(List.of("Delayed start completed"), host.words());
    host.pass(3.5);
    assertEquals("Backup", host.state("VI_1"));
    host.pass(0.2);
    assertEquals("Master", host.state("VI_1"));
  }

  /** Found by the simulation: it threw away the better master's adverts, and took over. */
  @Test
  void whoSleepsPastTheEndOfTheDelayHearsWhatWaitedForHim() {
    config.startupDelayNanos = 10 * TestConfig.SECOND;
    var host = host().start();
    host.now += 60 * TestConfig.SECOND;
    host.on(new NodeEvent.Stalled(46 * TestConfig.SECOND)).hear(vi, 200, "10.0.0.2");
    host.on(new NodeEvent.TimePassed()).pass(3.6);
    assertEquals("Backup", host.state("VI_1"));
    host.pass(0.1);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void nobodyRecoversIntoDeafness() {
    config.startupDelayNanos = 10 * TestConfig.SECOND;
    var host = host().start().up("eth0", false).up("eth0", true).pass(9);
    assertEquals("Fault", host.state("VI_1"));
    host.pass(1.1);
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void theDelayAfterTheBootIsMeasuredFromThere() {
    config.delayAfterBootNanos = 1_002_500_000_000L;
    assertEquals("Delaying startup for 2.500 seconds", host().start().words().get(1));
    config.delayAfterBootNanos = 999 * TestConfig.SECOND;
    assertEquals(3, host().start().words().size());
  }

  @Test
  void aReloadMovesTheEndOfTheDelay() {
    config.startupDelayNanos = 10 * TestConfig.SECOND;
    var host = host().start().pass(2).forget();
    config.startupDelayNanos = 5 * TestConfig.SECOND;
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of("Delaying startup for a further 3 seconds"), host.words());
    config.startupDelayNanos = TestConfig.SECOND;
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of("Reduced delayed start passed"), host.words());
  }

  /** Three adverts and the skew of priority 100: 3.609 s. */
  @Test
  void whatWaitsForTheDelayWaitsForItsNewEnd() {
    config.startupDelayNanos = 60 * TestConfig.SECOND;
    var host = host().start().pass(2);
    config.startupDelayNanos = 5 * TestConfig.SECOND;
    host.on(new NodeEvent.Reconfigured(config.build())).pass(3 + 3.6);
    assertEquals("Backup", host.state("VI_1"));
    assertEquals("Master", host.pass(0.01).state("VI_1"));

    config.startupDelayNanos = 60 * TestConfig.SECOND;
    host = host().start().pass(2);
    config.startupDelayNanos = 0;
    host.on(new NodeEvent.Reconfigured(config.build())).pass(3.6);
    assertEquals("Backup", host.state("VI_1"));
    assertEquals("Master", host.pass(0.01).state("VI_1"));
  }

  @Test
  void anOwnerThatWaitsForTheDelayIsMasterWhenItEnds() {
    vi.owner();
    config.startupDelayNanos = 60 * TestConfig.SECOND;
    var host = host().start().pass(2);
    config.startupDelayNanos = 5 * TestConfig.SECOND;
    host.on(new NodeEvent.Reconfigured(config.build())).pass(2.99);
    assertEquals("Init", host.state("VI_1"));
    assertEquals("Master", host.pass(0.01).state("VI_1"));
  }

  @Test
  void aMasterThatSleptTooLongListensFirst() {
    var host = host().start().pass(4).forget();
    host.now += 10 * TestConfig.SECOND;
    host.on(new NodeEvent.Stalled(9 * TestConfig.SECOND)).on(new NodeEvent.TimePassed());
    assertEquals("Backup", host.state("VI_1"));
    assertTrue(host.words().stream().noneMatch(it -> it.startsWith("advert")));
  }

  @Test
  void aMasterThatSleptABitAnnouncesItselfAgain() {
    var host = host().start().pass(4).forget();
    host.now = host.node().nextDeadlineNanos() + 1_200_000_000L;
    host.on(new NodeEvent.Stalled(1_200_000_000L));
    assertEquals(List.of("advert 51 priority 100", "frames 1@2"), host.words());
  }

  @Test
  void lowerRoutersAreAnsweredAsConfigured() {
    vi.lowerRepeat = 2;
    vi.lowerDelayNanos = 2 * TestConfig.SECOND;
    var host = host().start().pass(4).forget().hear(vi, 50, "10.0.0.2");
    assertEquals(
        List.of(
            "advert 51 priority 100",
            "frames 1@2",
            "frames 1@2",
            "(VI_1) Received advert from 10.0.0.2 with lower priority 50, ours 100,"
                + " forcing new election",
            "MASTER_RX_LOWER_PRI VI_1 100: advert with lower priority"),
        host.words());
    host.pass(2.1);
    assertEquals(2, host.words().stream().filter("frames 1@2"::equals).count());
  }

  /** Found by the simulation: they left one after another long after a better master had come. */
  @Test
  void announcementsDoNotPileUpBehindASlowWorker() {
    var host = host().start().pass(4).forget();
    host.workerWorks = false;
    for (int i = 0; i < 10; i++) {
      host.hear(vi, 0, "10.0.0.2").pass(1);
    }
    assertEquals(1, frames(host));
    host.work().forget().hear(vi, 0, "10.0.0.2");
    assertEquals(1, frames(host));
  }

  @Test
  void announcementsAreRepeatedAndRefreshed() {
    vi.masterDelayNanos = 5 * TestConfig.SECOND;
    vi.refreshNanos = 20 * TestConfig.SECOND;
    var host = host().start().pass(3.7);
    assertEquals(1, frames(host));
    host.pass(5);
    assertEquals(1, frames(host));
    host.pass(20);
    assertEquals(1, frames(host));
    host.hear(vi, 200, "10.0.0.2").forget().pass(1);
    assertEquals(0, frames(host));
  }

  @Test
  void otherInterfacesAreRemindedOnTheirOwnIfAllIsAsked() {
    vi.address("10.1.0.100/24", "eth1", true);
    vi.extraNanos = 10 * TestConfig.SECOND;
    var host = host().link(3, "eth1").start().pass(3.7).forget().pass(10);
    assertEquals(0, frames(host));
    vi.extraAll = true;
    host.on(new NodeEvent.Reconfigured(config.build())).forget().pass(10.1);
    assertEquals(2, frames(host));
  }

  @Test
  void announcementsKeepTheirDistance() {
    vi.address("10.0.0.101/24");
    vi.masterRepeat = 2;
    vi.arpIntervalNanos = TestConfig.SECOND / 4;
    var host = host().start().pass(3.6094);
    assertEquals(1, frames(host));
    host.pass(0.25);
    assertEquals(1, frames(host));
    host.pass(0.5);
    assertEquals(2, frames(host));
    host.pass(2);
    assertEquals(0, frames(host));
    host.hear(vi, 50, "10.0.0.2").hear(vi, 200, "10.0.0.3").forget().pass(3);
    assertEquals(0, frames(host));
  }

  /** garp_group: neither its interfaces nor the instances on them matter. */
  @Test
  void interfacesOfAGroupKeepTheirDistanceTogether() {
    config.garpGroup(TestConfig.SECOND / 4, "eth0", "eth1");
    vi.masterRepeat = 1;
    var other = config.bare("VI_2", 52).address("10.1.0.200/24", "eth1", true);
    other.masterRepeat = 1;
    // It counts instead of the interface's own.
    other.arpIntervalNanos = 100 * TestConfig.SECOND;
    var host = host().link(3, "eth1").start().pass(3.6094);
    assertEquals(1, frames(host));
    host.pass(0.24);
    assertEquals(0, frames(host));
    host.pass(0.02);
    assertEquals(1, frames(host));
    host.pass(3);
    assertEquals(0, frames(host));
  }

  private static long frames(TestHost host) {
    return host.words().stream().filter(word -> word.startsWith("frames")).count();
  }

  @Test
  void detailNamesWhatIsAnnounced() {
    var host = new TestHost(config.build(), new NodeOptions(true, false, false)).start().pass(4);
    assertTrue(
        host.words().contains("(VI_1) Sending/queueing gratuitous ARPs on eth0 for 10.0.0.100"));
  }
}
