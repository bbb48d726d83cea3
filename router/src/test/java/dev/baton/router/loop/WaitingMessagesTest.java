package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.ToRouter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WaitingMessagesTest {

  private final WaitingMessages waiting = new WaitingMessages();

  private static ToRouter.TrackerRead read(String script, Reading reading) {
    return new ToRouter.TrackerRead(TrackerId.script(script), reading);
  }

  private static ToRouter.Show show(long requestId) {
    return new ToRouter.Show(requestId, Set.of(), false);
  }

  @Test
  void theNewestReadingOfEachTrackerCountsAndIsShown() {
    waiting.add(read("a", Reading.Verdict.UP));
    waiting.add(show(1));
    waiting.add(read("b", Reading.Verdict.UP));
    waiting.add(read("a", Reading.Verdict.DOWN));
    assertEquals(
        List.of(read("a", Reading.Verdict.DOWN), read("b", Reading.Verdict.UP), show(1)),
        waiting.takeAll());
    assertEquals(List.of(), waiting.takeAll());
    assertEquals(3, waiting.countMax());
    assertEquals(1, waiting.replacedCount());
  }

  @Test
  void neverHoldsMoreThanOneReadingOfEachTrackerAndTheLastRequests() {
    for (int i = 0; i < 100_000; i++) {
      waiting.add(read("script" + i % 3, i % 2 == 0 ? Reading.Verdict.UP : Reading.Verdict.DOWN));
      waiting.add(show(i));
    }
    assertEquals(3 + WaitingMessages.SHOW_COUNT_MAX, waiting.countMax());
    assertEquals(show(99_999), waiting.takeAll().getLast());
  }
}
