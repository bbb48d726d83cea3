package dev.baton.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LineLimitTest {

  private static final long SECOND = 1_000_000_000L;

  private final LineLimit limit = new LineLimit(3, SECOND);

  @Test
  void admitsABurstAndThenOneEachSoOften() {
    assertEquals(3, admitted(0, 10));
    assertEquals(0, admitted(SECOND - 1, 10));
    assertEquals(1, admitted(SECOND, 10));
    assertEquals(2, admitted(3 * SECOND, 10));
    assertEquals(3, admitted(100 * SECOND, 10));
  }

  @Test
  void countsWhatItLeavesOut() {
    admitted(0, 10);
    assertEquals(7, limit.takeLeftOut());
    assertEquals(0, limit.takeLeftOut());
    admitted(0, 2);
    assertEquals(2, limit.takeLeftOut());
  }

  @Test
  void whoStaysWithinItsBoundsLosesNothing() {
    for (int second = 0; second < 1_000; second++) {
      assertTrue(limit.admits(second * SECOND));
    }
    assertEquals(0, limit.takeLeftOut());
  }

  /** The clock counts from some origin, which may be negative. */
  @Test
  void anyOriginOfTimeWillDo() {
    assertEquals(3, admitted(-500 * SECOND, 10));
    assertFalse(limit.admits(-500 * SECOND));
    assertEquals(3, admitted(-400 * SECOND, 10));
  }

  private int admitted(long nowNanos, int count) {
    int admitted = 0;
    for (int i = 0; i < count; i++) {
      admitted += limit.admits(nowNanos) ? 1 : 0;
    }
    return admitted;
  }
}
