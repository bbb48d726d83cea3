package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.HIGHER_ADDRESS;
import static dev.baton.core.vrrp.Given.LOWER_ADDRESS;
import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.vrrp.VrrpEvent.PriorityChanged;
import dev.baton.core.vrrp.VrrpEvent.Reconfigured;
import dev.baton.core.vrrp.VrrpEvent.Stalled;
import dev.baton.core.vrrp.VrrpEvent.TimePassed;
import dev.baton.core.vrrp.VrrpState.Backup;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When things happen: skew, down interval, adverts without drift, and what a stall does. */
final class VrrpTimerTest {

  /** Worked out by hand, in whole microseconds as keepalived counts. */
  @ParameterizedTest
  @CsvSource({
    // version, priority, interval in ms, skew in us
    "V2, 100, 1000, 609375", // 156 s / 256
    "V2, 254, 1000, 7812", // 7812.5, cut off
    "V2, 1, 1000, 996093",
    "V2, 100, 4000, 609375", // the interval does not matter in version 2
    "V3, 100, 1000, 609375",
    "V3, 100, 500, 304687", // 156 x 50 x 625 / 16 = 304687.5, cut off
    "V3, 254, 10, 78", // 2 x 1 x 625 / 16 = 78.125
    "V3, 255, 10, 39",
    "V3, 1, 40950, 40790039", // 255 x 4095 x 625 / 16
    "V3, 100, 10, 6093",
  })
  void skew(VrrpVersion version, int priority, long intervalMs, long skewMicros) {
    VrrpConfig config = Given.router().with(g -> g.version = version);
    assertEquals(skewMicros * 1_000, config.skewNanos(priority, intervalMs * MILLISECOND));
  }

  @Test
  void ownerHasTheLeastSkewEvenWhenLowered() {
    VrrpConfig owner = Given.owner().with();
    assertEquals(owner.skewNanos(255, SECOND), owner.skewNanos(254, SECOND));
  }

  @ParameterizedTest
  @CsvSource({"1, 1609.375", "3, 3609.375", "5, 5609.375", "100, 100609.375"})
  void downIntervalIsSoManyAdvertsAndTheSkew(int adverts, double milliseconds) {
    VrrpConfig config = Given.router().with(g -> g.downTimerAdverts = adverts);
    assertEquals(milliseconds, Router.started(config).deadlineMs());
  }

  @Test
  void advertsDoNotDriftHoweverLateTheLoopIs() {
    Router router = Router.master(Given.router().with());
    long beginNanos = router.nowNanos;
    for (int i = 1; i <= 100; i++) {
      router.nowNanos = router.state.nextDeadlineNanos() + i % 10 * MILLISECOND;
      router.tell(new TimePassed());
      assertEquals(beginNanos + (i + 1) * SECOND, router.state.nextDeadlineNanos());
    }
  }

  @Test
  void noAdvertLeavesEarly() {
    Router router = Router.master(Given.router().with()).waits(999).tell(new TimePassed());
    assertEquals(List.of(), router.words());
  }

  @Test
  void lateAdvertIsNotFollowedByABurst() {
    Router router = Router.master(Given.router().with()).waits(2_500).tell(new TimePassed());
    assertEquals(List.of("send 100", "count ADVERT_SENT"), router.words());
    assertEquals(1_000, router.deadlineMs());
  }

  /** D15: the shift is the difference of the skews, whatever happened to the timer before. */
  @Test
  void changeOfPriorityShiftsTheDeadline() {
    Router router = Router.started(Given.router().with()).hears(200, HIGHER_ADDRESS);
    router.waits(1_000).tell(new PriorityChanged(228));
    assertEquals(2_109.375, router.deadlineMs());
    router.tell(new PriorityChanged(100));
    assertEquals(2_609.375, router.deadlineMs());
  }

  @Test
  void changeOfPriorityAfterAnIgnoredAdvert() {
    Router router = Router.started(Given.router().with()).waits(3_000).hears(50, HIGHER_ADDRESS);
    router.tell(new PriorityChanged(228));
    assertEquals(109.375, router.deadlineMs());
  }

  @Test
  void changeOfPriorityWhileTheSkewRuns() {
    Router router = Router.started(Given.router().with()).hears(0, HIGHER_ADDRESS);
    assertEquals(609.375, router.deadlineMs());
    assertEquals(109.375, router.tell(new PriorityChanged(228)).deadlineMs());
  }

