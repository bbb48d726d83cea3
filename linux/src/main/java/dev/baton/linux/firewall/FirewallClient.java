package dev.baton.linux.firewall;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.Firewall.Share;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.OsException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the tables of our name in the network namespace of the thread that it is made for. It waits
 * for the kernel, so it belongs to one thread other than the loop's. A host that filters nothing
 * never opens its socket.
 */
public final class FirewallClient implements AutoCloseable {

  /** In no table of ours: what is added to it is refused. */
  private static final Firewall.Nftables NOWHERE =
      new Firewall.Nftables("baton_rehearsal", Firewall.PRIORITY, false, false);

  private final Map<IpFamily, FilterTable> tables = new EnumMap<>(IpFamily.class);
  private final Map<IpFamily, Share> shares = new EnumMap<>(IpFamily.class);
  private Firewall.Nftables settings = (Firewall.Nftables) Firewall.DEFAULT;
  private Optional<NfTransactions> transactions = Optional.empty();

  /** Of tables that there may be, from an earlier run, and that it knows nothing of. */
  public FirewallClient() {
    for (IpFamily family : IpFamily.values()) {
      tables.put(family, new FilterTable(family));
      shares.put(family, Share.ALL);
    }
  }

  private NfTransactions kernel(long deadlineNanos) throws OsException {
    if (transactions.isEmpty()) {
      transactions = Optional.of(NfTransactions.open());
    }
    return transactions.get().before(deadlineNanos);
  }

  private FilterTable table(IpFamily family) {
    FilterTable table = tables.get(family);
    if (table == null) {
      throw new IllegalStateException("each family has one");
    }
    return table;
  }

  /**
   * Sets or removes filters, in this order, as few transactions as can be; an errno for each, or 0.
   */
  public int[] apply(List<Operation> operations, long deadlineNanos) {
    int[] errnos = new int[operations.size()];
    int from = 0;
    while (from < operations.size()) {
      int to = from + 1;
      while (to < operations.size() && isLike(operations.get(to), operations.get(from))) {
        to++;
      }
      int errno = applyLike(operations.subList(from, to), deadlineNanos);
      for (int i = from; i < to; i++) {
        errnos[i] = errno;
      }
      from = to;
    }
    return errnos;
  }

  private static boolean isLike(Operation one, Operation other) {
    return one instanceof Operation.Set == other instanceof Operation.Set
        && entry(one).family() == entry(other).family();
  }

  private static FilterEntry entry(Operation operation) {
    return ((Resource.Filter) operation.resource()).entry();
  }

  private int applyLike(List<Operation> operations, long deadlineNanos) {
    boolean sets = operations.getFirst() instanceof Operation.Set;
    IpFamily family = entry(operations.getFirst()).family();
    List<FilterEntry> entries = operations.stream().map(FirewallClient::entry).toList();
    try {
      NfTransactions kernel = kernel(deadlineNanos);
      int errno = table(family).change(entries, sets, settings, kernel);
      deleteIfUnwanted(family, kernel);
      return errno;
    } catch (OsException refused) {
      return refused.errno();
    }
  }

  /**
   * From now on filters by these settings, so much of each family. Deletes what an earlier run left
   * where that may do harm, and makes anew what was made by other settings; 0 or an errno.
   */
  public int keep(Firewall.Nftables next, Map<IpFamily, Share> nextShares, long deadlineNanos) {
    Firewall.Nftables before = settings;
    settings = next;
    shares.putAll(nextShares);
    boolean unused = shares.values().stream().allMatch(it -> it == Share.NONE);
    if (unused && transactions.isEmpty() && !NfTransactions.areThere()) {
      return 0;
    }
    try {
      NfTransactions kernel = kernel(deadlineNanos);
      int result = 0;
      for (IpFamily family : IpFamily.values()) {
        boolean other = !before.equals(next) && table(family).isMade();
        int errno = other ? table(family).replace(next, kernel) : 0;
        if (errno == 0 && !table(family).isMade() && shares.get(family) != Share.ALL) {
          errno = table(family).delete(next, kernel);
        }
        deleteIfUnwanted(family, kernel);
        result = result == 0 ? errno : result;
      }
      // Who filters nothing does without.
      return unused ? 0 : result;
    } catch (OsException refused) {
      return unused ? 0 : refused.errno();
    }
  }

  private void deleteIfUnwanted(IpFamily family, NfTransactions kernel) {
    FilterTable table = table(family);
    if (table.isMade() && table.isEmpty() && shares.get(family) == Share.NONE) {
      table.delete(settings, kernel);
    }
  }

  /**
   * Sends what a takeover would send, to where it is refused: it must not be for the first time.
   */
  public void rehearse(List<Operation> operations, long deadlineNanos) {
    for (IpFamily family : IpFamily.values()) {
      List<FilterEntry> entries =
          operations.stream()
              .map(FirewallClient::entry)
              .filter(it -> it.family() == family)
              .toList();
      NfTable nowhere = FilterRuleset.table(NOWHERE, family, List.of());
      var writer = new NfTablesWriter().begin();
      FilterRuleset.elements(entries)
          .forEach((set, elements) -> writer.add(nowhere, set, elements));
      writer.end();
      if (!entries.isEmpty()) {
        transactions.ifPresent(it -> it.before(deadlineNanos).carryOut(writer));
      }
    }
  }

  /** By which notices name our own changes; none while there are none. */
  public Optional<Integer> portId() {
    return transactions.map(NfTransactions::portId);
  }

  /**
   * Looks whether the tables are as we made them, and makes anew those that are not.
   *
   * @return the families whose table was made anew, with 0, or the errno that it was refused with
   */
  public Map<IpFamily, Integer> mend(long deadlineNanos) {
    var mended = new EnumMap<IpFamily, Integer>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      FilterTable table = table(family);
      transactions
          .map(it -> it.before(deadlineNanos))
          .filter(it -> !table.isAsItShouldBe(it))
          .ifPresent(it -> mended.put(family, table.replace(settings, it)));
    }
    return mended;
  }

  /** Deletes the tables that a process which has died may have left; 0 or an errno. */
  public int deleteLeftovers(List<Firewall.Nftables> used, long deadlineNanos) {
    try {
      NfTransactions kernel = kernel(deadlineNanos);
      var transaction = new NfTablesWriter().begin();
      var names = new ArrayList<String>();
      for (Firewall.Nftables each : used) {
        if (!names.contains(each.table())) {
          names.add(each.table());
          transaction.delete(each.table(), IpFamily.INET).delete(each.table(), IpFamily.INET6);
        }
      }
      return names.isEmpty() ? 0 : kernel.carryOut(transaction.end());
    } catch (OsException refused) {
      return refused.errno();
    }
  }

  @Override
  public void close() {
    transactions.ifPresent(NfTransactions::close);
  }
}
