package dev.baton.linux.firewall;

import static dev.baton.linux.libc.LinuxNfTables.*;

import dev.baton.core.net.IpFamily;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.LinuxNetfilter;
import dev.baton.linux.libc.LinuxNetfilter.Nfgenmsg;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import dev.baton.linux.netlink.NetlinkRequester;
import dev.baton.linux.netlink.NetlinkRequester.DumpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Transactions with the kernel's nf_tables, and what it answers when it is asked. */
final class NfTransactions implements AutoCloseable {

  private final NetlinkRequester requester;
  private long deadlineNanos;

  private NfTransactions(NetlinkRequester requester) {
    this.requester = requester;
  }

  /** With the network namespace of the calling thread. */
  static NfTransactions open() throws OsException {
    return new NfTransactions(NetlinkRequester.open(LinuxNetfilter.NETLINK_NETFILTER));
  }

  /**
   * Whether to ask this kernel for nf_tables loads nothing into it: it has loaded them, or it loads
   * no modules at all.
   */
  static boolean areThere() {
    try {
      return Files.exists(Path.of("/sys/module/nf_tables"))
          || Files.readString(Path.of("/proc/modules")).isEmpty();
    } catch (IOException noModules) {
      return true;
    }
  }

  /** By which notices name what was asked for here. */
  int portId() {
    return requester.portId();
  }

  /** What is asked from now on is to be answered before then. */
  NfTransactions before(long nanos) {
    deadlineNanos = nanos;
    return this;
  }

  /** Carries a transaction out; 0 or an errno. */
  int carryOut(NfTablesWriter transaction) {
    return -requester.transact(transaction.toBytes(), transaction.count(), deadlineNanos);
  }

  /** How many rules each chain of a table has; none if there is no such table. */
  Map<String, Integer> ruleCounts(String table, IpFamily family) {
    var counts = new HashMap<String, Integer>();
    requester.dump(
        NfTablesWriter.rulesOf(table, family),
        new DumpSink() {
          @Override
          public void restart() {
            counts.clear();
          }

          @Override
          public void take(MessageReader message) {
            AttributeReader attribute = message.attributes(Nfgenmsg.SIZE);
            while (attribute.next()) {
              if (attribute.type() == NFTA_RULE_CHAIN) {
                counts.merge(attribute.asText(), 1, Integer::sum);
              }
            }
          }
        },
        deadlineNanos);
    return counts;
  }

  /** The keys of a set, as {@link NfTable.NfElement#keyText}; none if there is no such set. */
  Set<String> keys(String table, IpFamily family, String set) {
    var keys = new HashSet<String>();
    requester.dump(
        NfTablesWriter.elementsOf(table, family, set),
        new DumpSink() {
          @Override
          public void restart() {
            keys.clear();
          }

          @Override
          public void take(MessageReader message) {
            AttributeReader attribute = message.attributes(Nfgenmsg.SIZE);
            while (attribute.next()) {
              if (attribute.type() == NFTA_SET_ELEM_LIST_ELEMENTS) {
                addKeys(attribute.nested(), keys);
              }
            }
          }
        },
        deadlineNanos);
    return keys;
  }

  private static void addKeys(AttributeReader elements, Set<String> keys) {
    while (elements.next()) {
      AttributeReader part = elements.nested();
      while (part.next()) {
        AttributeReader value = part.nested();
        if (part.type() == NFTA_SET_ELEM_KEY && value.next()) {
          keys.add(HexFormat.of().formatHex(value.asBytes()));
        }
      }
    }
  }

  @Override
  public void close() {
    requester.close();
  }
}
