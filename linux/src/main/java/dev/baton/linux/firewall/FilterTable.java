package dev.baton.linux.firewall;

import static dev.baton.linux.libc.LinuxNfTables.NFT_SET_CONSTANT;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.Errno;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of one family: what is to be in it, and how it gets there.
 *
 * <p>While the table is as we made it, a change is a message of elements. The first entry makes it,
 * in the place of whatever an earlier run left. Where a change meets a table that is not as we made
 * it, or needs a set that it has not, the whole is made anew in one transaction: so anything that
 * others did to it is mended, and no packet slips through meanwhile.
 */
final class FilterTable {

  /** Fewer messages than a netlink socket sends at once. */
  private static final int ENTRIES_PER_TRANSACTION = 2_000;

  private final IpFamily family;
  private final Set<FilterEntry> entries = new LinkedHashSet<>();

  /** As the kernel should have it; empty while it may have none, or anything. */
  private Optional<NfTable> made = Optional.empty();

  FilterTable(IpFamily family) {
    this.family = family;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean has(FilterEntry entry) {
    return entries.contains(entry);
  }

  /** Whether there should be a table. */
  boolean isMade() {
    return made.isPresent();
  }

  /** Puts these in, or takes them out; 0 or an errno, for all of them. */
  int change(
      Collection<FilterEntry> changed, boolean sets, Firewall.Nftables by, NfTransactions kernel) {
    var all = List.copyOf(changed);
    for (int from = 0; from < all.size(); from += ENTRIES_PER_TRANSACTION) {
      int to = Math.min(from + ENTRIES_PER_TRANSACTION, all.size());
      int errno = changeSome(all.subList(from, to), sets, by, kernel);
      if (errno != 0) {
        return errno;
      }
    }
    return 0;
  }

  private int changeSome(
      List<FilterEntry> some, boolean sets, Firewall.Nftables by, NfTransactions kernel) {
    var novel = new LinkedHashSet<>(some);
    novel.removeIf(entry -> entries.contains(entry) == sets);
    if (novel.isEmpty() && (isMade() || !sets)) {
      return 0;
    }
    if (sets) {
      entries.addAll(novel);
    } else {
      entries.removeAll(novel);
    }
    int errno = Errno.ENOENT;
    if (hasSetsFor(novel)) {
      errno = changeElements(novel, sets, kernel);
    }
    if (errno != 0 && (isMade() || sets)) {
      errno = replace(by, kernel);
    }
    if (errno != 0 && sets) {
      entries.removeAll(novel);
    }
    return sets || isMade() ? errno : 0;
  }

  private boolean hasSetsFor(Collection<FilterEntry> some) {
    return made.isPresent()
        && FilterRuleset.elements(some).keySet().stream()
            .allMatch(name -> made.get().sets().stream().anyMatch(it -> it.name().equals(name)));
  }

  private int changeElements(Collection<FilterEntry> some, boolean sets, NfTransactions kernel) {
    NfTable table = made.orElseThrow();
    var writer = new NfTablesWriter().begin();
    FilterRuleset.elements(some)
        .forEach(
            (set, elements) -> {
              if (sets) {
                writer.add(table, set, elements);
              } else {
                writer.remove(table, set, elements);
              }
            });
    return kernel.carryOut(writer.end());
  }

  /** Makes the table anew, with all that is to be in it; 0 or an errno. */
  int replace(Firewall.Nftables by, NfTransactions kernel) {
    List<FilterEntry> all = List.copyOf(entries);
    List<FilterEntry> first = all.subList(0, Math.min(ENTRIES_PER_TRANSACTION, all.size()));
    NfTable table = FilterRuleset.table(by, family, first);
    var transaction = new NfTablesWriter().begin();
    // A reload may have given it another name.
    made.filter(it -> !it.name().equals(table.name()))
        .ifPresent(it -> transaction.delete(it.name(), family));
    int errno = kernel.carryOut(transaction.replace(table).end());
    made = errno == 0 ? Optional.of(table) : Optional.empty();
    List<FilterEntry> rest = new ArrayList<>(all.subList(first.size(), all.size()));
    while (errno == 0 && !rest.isEmpty()) {
      List<FilterEntry> next = rest.subList(0, Math.min(ENTRIES_PER_TRANSACTION, rest.size()));
      errno = changeElements(next, true, kernel);
      next.clear();
    }
    return errno;
  }

  /** There is to be none; 0 or an errno. */
  int delete(Firewall.Nftables by, NfTransactions kernel) {
    String name = made.map(NfTable::name).orElse(by.table());
    made = Optional.empty();
    return kernel.carryOut(new NfTablesWriter().begin().delete(name, family).end());
  }

  /** Whether the kernel has all that it should, and nothing else, as far as it can be asked. */
  boolean isAsItShouldBe(NfTransactions kernel) {
    return made.isEmpty() ? entries.isEmpty() : isIntact(kernel);
  }

  private boolean isIntact(NfTransactions kernel) {
    NfTable table = made.orElseThrow();
    Map<String, Integer> rules = kernel.ruleCounts(table.name(), family);
    for (NfTable.NfChain chain : table.chains()) {
      if (rules.getOrDefault(chain.name(), 0) != chain.rules().size()) {
        return false;
      }
    }
    Map<String, List<NfTable.NfElement>> expected = FilterRuleset.elements(entries);
    for (NfTable.NfSet set : table.sets()) {
      boolean ours = (set.flags() & NFT_SET_CONSTANT) == 0;
      Set<String> keys = new LinkedHashSet<>();
      expected.getOrDefault(set.name(), List.of()).forEach(it -> keys.add(it.keyText()));
      if (ours && !kernel.keys(table.name(), family, set.name()).equals(keys)) {
        return false;
      }
    }
    return true;
  }
}
