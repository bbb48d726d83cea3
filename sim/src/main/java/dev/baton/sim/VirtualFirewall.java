package dev.baton.sim;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.net.IpFamily;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The tables of our name that one host has, of each family one: they outlive who made them. */
final class VirtualFirewall {

  private final Map<IpFamily, Set<FilterEntry>> tables = new EnumMap<>(IpFamily.class);

  /** The table has these entries from now on, whatever it had. */
  void replace(IpFamily family, Set<FilterEntry> entries) {
    tables.put(family, new LinkedHashSet<>(entries));
  }

  /** There is no such table any more. */
  void delete(IpFamily family) {
    tables.remove(family);
  }

  /** Whether this is in force. */
  boolean has(FilterEntry entry) {
    return tables.getOrDefault(entry.family(), Set.of()).contains(entry);
  }
}
