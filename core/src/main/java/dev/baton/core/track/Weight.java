package dev.baton.core.track;

/**
 * What a tracked object does to a priority (keepalived.conf(5), track_script and its kin).
 *
 * @param points positive: added while good; negative: added while bad; 0: bad means fault. A number
 *     that was read is multiplied by it; with 0, any number but 0 is bad
 * @param reverse good and bad change places; a product changes its sign
 */
public record Weight(int points, boolean reverse) {

  /** A product beyond this, downwards, is a fault; upwards no more than this is added. */
  private static final int POINTS_MAX = 253;

  /** Weight 0: the instance fails with what it tracks. */
  public static final Weight FAULT = new Weight(0, false);

  /**
   * What a tracked object does to an instance.
   *
   * @param points what is added to the priority
   * @param fault the instance cannot serve
   * @param awaited it is not known yet whether it can
   */
  public record Effect(int points, boolean fault, boolean awaited) {
    static final Effect NONE = new Effect(0, false, false);
    static final Effect AWAITED = new Effect(0, false, true);
    private static final Effect FAILURE = new Effect(0, true, false);
  }

  /** Whether the tracked object decides between serving and FAULT, and never of the priority. */
  public boolean decidesFault() {
    return points == 0;
  }

  /** Whether the instance must be in FAULT while the tracked object is good, or bad. */
  public boolean isFault(boolean good) {
    return decidesFault() && good == reverse;
  }

  /** What is added to the priority while the tracked object is good, or bad. */
  public int contribution(boolean good) {
    boolean counts = points > 0 ? good : !good;
    return counts ? reverse ? -points : points : 0;
  }

  /** What an object does that is good, or bad. */
  Effect effect(boolean good) {
    return isFault(good) ? Effect.FAILURE : new Effect(contribution(good), false, false);
  }

  /** What an object does of which this number was read. */
  Effect effect(int value) {
    if (decidesFault()) {
      return effect(value == 0);
    }
    long product = (long) value * (reverse ? -points : points);
    return product < -POINTS_MAX
        ? Effect.FAILURE
        : new Effect((int) Math.min(product, POINTS_MAX), false, false);
  }
}
