package dev.baton.linux.host;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.libc.Time;
import dev.baton.linux.libc.Time.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The clocks of this machine beside that of {@link System#nanoTime}, which is CLOCK_MONOTONIC on
 * Linux, stands still while the machine is suspended, and is what deadlines are of
 * (clock_gettime(2)). For one thread; to read them allocates nothing.
 */
public final class HostClock {

  private final MemorySegment now = Arena.ofAuto().allocate(Timespec.SIZE, 8);

  /** The clocks of this machine. */
  public HostClock() {}

  /**
   * CLOCK_BOOTTIME, which no one sets and which goes on while the machine is suspended: nanoseconds
   * since the boot.
   */
  public long bootNanos() {
    return nanos(Time.CLOCK_BOOTTIME);
  }

  /** CLOCK_REALTIME, which people and NTP set: nanoseconds since 1970, in UTC. */
  public long wallNanos() {
    return nanos(Time.CLOCK_REALTIME);
  }

  private long nanos(int clock) {
    // int clock_gettime(clockid_t clockid, struct timespec *tp);
    Syscall.call(Sys.CLOCK_GETTIME, clock, now.address());
    return Timespec.nanos(now);
  }
}
