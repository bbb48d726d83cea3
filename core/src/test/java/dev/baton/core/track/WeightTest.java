package dev.baton.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of priorities. */
final class WeightTest {

  @ParameterizedTest(name = "{0} reverse {1}: {2} when good, {3} when bad")
  @CsvSource({
    "10,  false, +10,   0",
    "-10, false, 0,     -10",
    "10,  true,  -10,   0",
    "-10, true,  0,     +10",
    "0,   false, 0,     FAULT",
    "0,   true,  FAULT, 0",
  })
  void goodAndBadCountAsTheManualSays(int points, boolean reverse, String good, String bad) {
    var weight = new Weight(points, reverse);
    assertEquals(good, effect(weight, true));
    assertEquals(bad, effect(weight, false));
  }

  private static String effect(Weight weight, boolean good) {
    int points = weight.contribution(good);
    return weight.isFault(good) ? "FAULT" : points > 0 ? "+" + points : Integer.toString(points);
  }

  @ParameterizedTest(name = "{0} with {1} is {2}")
  @CsvSource({
    "100, 0, 100",
    "100, 154, 254",
    "100, 155, 254",
    "100, -99, 1",
    "100, -500, 1",
    "255, -100, 255",
    "254, 1, 254",
    "1, 253, 254",
    "100, 9000000000, 254",
  })
  void thePriorityStaysWithinItsRange(int base, long contributions, int effective) {
    assertEquals(effective, EffectivePriority.of(base, contributions));
  }
}