  @Test
  void versionThreeMeasuresByTheMastersInterval() {
    Router router = Router.started(Given.router().with());
    router.hears(200, HIGHER_ADDRESS, 100 * MILLISECOND);
    assertEquals(360.937, router.deadlineMs());
    router.hears(0, HIGHER_ADDRESS, 100 * MILLISECOND);
    assertEquals(60.937, router.deadlineMs());
  }

  @Test
  void versionTwoMeasuresByItsOwn() {
    Router router = Router.started(Given.router().with(g -> g.version = VrrpVersion.V2));
    router.hears(200, HIGHER_ADDRESS, 2 * SECOND);
    assertEquals(3_609.375, router.deadlineMs());
  }

  /** Found by the simulation: a router that is about to yield speaks five times as fast. */
  @Test
  void lowerRouterThatIsFollowedShortensNoWait() {
    VrrpConfig patient = Given.router().with(g -> g.preempt = false);
    Router router = Router.started(patient).hears(254, HIGHER_ADDRESS);
    router.waits(10).hears(50, LOWER_ADDRESS, 200 * MILLISECOND);
    router.hears(50, LOWER_ADDRESS, 200 * MILLISECOND);
    assertEquals(3_599.375, router.deadlineMs());
    assertEquals(609.375, router.hears(0, LOWER_ADDRESS).deadlineMs());
    router.hears(254, HIGHER_ADDRESS).waits(3_500).hears(50, LOWER_ADDRESS, 200 * MILLISECOND);
    assertEquals(721.875, router.deadlineMs(), "it stayed master after all");
    router.hears(0, LOWER_ADDRESS);
    assertEquals(121.875, router.deadlineMs());
  }

  @Test
  void equalRouterIsFollowedAtItsOwnPace() {
    Router router = Router.started(Given.router().with());
    router.hears(100, LOWER_ADDRESS, 200 * MILLISECOND);
    assertEquals(721.875, router.deadlineMs());
    router.hears(254, HIGHER_ADDRESS).hears(100, LOWER_ADDRESS, 200 * MILLISECOND);
    assertEquals(3_609.375, router.deadlineMs(), "a better master was heard just now");
    router.hears(100, LOWER_ADDRESS, 200 * MILLISECOND);
    assertEquals(721.875, router.deadlineMs(), "but goes on alone");
  }

  /** D3: nothing learned from one master is used to wait for the next. */
  @Test
  void learnedIntervalEndsWithBeingMaster() {
    Router router = Router.started(Given.router().with());
    router.hears(200, HIGHER_ADDRESS, 100 * MILLISECOND).untilDeadline();
    assertEquals(1_000, router.deadlineMs());
    router.tell(new VrrpEvent.Faulted("x")).tell(new VrrpEvent.Recovered());
    assertEquals(3_609.375, router.deadlineMs());
  }

  /** Priority 0 brings a deadline forward, and never puts one off. */
  @Test
  void streamOfPriorityZeroDelaysNobody() {
    Router router = Router.started(Given.router().with()).waits(100);
    for (int i = 0; i < 6; i++) {
      router.hears(0, LOWER_ADDRESS).waits(100);
    }
    assertEquals(9.375, router.deadlineMs());
  }

  @Test
  void masterThatSleptForItsPeersDownIntervalListensSilently() {
    Router router = Router.master(Given.router().with()).waits(3_000);
    router.tell(new Stalled(2_000 * MILLISECOND));
    assertEquals(
        List.of(
            "WARNING (VI_1) sent no advert for 3000 ms, another router may be master by now"
                + " - giving the addresses up, and listening",
            "INFO (VI_1) Entering BACKUP STATE",
            "give up addresses",
            "count RELEASED_MASTER",
            "entered: no advert was sent for 3000 ms"),
        router.words());
    assertEquals(3_609.375, router.deadlineMs());
  }

  @Test
  void evenIfNobodySaysThatItSlept() {
    Router router = Router.master(Given.router().with()).waits(3_000).tell(new TimePassed());
    assertInstanceOf(Backup.class, router.state);
  }

  /** Whatever wakes it: it does not claim against a successor that it has just heard. */
  @Test
  void orHearsOfItsSuccessorFirst() {
    Router router = Router.master(Given.router().with()).waits(3_000).hears(50, LOWER_ADDRESS);
    Backup backup = assertInstanceOf(Backup.class, router.state);
    assertEquals(LOWER_ADDRESS, backup.master());
    assertEquals(3_609.375, router.deadlineMs());
    assertEquals("give up addresses", router.words().get(2));
    assertFalse(router.said("send"));
    assertTrue(router.said("received lower priority (50) advert from 10.9.0.1 - discarding"));
  }

