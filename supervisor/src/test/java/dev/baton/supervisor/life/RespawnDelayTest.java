package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RespawnDelayTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void aRouterThatDiesAgainAndAgainWaitsLonger() {
    var waits = new ArrayList<Long>();
    RespawnDelay delay = RespawnDelay.FRESH;
    for (int death = 0; death < 10; death++) {
      delay = delay.afterLifeOf(SECOND);
      waits.add(delay.seconds());
    }
    assertEquals(List.of(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), waits);
  }

  @Test
  void aMinuteOfLifeMakesUpForAllThatWasBefore() {
    RespawnDelay delay = RespawnDelay.FRESH;
    for (int death = 0; death < 5; death++) {
      delay = delay.afterLifeOf(59 * SECOND);
    }
    assertEquals(8, delay.seconds());
    delay = delay.afterLifeOf(60 * SECOND);
    assertEquals(0, delay.seconds());
    assertEquals(1, delay.afterLifeOf(SECOND).seconds());
  }
}
