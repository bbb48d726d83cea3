package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a turn tells what has happened. */
final class LoopTurnTest {

  private static final long LATE = LoopTurn.STALL_NANOS + 1;

  private static List<String> told(long latenessNanos, long suspendedNanos, boolean missed) {
    return told(new LoopTurn(latenessNanos, suspendedNanos), missed, false);
  }

  private static List<String> told(LoopTurn turn, boolean missed, boolean broughtForward) {
    var told = new ArrayList<String>();
    turn.run(
        new LoopTurn.Driver() {
          @Override
          public void stalled(long gapNanos) {
            told.add("stalled " + gapNanos);
          }

          @Override
          public void hearReady() {
            told.add("ready");
          }

          @Override
          public void hearAll() {
            told.add("all");
          }

          @Override
          public boolean isDue() {
            return broughtForward && told.contains("ready");
          }

          @Override
          public void timePassed() {
            told.add("time");
          }
        },
        missed);
    return told;
  }

  @Test
  void beforeItsDeadlineItOnlyHears() {
    assertEquals(List.of("ready"), told(-1, 0, true));
  }

  /** A priority that rises shortens the wait, perhaps to less than has passed already. */
  @Test
  void aDeadlineThatWasBroughtForwardIsMetInTheSameTurn() {
    assertEquals(List.of("ready", "time"), told(new LoopTurn(-5, 0), false, true));
  }

  @Test
  void whatIsReadyIsHeardBeforeTimeCounts() {
    assertEquals(List.of("ready", "time"), told(0, 0, false));
    assertEquals(List.of("ready", "time"), told(LoopTurn.STALL_NANOS, 0, false));
    assertEquals(List.of("ready", "all", "time"), told(0, 0, true));
  }

  @Test
  void aStallIsToldFirstAndAllIsHeard() {
    assertEquals(List.of("stalled " + LATE, "ready", "all", "time"), told(LATE, 0, false));
  }

  /** The monotonic clock stood still, so that no deadline has come. */
  @Test
  void aSuspendIsAStall() {
    assertEquals(List.of("stalled " + LATE, "ready", "all", "time"), told(-5, LATE, false));
    assertEquals(List.of("ready"), told(-5, LoopTurn.STALL_NANOS, false));
  }
}
