package dev.baton.router.loop;

/**
 * Controls when the virtual machine collects garbage. Left alone, it does so when the young
 * generation is full. That is as likely to happen during a takeover as at any other time, and then
 * delays the takeover by 0.5 to 1 ms.
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
