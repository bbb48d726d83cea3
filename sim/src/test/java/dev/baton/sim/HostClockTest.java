package dev.baton.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The clock of a host never goes back, whatever is done to it. */
final class HostClockTest {

  private static final long SECOND = World.SECOND;

  private final HostClock clock = new HostClock(100 * SECOND, 0);

  @Test
  void standsStillWhileTheHostIsSuspended() {
    clock.stop(10 * SECOND);
    assertEquals(110 * SECOND, clock.localNanos(20 * SECOND));
    clock.goOn(30 * SECOND);
    assertEquals(110 * SECOND, clock.localNanos(30 * SECOND));
    assertEquals(111 * SECOND, clock.localNanos(31 * SECOND));
    assertEquals(31 * SECOND, clock.worldNanos(111 * SECOND));
  }

  @Test
  void goesOnWhenTheLastReasonToStandStillHasGone() {
    clock.stop(10 * SECOND);
    clock.stop(20 * SECOND);
    clock.goOn(30 * SECOND);
    clock.drift(1000, 35 * SECOND);
    assertEquals(110 * SECOND, clock.localNanos(40 * SECOND));
    clock.goOn(50 * SECOND);
    assertEquals(110 * SECOND, clock.localNanos(50 * SECOND));
    assertEquals(110 * SECOND + SECOND + SECOND / 1000, clock.localNanos(51 * SECOND));
  }
}
