package dev.baton.core.track;

/**
 * What a tracked object does to a priority (keepalived.conf(5), track_script and its kin).
 *
 * @param points positive: added while good; negative: added while bad; 0: bad means fault
 * @param reverse good and bad change places
 */
public record Weight(int points, boolean reverse) {

  /** Weight 0: the instance fails with what it tracks. */
  public static final Weight FAULT = new Weight(0, false);

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
}
