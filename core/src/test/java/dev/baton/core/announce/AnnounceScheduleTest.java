package dev.baton.core.announce;

import static dev.baton.core.announce.AnnounceSchedule.NEVER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** When a master announces: each test lists every announcement of a span of virtual time. */
final class AnnounceScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  /** Second set after 5 s, refresh of 2 rounds every 10 s, other interfaces every 7 s. */
  private static final AnnounceConfig ALL = config(5, 10, 7);

  private static AnnounceConfig config(
      long masterDelaySeconds, long refreshSeconds, long extraSeconds) {
    return new AnnounceConfig(
        masterDelaySeconds * SECOND,
        4,
        refreshSeconds * SECOND,
        2,
        3 * SECOND,
        3,
        extraSeconds * SECOND,
        true,
        0,
        0);
  }

  /** Every announcement from {@code fromSecond} up to {@code toSecond}, as "second: rounds". */
  private static List<String> run(AnnounceConfig config, AnnounceSchedule schedule, long toSecond) {
    List<String> story = new ArrayList<>();
    AnnounceSchedule at = schedule;
    while (at.nextDeadlineNanos() <= toSecond * SECOND) {
      long nowNanos = at.nextDeadlineNanos();
      AnnounceSchedule.Due due = at.due(config, nowNanos);
      story.add(
          String.format(
              Locale.ROOT, "%d: %s", nowNanos / SECOND, due.extra() ? "extra" : due.rounds()));
      at = due.next();
    }
    return story;
  }

  @Test
  void secondSetThenRefreshesAndExtraInterfaces() {
    assertEquals(
        List.of(
            "5: 4", "12: extra", "15: 2", "19: extra", "25: 2", "26: extra", "33: extra", "35: 2"),
        run(ALL, AnnounceSchedule.becameMaster(ALL, 0), 36));
  }

  @Test
  void nothingMoreWithoutDelayAndPeriods() {
    var bare = config(0, 0, 0);
    assertEquals(NEVER, AnnounceSchedule.becameMaster(bare, 0).nextDeadlineNanos());
  }

  @Test
  void firstRefreshCountsFromTheSecondSet() {
    var config = config(0, 10, 0);
    assertEquals(
        List.of("10: 2", "20: 2"), run(config, AnnounceSchedule.becameMaster(config, 0), 20));
  }

  @Test
  void lowerRouterBringsASecondSetOfItsOwn() {
    var schedule = AnnounceSchedule.becameMaster(ALL, 0).lowerPriorityHeard(ALL, SECOND);
    assertEquals(List.of("4: 3", "5: 4"), run(ALL, schedule, 6));
  }

  /** D4: what is pending moves, and is never pending twice. */
  @Test
  void reasonsThatComeAgainDoNotMultiply() {
    var schedule = AnnounceSchedule.becameMaster(ALL, 0);
    for (int second = 1; second <= 4; second++) {
      schedule = schedule.lowerPriorityHeard(ALL, second * SECOND);
      schedule = schedule.announcedAgain(ALL, second * SECOND);
    }
    assertEquals(List.of("7: 3", "9: 4"), run(ALL, schedule, 11));
  }

  /** D4: the refreshes of the next time as master are its own alone. */
  @Test
  void leavingMasterForgetsEverything() {
    assertEquals(NEVER, AnnounceSchedule.NONE.nextDeadlineNanos());
    var again = AnnounceSchedule.becameMaster(ALL, 3 * SECOND);
    assertEquals(List.of("8: 4", "15: extra", "18: 2"), run(ALL, again, 18));
    assertEquals(
        new AnnounceSchedule.Due(0, false, AnnounceSchedule.NONE),
        AnnounceSchedule.NONE.due(ALL, 100 * SECOND));
  }

  @Test
  void lowerRouterWithoutRepeatBringsNothing() {
    var strict = new AnnounceConfig(0, 1, 0, 1, 3 * SECOND, 0, 0, false, 0, 0);
    assertEquals(AnnounceSchedule.NONE, AnnounceSchedule.NONE.lowerPriorityHeard(strict, SECOND));
  }

  @Test
  void reasonsThatFallTogetherMakeOneSet() {
    var schedule = new AnnounceSchedule(SECOND, SECOND, SECOND, SECOND);
    var due = schedule.due(ALL, SECOND);
    assertEquals(4, due.rounds());
    assertEquals(
        new AnnounceSchedule.Due(
            4, false, new AnnounceSchedule(NEVER, NEVER, 11 * SECOND, 8 * SECOND)),
        due);
  }

  @Test
  void eachReasonHasItsRounds() {
    assertEquals(4, new AnnounceSchedule(0, NEVER, NEVER, NEVER).due(ALL, 0).rounds());
    assertEquals(3, new AnnounceSchedule(NEVER, 0, NEVER, NEVER).due(ALL, 0).rounds());
    assertEquals(2, new AnnounceSchedule(NEVER, NEVER, 0, NEVER).due(ALL, 0).rounds());
    assertEquals(0, new AnnounceSchedule(NEVER, NEVER, NEVER, 0).due(ALL, 0).rounds());
  }

  @Test
  void nothingIsDueEarly() {
    var schedule = new AnnounceSchedule(SECOND, SECOND, SECOND, SECOND);
    assertEquals(new AnnounceSchedule.Due(0, false, schedule), schedule.due(ALL, SECOND - 1));
  }

  @Test
  void periodsDoNotDriftAndAreNotMadeUpFor() {
    var schedule = new AnnounceSchedule(NEVER, NEVER, 10 * SECOND, NEVER);
    assertEquals(20 * SECOND, schedule.due(ALL, 10 * SECOND + 999).next().refreshAtNanos());
    assertEquals(45 * SECOND, schedule.due(ALL, 35 * SECOND).next().refreshAtNanos());
    assertEquals(30 * SECOND, schedule.due(ALL, 20 * SECOND).next().refreshAtNanos());
  }

  @Test
  void reloadBeginsPeriodsAnewAndKeepsSecondSets() {
    var schedule = AnnounceSchedule.becameMaster(ALL, 0).lowerPriorityHeard(ALL, SECOND);
    assertEquals(
        new AnnounceSchedule(5 * SECOND, 4 * SECOND, 22 * SECOND, NEVER),
        schedule.reconfigured(config(9, 20, 0), 2 * SECOND));
  }
}
