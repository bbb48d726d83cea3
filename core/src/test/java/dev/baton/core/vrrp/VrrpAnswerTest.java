package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.HIGHER_ADDRESS;
import static dev.baton.core.vrrp.Given.LOWER_ADDRESS;
import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a master answers to those that it outranks or that resign, and how often. */
final class VrrpAnswerTest {

  private static final VrrpConfig USUAL = Given.router().with();

  @Test
  void masterAnswersALowerRouterAtMostTwiceAnInterval() {
    Router router = Router.master(USUAL).waits(100).hears(50, LOWER_ADDRESS);
    assertEquals(
        List.of(
            "send 100",
            "count ADVERT_SENT",
            "INFO (VI_1) Received advert from 10.9.0.1 with lower priority 50, ours 100,"
                + " forcing new election",
            "announce LOWER_PRIORITY",
            "lower priority heard"),
        router.words());
    assertEquals(List.of(), router.waits(499).hears(50, LOWER_ADDRESS).words());
    assertEquals(501, router.deadlineMs());
    assertTrue(router.waits(1).hears(50, LOWER_ADDRESS).said("announce"));
  }

  /** Found by an attack: two senders in turn were each new, and each packet was answered. */
  @Test
  void whoeverSpeaksTheLimitIsTheSame() {
    Router router = Router.master(USUAL).waits(100).hears(50, LOWER_ADDRESS);
    assertEquals(
        List.of(
            "INFO (VI_1) Received advert from 10.9.0.200 with lower priority 40, ours 100,"
                + " forcing new election"),
        router.waits(100).hears(40, HIGHER_ADDRESS).words(),
        "told of, and answered later");
    assertEquals(400, router.deadlineMs());
    assertEquals(
        List.of("send 100", "count ADVERT_SENT", "announce LOWER_PRIORITY", "lower priority heard"),
        router.untilDeadline().words());
    assertEquals(List.of("send 100", "count ADVERT_SENT"), router.untilDeadline().words());
  }

  /** What any mixture of senders and priorities can make a master send, in any order. */
  @Test
  void floodsOfChangingSendersAreAnsweredFourTimesAnInterval() {
    for (long intervalMs : new long[] {10, 100, 1_000, 40_000}) {
      for (int priority : new int[] {100, 255}) {
        VrrpConfig config =
            Given.router()
                .with(
                    g -> g.intervalNanos = intervalMs * MILLISECOND,
                    g -> g.priority = priority,
                    g -> g.wantsMaster = true);
        assertFloodIsBounded(config);
      }
    }
  }

  private static void assertFloodIsBounded(VrrpConfig config) {
    var random = new Random(config.advertIntervalNanos() + config.basePriority());
    long runNanos = Math.max(2 * SECOND, 4 * config.advertIntervalNanos());
    Router router = Router.master(config);
    long endNanos = router.nowNanos + runNanos;
    int adverts = 0;
    int announcements = 0;
    int scripts = 0;
    while (router.nowNanos < endNanos) {
      String address = "10.9.0." + random.nextInt(1, 100);
      int heard = random.nextInt(3) == 0 ? 0 : random.nextInt(1, config.basePriority());
      router.hears(heard, Given.ip(address), config.advertIntervalNanos());
      List<String> words = new ArrayList<>(router.words());
      router.nowNanos += runNanos / 20_000;
      words.addAll(router.tell(new VrrpEvent.TimePassed()).words());
      adverts += times("send", words);
      announcements += times("announce", words);
      scripts += times("lower priority heard", words);
    }
    long gapNanos = Math.max(100 * MILLISECOND, config.advertIntervalNanos() / 2);
    long occasions = runNanos / gapNanos + 1;
    String story = config + ": " + adverts + " " + announcements + " " + scripts;
    assertTrue(adverts <= runNanos / config.advertIntervalNanos() + 1 + 2 * occasions, story);
    assertTrue(announcements <= 2 * occasions, story);
    assertTrue(scripts <= occasions, story);
    assertTrue(announcements >= occasions, "and yet it answers: " + story);
  }

  private static int times(String start, List<String> words) {
    return (int) words.stream().filter(word -> word.startsWith(start)).count();
  }

  /** Found by the simulation: two masters met again, and one stopped before it spoke. */
  @Test
  void masterThatHearsAnotherResignAnnouncesTheAddresses() {
    Router router = Router.master(USUAL).waits(100).hears(0, LOWER_ADDRESS);
    assertEquals(
        List.of(
            "send 100",
            "count ADVERT_SENT",
            "DETAIL (VI_1) Master received priority 0 message",
            "announce DOUBT"),
        router.words());
    assertEquals(1_000, router.deadlineMs());
    router.waits(100).hears(0, HIGHER_ADDRESS);
    assertEquals(List.of("DETAIL (VI_1) Master received priority 0 message"), router.words());
    assertEquals(List.of(), router.hears(0, LOWER_ADDRESS).words());
    assertEquals(400, router.deadlineMs(), "owed, and given as soon as the limit allows");
    assertEquals(
        List.of("send 100", "count ADVERT_SENT", "announce DOUBT"), router.untilDeadline().words());
    assertEquals(List.of("send 100", "count ADVERT_SENT"), router.untilDeadline().words());
    assertTrue(router.waits(1).hears(0, LOWER_ADDRESS).said("announce DOUBT"));
  }

  /** A lower master that was answered may stop before it has heard that. */
  @Test
  void answersToTheLowerAndToTheResigningHaveALimitEach() {
    Router router = Router.master(USUAL).waits(100).hears(50, LOWER_ADDRESS);
    assertTrue(router.waits(100).hears(0, LOWER_ADDRESS).said("announce DOUBT"));
    assertTrue(router.said("send 100"));
  }

  @Test
  void whoComesBackAfterResigningIsToldOf() {
    Router router = Router.master(USUAL).hears(0, LOWER_ADDRESS);
    assertTrue(router.runs(1_000).hears(50, LOWER_ADDRESS).said("INFO (VI_1) Received"));
    router.runs(1_000).hears(0, LOWER_ADDRESS);
    assertTrue(router.runs(1_000).hears(50, LOWER_ADDRESS).said("DETAIL (VI_1) Received"));
  }

  /** The answers are adverts: a flood makes them more, never fewer. */
  @Test
  void floodOfLowerAdvertsSilencesNoMaster() {
    Router router = Router.master(USUAL);
    router.advertTimes.clear();
    for (int i = 0; i < 10_000; i++) {
      router.hears(50, LOWER_ADDRESS).runs(1);
    }
    assertEquals(20, router.advertTimes.size());
  }

  @Test
  void rivalIsToldOfAgainAfterAMinute() {
    Router router = Router.master(USUAL).hears(50, LOWER_ADDRESS);
    for (int i = 1; i < 60; i++) {
      assertTrue(router.runs(1_000).hears(50, LOWER_ADDRESS).said("DETAIL (VI_1) Received"));
    }
    assertTrue(router.runs(1_000).hears(50, LOWER_ADDRESS).said("INFO (VI_1) Received"));
    assertTrue(router.runs(1_000).hears(50, LOWER_ADDRESS).said("DETAIL (VI_1) Received"));
  }
}
