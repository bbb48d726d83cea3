package dev.baton.sim;

import java.util.function.LongFunction;

/**
 * Runs a seed and gives what was wrong, or an empty text. A {@link MutatedCore} makes one of these
 * beside its own copy of the core, which is why nothing but types of the JDK goes in and out.
 */
public final class SeedHunt implements LongFunction<String> {

  @Override
  public String apply(long seed) {
    return Simulation.run(seed, Simulation.SHORT, false)
        .violation()
        .map(Violation::getMessage)
        .orElse("");
  }
}
