package dev.baton.router.loop;

import dev.baton.core.node.NodeEvent.ClocksRead;
import dev.baton.linux.host.HostClock;
import java.util.Optional;

/** Looks whether the wall clock was set, or the machine suspended, and tells it once. */
final class ClockWatch {

  /** What two looks at two clocks may differ by; NTP turns a clock so far in ten seconds. */
  private static final long NEWS_NANOS = 5_000_000;

  private final HostClock clock = new HostClock();
  private long toldNanos;

  /** What the clocks show, whatever was told before. */
  ClocksRead read() {
    toldNanos = wallAheadNanos();
    long monotonicNanos = System.nanoTime();
    return new ClocksRead(toldNanos, clock.bootNanos() - monotonicNanos);
  }

  /** The same if it is something else than was told last. */
  Optional<ClocksRead> news() {
    if (isAsTold(wallAheadNanos())) {
      return Optional.empty();
    }
    // Somebody else may have run between the looks at the two clocks, but hardly twice.
    return isAsTold(wallAheadNanos()) ? Optional.empty() : Optional.of(read());
  }

  private boolean isAsTold(long aheadNanos) {
    return Math.abs(aheadNanos - toldNanos) <= NEWS_NANOS;
  }

  private long wallAheadNanos() {
    long monotonicNanos = System.nanoTime();
    return clock.wallNanos() - monotonicNanos;
  }
}
