package dev.baton.linux.firewall;

import static dev.baton.linux.libc.LinuxNetfilter.*;
import static dev.baton.linux.libc.LinuxNfTables.*;

import dev.baton.core.net.IpFamily;
import dev.baton.linux.firewall.NfTable.NfChain;
import dev.baton.linux.firewall.NfTable.NfElement;
import dev.baton.linux.firewall.NfTable.NfSet;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.netlink.MessageWriter;
import java.util.List;

/**
 * Messages of nf_tables. A transaction is what stands between {@link #begin} and {@link #end}: the
 * kernel does all of it, or nothing.
 *
 * <pre>
 * nlmsghdr | nfgenmsg (family, version, resource) | attributes
 * </pre>
 */
final class NfTablesWriter {

  /** An attribute has at most 64 KiB; an element takes up to 52 bytes. */
  private static final int ELEMENTS_PER_MESSAGE = 1_000;

  private final MessageWriter out = new MessageWriter();
  private int setId;

  /** Begins a transaction. */
  NfTablesWriter begin() {
    return batch(NFNL_MSG_BATCH_BEGIN);
  }

  /** Ends it. */
  NfTablesWriter end() {
    return batch(NFNL_MSG_BATCH_END);
  }

  private NfTablesWriter batch(int type) {
    out.begin(type, LinuxNetlink.NLM_F_REQUEST);
    out.putByte(SysSocket.AF_UNSPEC).putByte(NFNETLINK_V0);
    // The subsystem, in the network's order.
    out.putByte(0).putByte(NFNL_SUBSYS_NFTABLES);
    out.end();
    return this;
  }

  /** The whole table, in the place of one of its name. */
  NfTablesWriter replace(NfTable table) {
    delete(table.name(), table.family());
    makeTable(table.name(), table.family());
    for (NfSet set : table.sets()) {
      makeSet(table, set);
      elements(NFT_MSG_NEWSETELEM, table, set.name(), set.elements());
    }
    for (NfChain chain : table.chains()) {
      makeChain(table, chain);
    }
    for (NfChain chain : table.chains()) {
      chain.rules().forEach(rule -> addRule(table, chain.name(), rule));
    }
    return this;
  }

  /** No table of this name; that there is none is no mistake, for it is made before. */
  NfTablesWriter delete(String name, IpFamily family) {
    makeTable(name, family);
    message(NFT_MSG_DELTABLE, 0, family).textAttribute(NFTA_TABLE_NAME, name).end();
    return this;
  }

  private void makeTable(String name, IpFamily family) {
    message(NFT_MSG_NEWTABLE, LinuxNetlink.NLM_F_CREATE, family)
        .textAttribute(NFTA_TABLE_NAME, name)
        .end();
  }

  private void makeSet(NfTable table, NfSet set) {
    message(NFT_MSG_NEWSET, LinuxNetlink.NLM_F_CREATE, table.family())
        .textAttribute(NFTA_SET_TABLE, table.name())
        .textAttribute(NFTA_SET_NAME, set.name());
    number(NFTA_SET_FLAGS, set.flags());
    number(NFTA_SET_KEY_TYPE, set.keyType());
    number(NFTA_SET_KEY_LEN, set.keyBytes());
    if (set.valueType() != 0) {
      number(NFTA_SET_DATA_TYPE, set.valueType());
      number(NFTA_SET_DATA_LEN, Integer.BYTES);
    }
    number(NFTA_SET_ID, ++setId);
    if (set.shown().length > 0) {
      out.attribute(NFTA_SET_USERDATA, set.shown());
    }
    out.end();
  }

  /** Puts these into a set; that they are there already is no mistake. */
  NfTablesWriter add(NfTable table, String set, List<NfElement> elements) {
    return elements(NFT_MSG_NEWSETELEM, table, set, elements);
  }

  /** Takes these out of it. */
  NfTablesWriter remove(NfTable table, String set, List<NfElement> elements) {
    return elements(NFT_MSG_DELSETELEM, table, set, elements);
  }

