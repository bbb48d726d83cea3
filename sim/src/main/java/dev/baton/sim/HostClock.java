package dev.baton.sim;

/**
 * One host's monotonic clock. It runs a little fast or slow against the world's, may be changed
 * while the host runs, stands still while the host is suspended, and never goes back.
 */
final class HostClock {

  private static final long MILLION = 1_000_000;

  private long worldBaseNanos;
  private long localBaseNanos;
  private long driftPpm;
  private int stops;

  /** A clock that shows {@code localNanos} when the world begins. */
  HostClock(long localNanos, long driftPpm) {
    this.localBaseNanos = localNanos;
    this.driftPpm = driftPpm;
  }

  /** What the clock shows at a time of the world. */
  long localNanos(long worldNanos) {
    return stops > 0 ? localBaseNanos : localBaseNanos + scaled(worldNanos - worldBaseNanos);
  }

  /**
   * The first time of the world at which the clock shows {@code localNanos} or more. While it
   * stands still nobody knows: it is said as if it went on, and to be asked again when it does.
   */
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

  /** The clock stands still from now on: a suspended machine. Each stop needs its {@link #goOn}. */
  void stop(long worldNowNanos) {
    rebase(worldNowNanos);
    stops++;
  }

  /** One reason to stand still has gone. */
  void goOn(long worldNowNanos) {
    rebase(worldNowNanos);
    stops--;
  }

  private void rebase(long worldNowNanos) {
    localBaseNanos = localNanos(worldNowNanos);
    worldBaseNanos = worldNowNanos;
  }

  private long scaled(long nanos) {
    return nanos + nanos / MILLION * driftPpm + nanos % MILLION * driftPpm / MILLION;
  }
}
