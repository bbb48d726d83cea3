package dev.baton.supervisor.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.Wakeup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventLoopTest {

  private final List<String> happened = new ArrayList<>();
  private EventLoop loop;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void timersComeInOrderAndNotWhenCancelled() {
    long now = System.nanoTime();
    loop.at(now + 3_000_000, loop::end);
    loop.at(now + 2_000_000, () -> happened.add("second"));
    EventLoop.Timer cancelled = loop.at(now + 1_500_000, () -> happened.add("never"));
    loop.at(
        now + 1_000_000,
        () -> {
          happened.add("first");
          cancelled.cancel();
        });
    loop.at(now - 1, () -> happened.add("overdue"));
    loop.run();
    assertEquals(List.of("overdue", "first", "second"), happened);
  }

  /** A timer that is due in a week and set anew for each script that ends. */
  @Test
  void cancelledTimersDoNotPileUp() {
    long week = System.nanoTime() + 7L * 24 * 3600 * 1_000_000_000;
    EventLoop.Timer last = loop.at(week, () -> happened.add("never"));
    for (int i = 0; i < 10_000; i++) {
      last.cancel();
      last.cancel();
      last = loop.at(week, () -> happened.add("never"));
    }
    assertTrue(loop.timerCount() < 200, () -> "timers: " + loop.timerCount());
    EventLoop.Timer rung = loop.at(System.nanoTime(), () -> happened.add("rung"));
    loop.at(System.nanoTime() + 1_000_000, loop::end);
    loop.run();
    rung.cancel();
    last.cancel();
    assertEquals(List.of("rung"), happened);
  }

  @Test
  void workOfOtherThreadsWakesTheLoop() throws InterruptedException {
    var started = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  started.countDown();
                  loop.post(() -> happened.add("posted"));
                  loop.post(loop::end);
                });
    started.await();
    loop.run();
    other.join();
    assertEquals(List.of("posted"), happened);
  }

  @Test
  void descriptorsAreHeardUntilForgotten() throws Exception {
    try (Wakeup bell = Wakeup.open();
        Wakeup other = Wakeup.open()) {
      List<EventLoop.Watch> watches = new ArrayList<>();
      watches.add(
          loop.watch(
              bell.fd(),
              Poller.READABLE,
              () -> {
                bell.answer();
                happened.add("bell");
                // Ready in the same turn, and not called any more.
                watches.getLast().forget();
                loop.post(loop::end);
              }));
      watches.add(loop.watch(other.fd(), Poller.READABLE, () -> happened.add("other")));
      bell.ring();
      other.ring();
      loop.run();
      watches.getFirst().forget();
      bell.ring();
      loop.post(loop::end);
      loop.run();
    }
    assertEquals(List.of("bell"), happened);
  }
}
