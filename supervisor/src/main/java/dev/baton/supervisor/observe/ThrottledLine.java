package dev.baton.supervisor.observe;

/**
 * Something that others may make happen as often as they like, and that is reported once in a
 * while: at once the first time, and then how often it has happened since.
 */
public final class ThrottledLine {

  private static final long PAUSE_NANOS = 10_000_000_000L;

  private long count;
  private boolean told;
  private long toldNanos;

  /**
   * It has happened at this time: how often since it was told last, if it is to be told now; 0 if
   * not.
   */
  public long happened(long nowNanos) {
    count++;
    if (told && nowNanos - toldNanos < PAUSE_NANOS) {
      return 0;
    }
    told = true;
    toldNanos = nowNanos;
    long since = count;
    count = 0;
    return since;
  }
}
