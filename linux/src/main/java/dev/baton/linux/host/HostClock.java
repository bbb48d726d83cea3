package dev.baton.linux.host;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.libc.Time;
import dev.baton.linux.libc.Time.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The clock that no one sets and that goes on while the machine is suspended, CLOCK_BOOTTIME
 * (clock_gettime(2)). Deadlines are of {@link System#nanoTime}, which is CLOCK_MONOTONIC on Linux
 * and stands still meanwhile. For one thread; to read it allocates nothing.
 */
public final class HostClock {

  private final MemorySegment now = Arena.ofAuto().allocate(Timespec.SIZE, 8);

  /** The clock of this machine. */
  public HostClock() {}

  /** What it shows, in nanoseconds since the boot. */
  public long bootNanos() {
    // int clock_gettime(clockid_t clockid, struct timespec *tp);
    Syscall.call(Sys.CLOCK_GETTIME, Time.CLOCK_BOOTTIME, now.address());
    return Timespec.nanos(now);
  }
}
