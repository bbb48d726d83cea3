package dev.baton.linux;

import java.util.function.BooleanSupplier;

/** Waiting for what comes in its own time: as short as possible, but not for ever. */
public final class Await {

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private Await() {}

  /** Returns once the condition holds; fails when it does not within ten seconds. */
  public static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("the condition did not come true");
      }
      Thread.sleep(1);
    }
  }
}
