package dev.baton.config.line;

import dev.baton.core.net.IpFamily;
import java.util.EnumMap;
import java.util.Map;

/**
 * The preferences of the rules of a file that say none: counted down for each family, so that the
 * first of them is looked at last.
 */
public final class RulePreferences {

  private static final long FIRST = 16_384;

  private final Map<IpFamily, Long> next = new EnumMap<>(IpFamily.class);

  /** The preference of the next such rule. */
  long take(IpFamily family) {
    long preference = next.getOrDefault(family, FIRST);
    next.put(family, preference - 1);
    return preference;
  }
}