  @Test
  void masterThatSleptShorterSpeaksAtOnceAndAnnouncesIfInDoubt() {
    Router router = Router.master(Given.router().with()).waits(2_999);
    router.tell(new Stalled(1_999 * MILLISECOND));
    assertEquals(List.of("send 100", "count ADVERT_SENT", "announce DOUBT"), router.words());
    assertEquals(1_000, router.deadlineMs());
  }

  @Test
  void masterThatSleptTooShortForDoubtJustSpeaks() {
    Router router = Router.master(Given.router().with()).waits(1_999);
    router.tell(new Stalled(999 * MILLISECOND));
    assertEquals(List.of("send 100", "count ADVERT_SENT"), router.words());
    assertEquals(1, router.deadlineMs());
    assertEquals(List.of(), router.tell(new Stalled(5 * MILLISECOND)).words());
  }

  @Test
  void stallIsMeasuredToTheNanosecond() {
    Router due = Router.master(Given.router().with()).waits(1_000);
    assertEquals("send 100", due.tell(new Stalled(1)).words().getFirst());
    Router doubtful = Router.master(Given.router().with()).waits(2_000);
    assertEquals("announce DOUBT", doubtful.tell(new Stalled(1)).words().getLast());
    Router sure = Router.master(Given.router().with()).waits(2_000);
    sure.nowNanos--;
    assertEquals("count ADVERT_SENT", sure.tell(new Stalled(1)).words().getLast());
  }

  @Test
  void advertOneWholeIntervalLateBeginsANewRow() {
    Router router = Router.master(Given.router().with()).waits(2_000).tell(new TimePassed());
    assertEquals(1_000, router.deadlineMs());
  }

  @Test
  void masterOfOneAdvertMayBeLateByOneInterval() {
    VrrpConfig nervous = Given.router().with(g -> g.downTimerAdverts = 1);
    Router late = Router.master(nervous).waits(1_999).tell(new Stalled(999 * MILLISECOND));
    assertEquals(List.of("send 100", "count ADVERT_SENT", "announce DOUBT"), late.words());
    Router tooLate = Router.master(nervous).waits(2_000).tell(new Stalled(SECOND));
    assertInstanceOf(Backup.class, tooLate.state);
  }

  @Test
  void backupThatSleptListensForAsLongAsItSlept() {
    Router router = Router.started(Given.router().with()).hears(200, HIGHER_ADDRESS);
    router.waits(3_620).tell(new Stalled(50 * MILLISECOND));
    assertEquals(50, router.deadlineMs());
    assertEquals(List.of(), router.tell(new TimePassed()).words());
  }

  @Test
  void backupThatSleptLongListensForOneIntervalAndItsSkew() {
    VrrpConfig quick = Given.router().with(g -> g.intervalNanos = 100 * MILLISECOND);
    Router router = Router.started(quick).hears(200, HIGHER_ADDRESS, 100 * MILLISECOND);
    router.waits(60_000).tell(new Stalled(59_000 * MILLISECOND));
    assertEquals(160.937, router.deadlineMs());
  }

  /** The master may have changed meanwhile to one that speaks as rarely as we would. */
  @Test
  void whatItLearnedBeforeItSleptDoesNotShortenThat() {
    Router router = Router.started(Given.router().with());
    router.hears(200, HIGHER_ADDRESS, 100 * MILLISECOND).waits(60_000);
    router.tell(new Stalled(59_000 * MILLISECOND));
    assertEquals(1_609.375, router.deadlineMs());
  }

  /**
   * Found by the simulation: the socket was full of a quick master's adverts, and then lost some.
   */
  @Test
  void whatWaitedForItShortensTheListeningNoMore() {
    Router router = Router.started(Given.router().with(g -> g.downTimerAdverts = 2));
    router.hears(200, HIGHER_ADDRESS, 100 * MILLISECOND).waits(60_000);
    router.tell(new Stalled(59_000 * MILLISECOND)).hears(200, HIGHER_ADDRESS, 100 * MILLISECOND);
    assertEquals(1_609.375, router.deadlineMs());
    router.waits(1_600).hears(200, HIGHER_ADDRESS, 100 * MILLISECOND);
    assertEquals(260.937, router.deadlineMs());
  }

