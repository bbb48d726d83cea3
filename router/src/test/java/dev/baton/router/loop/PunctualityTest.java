package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PunctualityTest {

  @Test
  void countsLatenessByClass() {
    var punctuality = new Punctuality();
    punctuality.late(0);
    punctuality.late(50_000);
    punctuality.late(50_001);
    punctuality.late(10_000_001);
    punctuality.late(5_000_000_000L);

    var figures = punctuality.figures();
    assertEquals(List.of(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L), figures.latenessCounts());
    assertEquals(5_000_000_000L, figures.latestNanos());
  }

  @Test
  void keepsTheLongestTurn() {
    var punctuality = new Punctuality();
    punctuality.turned(100);
    punctuality.turned(3_000);
    punctuality.turned(200);
    punctuality.stalled();

    var figures = punctuality.figures();
    assertEquals(3, figures.turnCount());
    assertEquals(3_000, figures.longestTurnNanos());
    assertEquals(1, figures.stallCount());
  }
}
