package dev.baton.it.kit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition, with a deadline after which the test fails. */
public final class Await {

  private static final long POLL_MS = 5;

  private Await() {}

  /** Returns when {@code condition} holds; fails with {@code what} after {@code limit}. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(what, limit, condition, () -> "");
  }

  /** As above; {@code evidence} is asked for what to print with the failure. */
  public static void until(
      String what, Duration limit, BooleanSupplier condition, Supplier<String> evidence) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError(
            "not within " + limit.toMillis() + " ms: " + what + "\n" + evidence.get());
      }
      pause(POLL_MS);
    }
  }

  /** Holds {@code condition} true for all of {@code span}; fails at the first time it is not. */
  public static void always(String what, Duration span, BooleanSupplier condition) {
    long endNanos = System.nanoTime() + span.toNanos();
    while (System.nanoTime() - endNanos < 0) {
      if (!condition.getAsBoolean()) {
        throw new AssertionError("did not stay so: " + what);
      }
      pause(POLL_MS);
    }
  }

  private static void pause(long durationMs) {
    try {
      Thread.sleep(durationMs);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted", stopped);
    }
  }
}
