package dev.baton.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Processor time as proc(5) tells it. */
final class CpuTimeTest {

  @Test
  void fieldsAreCountedBehindTheName() {
    String stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 100 200 0 0 125 3 0 1042 20 0 1 0 5 6 7";
    assertEquals(new CpuTime(125, 3, 0, 1042), CpuTime.of(stat));
  }

  @Test
  void thisProcessHasUsedSome() {
    assertTrue(CpuTime.now().user() > 0);
  }

  @Test
  void secondsHaveSixPlaces() {
    assertEquals("0.050000", CpuTime.seconds(5));
    assertEquals("10.420000", CpuTime.seconds(1042));
  }
}
