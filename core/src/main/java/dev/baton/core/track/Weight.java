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
}
