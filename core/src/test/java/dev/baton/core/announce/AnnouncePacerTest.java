package dev.baton.core.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The least time between announcements, and their order. */
final class AnnouncePacerTest {

  private static final long INTERVAL = 100;

  private static List<byte[]> frames(int... numbers) {
    return IntStream.of(numbers).mapToObj(number -> new byte[] {(byte) number}).toList();
  }

  private static List<Integer> numbers(List<AnnouncePacer.Frame> frames) {
    return frames.stream().map(frame -> (int) frame.bytes()[0]).toList();
  }

  /** Runs until nothing waits any more: "time: frame" of each. */
  private static List<String> run(AnnouncePacer pacer) {
    List<String> story = new ArrayList<>();
    while (pacer.nextDeadlineNanos() != AnnounceSchedule.NEVER) {
      long nowNanos = pacer.nextDeadlineNanos();
      story.add(nowNanos + ": " + numbers(pacer.due(nowNanos)));
    }
    return story;
  }

  @Test
  void withoutAnIntervalAllLeaveAtOnceRoundByRound() {
    var pacer = new AnnouncePacer(0, 0);
    pacer.offer("VI_1", 2, frames(1, 2, 3), 2);
    assertEquals(List.of(1, 2, 3, 1, 2, 3), numbers(pacer.due(0)));
    assertEquals(AnnounceSchedule.NEVER, pacer.nextDeadlineNanos());
  }

  @Test
  void withAnIntervalTheyLeaveOneByOneInTurn() {
    var pacer = new AnnouncePacer(INTERVAL, 0);
    pacer.offer("VI_1", 2, frames(1, 2), 2);
    assertEquals(List.of("0: [1]", "100: [2]", "200: [1]", "300: [2]"), run(pacer));
  }

  @Test
  void intervalHoldsAcrossInstancesAndSilence() {
    var pacer = new AnnouncePacer(INTERVAL, 0);
    pacer.offer("VI_1", 2, frames(1), 1);
    assertEquals(List.of(1), numbers(pacer.due(30)));
    pacer.offer("VI_2", 2, frames(2), 1);
    assertEquals(List.of(), numbers(pacer.due(129)));
    assertEquals(130, pacer.nextDeadlineNanos());
    assertEquals(List.of(2), numbers(pacer.due(500)));
    pacer.offer("VI_1", 2, frames(3), 1);
    assertEquals(List.of("600: [3]"), run(pacer));
  }

  @Test
  void sameFrameWaitsOnceWithTheHigherCount() {
    var pacer = new AnnouncePacer(INTERVAL, 0);
    pacer.offer("VI_1", 2, frames(1), 2);
    pacer.offer("VI_1", 2, frames(1), 3);
    pacer.offer("VI_1", 2, frames(1), 1);
    pacer.offer("VI_2", 2, frames(1), 1);
    assertEquals(List.of("0: [1]", "100: [1]", "200: [1]", "300: [1]"), run(pacer));
  }

  @Test
  void manyFramesAreTheirOwn() {
    var pacer = new AnnouncePacer(0, 0);
    int[] numbers = IntStream.range(0, 100).toArray();
    pacer.offer("VI_1", 2, frames(numbers), 1);
    assertEquals(IntStream.of(numbers).boxed().toList(), numbers(pacer.due(0)));
  }

  /** Frames whose hash codes are the same: the bytes decide, and whose they are. */
  @Test
  void framesThatCollideAreStillTheirOwn() {
    var pacer = new AnnouncePacer(0, 0);
    pacer.offer("VI_1", 2, List.of(new byte[] {0, 31}, new byte[] {1, 0}), 1);
    pacer.offer("VI_1", 2, frames(32), 1);
    pacer.offer("VI_2", 2, frames(1), 1);
    assertEquals(List.of(0, 1, 32, 1), numbers(pacer.due(0)));
  }

  @Test
  void leavingMasterWithdrawsItsOwnOnly() {
    var pacer = new AnnouncePacer(INTERVAL, 0);
    pacer.offer("VI_1", 2, frames(1, 2), 5);
    pacer.offer("VI_2", 2, frames(3), 1);
    pacer.cancel("VI_1");
    assertEquals(List.of("0: [3]"), run(pacer));
  }
}
