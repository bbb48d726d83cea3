package dev.baton.sim;

import java.util.function.LongFunction;

/** As {@link SeedHunt}, for bugs of BFD. */
public final class BfdHunt implements LongFunction<String> {

  @Override
  public String apply(long seed) {
    return BfdSimulation.run(seed);
  }
}
