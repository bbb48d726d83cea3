package dev.baton.router.loop;

/**
 * When the virtual machine collects its garbage. It does so when the young generation is full,
 * which is as likely to happen in the middle of a take-over as at any other moment, and then costs
 * it half a millisecond to one.
 */
final class Garbage {

  private static final int PIECE_BYTES = 16 << 10;

  /** Twice the young generation that the image's flags give. */
  private static final int PIECE_COUNT_MAX = (2 << 20) / PIECE_BYTES;

  private Garbage() {}

  /**
   * Has it done now, by filling what is left: {@code System.gc()} would look at the old generation
   * too.
   */
  static void collect() {
    long freeBefore = Long.MAX_VALUE;
    for (int i = 0; i < PIECE_COUNT_MAX; i++) {
      byte[] piece = new byte[PIECE_BYTES];
      piece[0] = 1;
      long free = Runtime.getRuntime().freeMemory();
      if (free > freeBefore) {
        break;
      }
      freeBefore = free;
    }
  }
}
