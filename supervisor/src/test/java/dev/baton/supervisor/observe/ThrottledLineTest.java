package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ThrottledLineTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void theFirstIsToldAtOnceAndTheOthersAreCounted() {
    var seldom = new ThrottledLine();
    long start = Long.MAX_VALUE - SECOND;
    assertEquals(1, seldom.happened(start));
    for (int i = 0; i < 5000; i++) {
      assertEquals(0, seldom.happened(start + 9 * SECOND));
    }
    assertEquals(5001, seldom.happened(start + 10 * SECOND));
    assertEquals(0, seldom.happened(start + 11 * SECOND));
    assertEquals(2, seldom.happened(start + 100 * SECOND));
  }
}
