package dev.baton.core.node;

/**
 * Numbers that look random and follow from a seed that the shell draws, so that what was recorded
 * can be replayed (SplitMix64).
 */
final class Jitter {

  private long seed;

  /** From now on they follow from this. */
  void seed(long next) {
    seed = next;
  }

  /** The next one, uniform over all ints. */
  int next() {
    seed += 0x9E37_79B9_7F4A_7C15L;
    long mixed = (seed ^ (seed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return (int) (mixed ^ (mixed >>> 31));
  }
}