  /** Nor does it make a master that slept return before it has listened. */
  @Test
  void masterThatSleptListensToTheEnd() {
    Router router = Router.master(Given.router().with()).waits(60_000);
    router.tell(new Stalled(59_000 * MILLISECOND)).hears(200, HIGHER_ADDRESS, 100 * MILLISECOND);
    assertEquals(1_609.375, router.deadlineMs());
  }

  @Test
  void norDoesAPriorityThatRises() {
    Router router = Router.started(Given.router().with()).hears(200, HIGHER_ADDRESS);
    router.waits(3_620).tell(new Stalled(50 * MILLISECOND));
    for (int i = 0; i < 10; i++) {
      assertEquals(50, router.tell(new PriorityChanged(200)).deadlineMs());
      assertEquals(50, router.tell(new PriorityChanged(100)).deadlineMs());
    }
    assertEquals(372.187, router.tell(new PriorityChanged(2)).deadlineMs());
  }

  /** Nobody is there to listen to any more. */
  @Test
  void aResignationEndsTheListening() {
    Router router = Router.started(Given.router().with()).hears(200, HIGHER_ADDRESS);
    router.waits(60_000).tell(new Stalled(59_000 * MILLISECOND)).hears(0, HIGHER_ADDRESS);
    assertEquals(609.375, router.deadlineMs());
    router.hears(200, HIGHER_ADDRESS, 100 * MILLISECOND);
    assertEquals(360.937, router.deadlineMs());
  }

  @Test
  void stallMovesNoDeadlineThatIsFarAway() {
    Router router = Router.started(Given.router().with()).waits(100);
    router.tell(new Stalled(100 * MILLISECOND));
    assertEquals(3_509.375, router.deadlineMs());
  }

  @Test
  void reloadThatLeavesTheTimingLeavesTheDeadline() {
    VrrpConfig before = Given.router().with();
    Router router = Router.started(before).hears(200, HIGHER_ADDRESS).waits(1_000);
    VrrpState state = router.state;
    router.config = Given.router().with(g -> g.preempt = false, g -> g.addresses = List.of());
    assertEquals(state, router.tell(new Reconfigured(before)).state);
  }

  @Test
  void reloadThatChangesTheTimingBeginsAnew() {
    VrrpConfig before = Given.router().with();
    List<Given.Setting> changes =
        List.of(
            g -> g.version = VrrpVersion.V2,
            g -> g.intervalNanos = 2 * SECOND,
            g -> g.downTimerAdverts = 4,
            g -> g.preemptDelayNanos = SECOND);
    for (Given.Setting change : changes) {
      Router router = Router.started(before).hears(200, HIGHER_ADDRESS).waits(1_000);
      router.config = Given.router().with(change);
      router.tell(new Reconfigured(before));
      assertEquals(BackupRole.listening(router.config, 100, router.nowNanos), router.state);
    }
  }

  @Test
  void masterTellsOfAReloadAtOnce() {
    VrrpConfig before = Given.router().with();
    Router router = Router.master(before).waits(300);
    router.config = Given.router().with(g -> g.intervalNanos = 2 * SECOND);
    router.tell(new Reconfigured(before));
    assertEquals(List.of("send 100", "count ADVERT_SENT"), router.words());
    assertEquals(2_000, router.deadlineMs());
  }

  @Test
  void startupDelayComesBeforeEveryTimer() {
    Router backup = new Router(Given.router().with()).tell(new VrrpEvent.Start(2 * SECOND));
    assertEquals(5_609.375, backup.deadlineMs());

    backup.waits(1_000).tell(new VrrpEvent.Start(500 * MILLISECOND));
    assertEquals(4_109.375, backup.deadlineMs());

    Router owner = new Router(Given.owner().with()).tell(new VrrpEvent.Start(2 * SECOND));
    assertEquals(List.of(), owner.words());
    assertEquals(List.of(), owner.waits(1_999).tell(new TimePassed()).words());
    assertEquals("send 255", owner.waits(1).tell(new TimePassed()).words().getFirst());
  }

  @Test
  void masterAdvertisesEveryInterval() {
    Router router = Router.master(Given.router().with(g -> g.intervalNanos = 10 * MILLISECOND));
    long begin = router.nowNanos;
    router.advertTimes.clear();
    router.runs(1_000);
    assertEquals(
        LongStream.rangeClosed(1, 100).map(i -> begin + i * 10 * MILLISECOND).boxed().toList(),
        router.advertTimes);
  }
}
