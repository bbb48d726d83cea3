package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.supervisor.loop.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gives the signs of life, with a router and without one. */
final class WatchdogTest {

  private static final long LIMIT_NANOS = 20_000_000L;

  private EventLoop loop;
  private boolean routerAnswers;
  private int signs;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private Watchdog watchdog(long limitNanos) {
    return new Watchdog(loop, limitNanos, () -> routerAnswers, () -> signs++);
  }

  private void pass(int milliseconds) {
    loop.at(System.nanoTime() + milliseconds * 1_000_000L, loop::end);
    loop.run();
  }

  @Test
  void onlyTheRouterGivesSignsWhileThereIsOne() {
    routerAnswers = true;
    var watchdog = watchdog(LIMIT_NANOS);
    watchdog.begin();
    pass(100);
    assertEquals(0, signs);
    watchdog.routerTurned();
    assertEquals(1, signs);
  }

  @Test
  void withoutARouterTheLoopOfThisProcessGivesThem() {
    watchdog(LIMIT_NANOS).begin();
    while (signs < 3) {
      pass(10);
    }
    routerAnswers = true;
    int before = signs;
    pass(100);
    assertEquals(before, signs);
    routerAnswers = false;
    while (signs == before) {
      pass(10);
    }
  }

  /** A router that is wanted no longer does not speak for the daemon. */
  @Test
  void aRouterThatIsLeavingGivesNone() {
    var watchdog = watchdog(Long.MAX_VALUE / 2);
    watchdog.begin();
    assertEquals(1, signs);
    watchdog.routerTurned();
    assertEquals(1, signs);
  }

  @Test
  void nobodyGivesThemWhereNobodyWaits() {
    var watchdog = watchdog(0);
    watchdog.begin();
    routerAnswers = true;
    watchdog.routerTurned();
    pass(20);
    assertEquals(0, signs);
  }
}
