package dev.baton.linux.host;

/**
 * What only a reload needed: the text, the tree of it, and the configuration before. The collector
 * would leave it until the heap is full, and the heap is as large as the largest configuration
 * needs, so each reload would make the process larger.
 */
public final class ReloadMemory {

  /** Less is not worth a stop of the process, which takes a millisecond for each megabyte kept. */
  private static final long WORTH_BYTES = 16L << 20;

  private long keptBytes;

  /** Nothing was given back yet. */
  public ReloadMemory() {}

  /** Collects the garbage, if there may be as much as is kept. */
  public void giveBack() {
    if (usedBytes() > Math.max(WORTH_BYTES, 2 * keptBytes)) {
      System.gc();
      keptBytes = usedBytes();
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
