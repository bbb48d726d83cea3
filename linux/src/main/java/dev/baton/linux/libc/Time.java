package dev.baton.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** {@code <time.h>}: the clocks, and a span of time as the kernel takes it. */
@Header("time.h")
public final class Time {

  public static final int CLOCK_REALTIME = 0;
  public static final int CLOCK_MONOTONIC = 1;
  public static final int CLOCK_BOOTTIME = 7;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Time() {}

  /** Seconds and nanoseconds. */
  @Struct("struct timespec")
  public static final class Timespec {
    public static final int SIZE = 16;
    public static final int TV_SEC = 0;
    public static final int TV_NSEC = 8;

    private Timespec() {}

    public static void set(MemorySegment timespec, long nanos) {
      timespec.set(JAVA_LONG, TV_SEC, nanos / NANOS_PER_SECOND);
      timespec.set(JAVA_LONG, TV_NSEC, nanos % NANOS_PER_SECOND);
    }

    public static long nanos(MemorySegment timespec) {
      return timespec.get(JAVA_LONG, TV_SEC) * NANOS_PER_SECOND + timespec.get(JAVA_LONG, TV_NSEC);
    }
  }
}
