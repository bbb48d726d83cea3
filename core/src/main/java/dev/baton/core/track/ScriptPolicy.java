package dev.baton.core.track;

/**
 * How a vrrp_script is run and judged.
 *
 * @param intervalNanos from start to start
 * @param timeoutNanos how long one run may take
 * @param rise successes in a row that make a bad script good
 * @param fall failures in a row that make a good script bad
 * @param initFail it counts as failed until it has succeeded {@code rise} times
 */
public record ScriptPolicy(
    String name, long intervalNanos, long timeoutNanos, int rise, int fall, boolean initFail) {

  /** The highest score: as far above the threshold as failures are needed to fall below it. */
  int scoreMax() {
    return rise + fall - 1;
  }
}
