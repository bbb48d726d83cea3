package dev.baton.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** BFD between two hosts: loss, delay, cuts, stalls, deaths, reloads. */
final class BfdSimulationTest {

  private static final int SEED_COUNT = Boolean.getBoolean("baton.nightly") ? 20_000 : 400;

  @Test
  void whatMustHoldHolds() {
    for (long seed = 1; seed <= SEED_COUNT; seed++) {
      assertEquals("", BfdSimulation.run(seed), "seed " + seed);
    }
  }
}
