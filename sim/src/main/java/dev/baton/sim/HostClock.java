package dev.baton.sim;

/**
 * One host's monotonic clock. It runs a little fast or slow against the world's, may be changed
 * while the host runs, and never goes back.
 */
final class HostClock {

  private static final long MILLION = 1_000_000;

  private long worldBaseNanos;
  private long localBaseNanos;
  private long driftPpm;

  /** A clock that shows {@code localNanos} when the world begins. */
  HostClock(long localNanos, long driftPpm) {
    this.localBaseNanos = localNanos;
    this.driftPpm = driftPpm;
  }

  /** What the clock shows at a time of the world. */
  long localNanos(long worldNanos) {
    return localBaseNanos + scaled(worldNanos - worldBaseNanos);
  }

  /** The first time of the world at which the clock shows {@code localNanos} or more. */
  long worldNanos(long localNanos) {
    long local = localNanos - localBaseNanos;
    if (local <= 0) {
      return worldBaseNanos;
    }
    long world = (long) (local * ((double) MILLION / (MILLION + driftPpm)));
    while (scaled(world) < local) {
      world++;
    }
    while (world > 0 && scaled(world - 1) >= local) {
      world--;
    }
    return worldBaseNanos + world;
  }

  /** From now on the clock gains this many parts in a million. */
  void drift(long ppm, long worldNowNanos) {
    rebase(worldNowNanos);
    driftPpm = ppm;
  }

  /** The clock stood still for this long: a suspended machine. */
  void lose(long nanos, long worldNowNanos) {
    rebase(worldNowNanos);
    localBaseNanos -= nanos;
  }

  private void rebase(long worldNowNanos) {
    localBaseNanos = localNanos(worldNowNanos);
    worldBaseNanos = worldNowNanos;
  }

  private long scaled(long nanos) {
    return nanos + nanos / MILLION * driftPpm + nanos % MILLION * driftPpm / MILLION;
  }
}
