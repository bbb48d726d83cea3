package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LeftTallyTest {

  private final LeftTally tally = new LeftTally();

  /** The ends, counted, at which it is told while one more is left at each. */
  private String toldUpTo(int count) {
    var told = new StringBuilder();
    for (int now = 1; now <= count; now++) {
      if (tally.afterEnd("chk", now).isPresent()) {
        told.append(now).append(' ');
      }
    }
    return told.toString();
  }

  @Test
  void eachDoublingIsToldOnce() {
    assertEquals("8 16 32 64 ", toldUpTo(100));
    assertEquals(Optional.empty(), tally.afterEnd("chk", 127));
  }

  @Test
  void whatGoesUpAndDownIsNotToldEachTime() {
    toldUpTo(8);
    tally.atMost(5);
    assertEquals(Optional.empty(), tally.afterEnd("chk", 9));
    tally.atMost(3);
    assertEquals(Optional.of("chk"), tally.afterEnd("chk", 8));
  }

  @Test
  void theWorstIsNamed() {
    tally.afterEnd("clean", 0);
    tally.afterEnd("bad", 4);
    tally.afterEnd("careless", 5);
    tally.afterEnd("bad", 7);
    assertEquals(Optional.of("bad"), tally.afterEnd("clean", 8), "who is there when it is told");
    tally.afterEnd("bad", 9);
    assertEquals(Optional.of("careless"), tally.afterEnd("careless", 16));
  }

  @Test
  void whatHasEndedCountsAgainWhenItComesBack() {
    tally.afterEnd("chk", 7);
    tally.atMost(0);
    assertEquals(Optional.empty(), tally.afterEnd("other", 7));
    assertEquals(Optional.of("chk"), tally.afterEnd("chk", 8));
  }
}
