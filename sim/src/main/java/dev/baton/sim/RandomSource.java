package dev.baton.sim;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of choices that follows from a seed alone.
 *
 * <p>Each part of a run draws from a stream of its own ({@link #fork}), so that a fault more or
 * less does not change the hosts it befalls.
 */
final class RandomSource {

  private final SplittableRandom random;

  RandomSource(long seed) {
    this(new SplittableRandom(seed));
  }

  private RandomSource(SplittableRandom random) {
    this.random = random;
  }

  /** An independent stream. */
  RandomSource fork() {
    return new RandomSource(random.split());
  }

  /** A number from {@code least} to {@code most}, both included. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** A number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True in {@code count} of a thousand cases. */
  boolean permille(int count) {
    return count > 0 && random.nextInt(1000) < count;
  }

  /** True in {@code count} of a hundred cases. */
  boolean percent(int count) {
    return permille(10 * count);
  }

  /** One of these, each as likely as the others. */
  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of these numbers. */
  long pick(long... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Bytes without meaning. */
  void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
