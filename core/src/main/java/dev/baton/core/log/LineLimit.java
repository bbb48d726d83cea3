package dev.baton.core.log;

/**
 * How many lines somebody may cause: so many at once, and then one each so often. What is beyond is
 * counted, never said, so that nobody fills a disk from outside.
 */
public final class LineLimit {

  private final int burstCount;
  private final long nanosPerLine;

  /** When as many lines as {@code burstCount} may be said again; long ago at first. */
  private long fullAtNanos = Long.MIN_VALUE;

  private long leftOutCount;

  /** A limit of {@code burstCount} lines at once, and one more each {@code nanosPerLine}. */
  public LineLimit(int burstCount, long nanosPerLine) {
    this.burstCount = burstCount;
    this.nanosPerLine = nanosPerLine;
  }

  /** Whether a line may be said now; if not, it counts as left out. */
  public boolean admits(long nowNanos) {
    boolean fresh = fullAtNanos == Long.MIN_VALUE || fullAtNanos <= nowNanos;
    long emptyNanos = fresh ? 0 : fullAtNanos - nowNanos;
    if (emptyNanos > (burstCount - 1) * nanosPerLine) {
      leftOutCount++;
      return false;
    }
    fullAtNanos = nowNanos + emptyNanos + nanosPerLine;
    return true;
  }

  /** How many lines were left out since this was asked last. */
  public long takeLeftOut() {
    long count = leftOutCount;
    leftOutCount = 0;
    return count;
  }
}
