package dev.baton.supervisor.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When to report processes that scripts have left behind, and which script to name: the first time
 * at eight, then whenever there are twice as many.
 */
final class LeftTally {

  private static final int FIRST_TOLD = 8;

  private int count;
  private int nextTold = FIRST_TOLD;

  /** By how much the count has grown at the ends of which scripts, since it was told last. */
  private final Map<String, Integer> growth = new HashMap<>();

  /** So many there are after the end of this script; the worst script, if it shall be told. */
  Optional<String> afterEnd(String title, int now) {
    if (now > count) {
      growth.merge(title, now - count, Integer::sum);
    }
    atMost(now);
    count = now;
    if (now < nextTold) {
      return Optional.empty();
    }
    while (nextTold <= now) {
      nextTold *= 2;
    }
    String worst =
        growth.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(title);
    growth.clear();
    return Optional.of(worst);
  }

  /** Some may have ended. */
  void atMost(int now) {
    count = Math.min(count, now);
    // A quarter, so that a number that goes up and down is not told each time.
    while (nextTold > FIRST_TOLD && now < nextTold / 4) {
      nextTold /= 2;
    }
  }
}