  private NfTablesWriter elements(int type, NfTable table, String set, List<NfElement> elements) {
    for (int from = 0; from < elements.size(); from += ELEMENTS_PER_MESSAGE) {
      int to = Math.min(from + ELEMENTS_PER_MESSAGE, elements.size());
      message(type, type == NFT_MSG_NEWSETELEM ? LinuxNetlink.NLM_F_CREATE : 0, table.family())
          .textAttribute(NFTA_SET_ELEM_LIST_TABLE, table.name())
          .textAttribute(NFTA_SET_ELEM_LIST_SET, set);
      int list = out.beginNested(NFTA_SET_ELEM_LIST_ELEMENTS);
      elements.subList(from, to).forEach(this::element);
      out.endNested(list).end();
    }
    return this;
  }

  private void element(NfElement element) {
    int mark = out.beginNested(NFTA_LIST_ELEM);
    value(NFTA_SET_ELEM_KEY, element.key());
    if (element.value().length > 0) {
      value(NFTA_SET_ELEM_DATA, element.value());
    }
    out.endNested(mark);
  }

  private void value(int type, byte[] bytes) {
    int mark = out.beginNested(type);
    out.attribute(NFTA_DATA_VALUE, bytes);
    out.endNested(mark);
  }

  private void makeChain(NfTable table, NfChain chain) {
    message(NFT_MSG_NEWCHAIN, LinuxNetlink.NLM_F_CREATE, table.family())
        .textAttribute(NFTA_CHAIN_TABLE, table.name())
        .textAttribute(NFTA_CHAIN_NAME, chain.name());
    chain
        .hook()
        .ifPresent(
            hook -> {
              int mark = out.beginNested(NFTA_CHAIN_HOOK);
              number(NFTA_HOOK_HOOKNUM, hook.number());
              number(NFTA_HOOK_PRIORITY, hook.priority());
              out.endNested(mark);
              number(NFTA_CHAIN_POLICY, NF_ACCEPT);
              out.textAttribute(NFTA_CHAIN_TYPE, "filter");
            });
    out.end();
  }

  private void addRule(NfTable table, String chain, List<NfExpression> rule) {
    int flags = LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_APPEND;
    message(NFT_MSG_NEWRULE, flags, table.family())
        .textAttribute(NFTA_RULE_TABLE, table.name())
        .textAttribute(NFTA_RULE_CHAIN, chain);
    int list = out.beginNested(NFTA_RULE_EXPRESSIONS);
    for (NfExpression expression : rule) {
      int mark = out.beginNested(NFTA_LIST_ELEM);
      out.textAttribute(NFTA_EXPR_NAME, expression.name());
      int data = out.beginNested(NFTA_EXPR_DATA);
      expression.write(out);
      out.endNested(data).endNested(mark);
    }
    out.endNested(list).end();
  }

  /** Asks for the rules of a table. */
  static byte[] rulesOf(String table, IpFamily family) {
    var writer = new NfTablesWriter();
    return writer
        .message(NFT_MSG_GETRULE, LinuxNetlink.NLM_F_DUMP, family)
        .textAttribute(NFTA_RULE_TABLE, table)
        .end()
        .toBytes();
  }

  /** Asks for what is in a set. */
  static byte[] elementsOf(String table, IpFamily family, String set) {
    var writer = new NfTablesWriter();
    return writer
        .message(NFT_MSG_GETSETELEM, LinuxNetlink.NLM_F_DUMP, family)
        .textAttribute(NFTA_SET_ELEM_LIST_TABLE, table)
        .textAttribute(NFTA_SET_ELEM_LIST_SET, set)
        .end()
        .toBytes();
  }

  /** Each is acknowledged, when the transaction is done. */
  private MessageWriter message(int type, int flags, IpFamily family) {
    boolean dump = (flags & LinuxNetlink.NLM_F_DUMP) == LinuxNetlink.NLM_F_DUMP;
    int acknowledged = dump ? 0 : LinuxNetlink.NLM_F_ACK;
    return out.begin(
            NFNL_SUBSYS_NFTABLES << Byte.SIZE | type,
            LinuxNetlink.NLM_F_REQUEST | acknowledged | flags)
        .putFamily(family)
        .putByte(NFNETLINK_V0)
        .putShort(0);
  }

  private void number(int type, int value) {
    out.networkAttribute(type, value, Integer.BYTES);
  }

  /** How many messages there are, the first and the last of the transaction included. */
  int count() {
    return out.count();
  }

  byte[] toBytes() {
    return out.toBytes();
  }
}
