package dev.baton.linux.host;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.libc.Time;
import dev.baton.linux.libc.Time.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The clocks that no one sets (clock_gettime(2)). For a deadline use {@link System#nanoTime}, which
 * is CLOCK_MONOTONIC on Linux; it stands still while the machine is suspended.
 */
public final class HostClock {

  private HostClock() {}

  /** CLOCK_BOOTTIME: as {@link System#nanoTime}, but it goes on while the machine is suspended. */
  public static long bootNanos() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment now = arena.allocate(Timespec.SIZE, 8);
      // int clock_gettime(clockid_t clockid, struct timespec *tp);
      Syscall.call(Sys.CLOCK_GETTIME, Time.CLOCK_BOOTTIME, now.address());
      return Timespec.nanos(now);
    }
  }
}
