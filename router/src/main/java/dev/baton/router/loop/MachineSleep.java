package dev.baton.router.loop;

import dev.baton.core.node.LoopTurn;
import dev.baton.linux.host.HostClock;

/**
 * How long the machine was suspended. Deadlines use a clock that stands still during that time, so
 * nothing else reveals it. If a hypervisor stops both clocks, it cannot be detected.
 */
final class MachineSleep {

  private final HostClock clock = new HostClock();
  private long aheadNanos = aheadNanos();

  /** How long it slept since this was asked last; 0 if it did not. */
  long sinceLastLook() {
    long ahead = aheadNanos();
    if (ahead - aheadNanos > LoopTurn.STALL_NANOS) {
      // Somebody else may have run between the looks at the two clocks.
      ahead = Math.min(ahead, aheadNanos());
    }
    long sleptNanos = ahead - aheadNanos;
    aheadNanos = ahead;
    return Math.max(0, sleptNanos);
  }

  /** By how much CLOCK_BOOTTIME is ahead of CLOCK_MONOTONIC. */
  private long aheadNanos() {
    long monotonicNanos = System.nanoTime();
    return clock.bootNanos() - monotonicNanos;
  }
}
