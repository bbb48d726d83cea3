package dev.baton.core.track;

/** What trackers make of a base priority. */
public final class EffectivePriority {

  private static final int OWNER = 255;
  private static final int MIN = 1;
  private static final int MAX = 254;

  private EffectivePriority() {}

  /**
   * The base priority with all contributions, held within 1 to 254; the address owner's 255 never
   * changes. Only the sum is held there: what one tracker adds beyond the end still counts against
   * what another takes away.
   */
  public static int of(int base, long contributions) {
    return base == OWNER ? OWNER : Math.clamp(base + contributions, MIN, MAX);
  }
}
