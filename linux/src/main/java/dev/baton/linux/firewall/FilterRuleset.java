package dev.baton.linux.firewall;

import static dev.baton.linux.libc.LinuxNetfilter.*;
import static dev.baton.linux.libc.LinuxNfTables.*;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.kernel.FilterEntry.Where;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.firewall.NfExpression.Counted;
import dev.baton.linux.firewall.NfExpression.Duplicated;
import dev.baton.linux.firewall.NfExpression.Equal;
import dev.baton.linux.firewall.NfExpression.InSet;
import dev.baton.linux.firewall.NfExpression.Mapped;
import dev.baton.linux.firewall.NfExpression.Masked;
import dev.baton.linux.firewall.NfExpression.Meta;
import dev.baton.linux.firewall.NfExpression.Payload;
import dev.baton.linux.firewall.NfExpression.Verdict;
import dev.baton.linux.firewall.NfTable.Hook;
import dev.baton.linux.firewall.NfTable.NfChain;
import dev.baton.linux.firewall.NfTable.NfElement;
import dev.baton.linux.firewall.NfTable.NfSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the table of a family looks like: the same sets, chains and rules as keepalived 2.4 makes,
 * so that what reads its tables reads ours.
 */
final class FilterRuleset {

  // The numbers by which nft(8) knows types; of a concatenation six bits each.
  private static final int IPV4_ADDRESS = 7;
  private static final int IPV6_ADDRESS = 8;
  private static final int INTERFACE_INDEX = 20;
  private static final int ICMPV6_TYPE = 29;
  private static final int INTERFACE_NAME = 41;
  private static final int TYPE_BITS = 6;

  // In which order nft(8) is to read the keys and the values of a set: type, length, number.
  private static final byte KEY_ORDER = 0;
  private static final byte VALUE_ORDER = 1;
  private static final int HOST_ORDER = 1;
  private static final int ORDER_BYTES = 2 + Integer.BYTES;

  private static final int NAME_BYTES = 16;

  // Where the fields are in the header of each family.
  private static final int PROTOCOL4 = 9;
  private static final int SOURCE4 = 12;
  private static final int DESTINATION4 = 16;
  private static final int SOURCE6 = 8;
  private static final int DESTINATION6 = 24;

  private static final byte IGMP = 2;
  private static final byte ICMPV6 = 58;

  // RFC 2710, RFC 4861, RFC 3810.
  private static final byte LISTENER_REPORT = (byte) 131;
  private static final byte ROUTER_SOLICITATION = (byte) 133;
  private static final byte NEIGHBOUR_SOLICITATION = (byte) 135;
  private static final byte NEIGHBOUR_ADVERTISEMENT = (byte) 136;
  private static final byte LISTENER_REPORT_2 = (byte) 143;

  private static final String VIPS = "vips";
  private static final String BY_INDEX = "vips_link_local";
  private static final String BY_NAME = "vips_link_local_name";
  private static final String MAP = "vmac_map";
  private static final String DEVICES = "vmac_set";
  private static final String REPORTS = "mld-report";
  private static final String DISCOVERY = "neighbor-discovery";
  private static final String PARENTS = "parent_link_local";
  private static final String IN_LINK_LOCAL = "in_link_local";
  private static final String OUT_LINK_LOCAL = "out_link_local";

  private final Firewall.Nftables settings;
  private final Map<String, List<NfElement>> elements;

  private FilterRuleset(Firewall.Nftables settings, Map<String, List<NfElement>> elements) {
    this.settings = settings;
    this.elements = elements;
  }

  /** The table with these entries, all of this family. */
  static NfTable table(
      Firewall.Nftables settings, IpFamily family, Collection<FilterEntry> entries) {
    var ruleset = new FilterRuleset(settings, elements(entries));
    boolean four = family == IpFamily.INET;
    return new NfTable(
        settings.table(),
        family,
        four ? ruleset.sets4() : ruleset.sets6(),
        four ? ruleset.chains4() : ruleset.chains6());
  }

  /** Which elements entries are, by the names of the sets that they are in. */
  static Map<String, List<NfElement>> elements(Collection<FilterEntry> entries) {
    var elements = new LinkedHashMap<String, List<NfElement>>();
    for (FilterEntry entry : entries) {
      switch (entry) {
        case FilterEntry.Drop(IpAddress address, Where where) ->
            put(
                elements,
                switch (where) {
                  case Where.Anywhere _ -> VIPS;
                  case Where.OnLink _ -> BY_INDEX;
                  case Where.OnDevice _ -> BY_NAME;
                },
                NfElement.of(
                    switch (where) {
                      case Where.Anywhere _ -> address.octets();
                      case Where.OnLink(int index) -> both(address.octets(), number(index));
                      case Where.OnDevice(String name) -> both(address.octets(), padded(name));
                    }));
        case FilterEntry.MovedReports(IpFamily family, int device, int parent) -> {
          put(elements, MAP, new NfElement(number(device), number(parent)));
          if (family == IpFamily.INET6) {
            put(elements, DEVICES, NfElement.of(number(device)));
          }
        }
        case FilterEntry.HiddenParent(IpAddress linkLocal, String device) ->
            put(elements, PARENTS, NfElement.of(both(linkLocal.octets(), padded(device))));
      }
    }
    return elements;
  }

  private static void put(Map<String, List<NfElement>> elements, String set, NfElement element) {
    elements.computeIfAbsent(set, _ -> new ArrayList<>()).add(element);
  }

  /** An interface's index, which the kernel compares as the machine has it. */
  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  private static byte[] padded(String name) {
    return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), NAME_BYTES);
  }

  private static byte[] both(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  // Sets

  private List<NfSet> sets4() {
    var sets = new ArrayList<NfSet>();
    if (has(MAP)) {
      sets.add(deviceMap());
    }
    sets.add(set(VIPS, IPV4_ADDRESS, IpFamily.INET.addressBytes(), 0));
    return sets;
  }

  private List<NfSet> sets6() {
    int addressBytes = IpFamily.INET6.addressBytes();
    var sets = new ArrayList<NfSet>();
    sets.add(set(PARENTS, with(INTERFACE_NAME), addressBytes + NAME_BYTES, 0));
    if (has(MAP)) {
      sets.add(deviceMap());
      sets.add(indexes(DEVICES, 0, 0));
      sets.add(constant(REPORTS, LISTENER_REPORT, LISTENER_REPORT_2));
    }
    sets.add(set(VIPS, IPV6_ADDRESS, addressBytes, 0));
    sets.add(constant(DISCOVERY, NEIGHBOUR_SOLICITATION, NEIGHBOUR_ADVERTISEMENT));
    if (has(BY_NAME)) {
      sets.add(set(BY_NAME, with(INTERFACE_NAME), addressBytes + NAME_BYTES, 0));
    }
    if (has(BY_INDEX)) {
      sets.add(set(BY_INDEX, with(INTERFACE_INDEX), addressBytes + Integer.BYTES, 0));
    }
    return sets;
  }

  private boolean has(String set) {
    return elements.containsKey(set);
  }

  private static int with(int type) {
    return IPV6_ADDRESS << TYPE_BITS | type;
  }

  private NfSet set(String name, int keyType, int keyBytes, int flags) {
    return new NfSet(
        name, keyType, keyBytes, flags, 0, new byte[0], elements.getOrDefault(name, List.of()));
  }

  private NfSet deviceMap() {
    return indexes(MAP, NFT_SET_MAP, INTERFACE_INDEX);
  }

  /** A set or map of numbers that are in the machine's order, of which nft(8) must be told. */
  private NfSet indexes(String name, int flags, int valueType) {
    ByteBuffer shown = ByteBuffer.allocate(2 * ORDER_BYTES).order(ByteOrder.nativeOrder());
    shown.put(KEY_ORDER).put((byte) Integer.BYTES).putInt(HOST_ORDER);
    shown.put(VALUE_ORDER).put((byte) Integer.BYTES).putInt(valueType == 0 ? 0 : HOST_ORDER);
    return new NfSet(
        name,
        INTERFACE_INDEX,
        Integer.BYTES,
        flags,
        valueType,
        shown.array(),
        elements.getOrDefault(name, List.of()));
  }

  private static NfSet constant(String name, byte... types) {
    var members = new ArrayList<NfElement>();
    for (byte type : types) {
      members.add(NfElement.of(new byte[] {type}));
    }
    return new NfSet(name, ICMPV6_TYPE, Byte.BYTES, NFT_SET_CONSTANT, 0, new byte[0], members);
  }

  // Chains

  private List<NfChain> chains4() {
    var out = new ArrayList<List<NfExpression>>();
    if (has(MAP)) {
      out.add(
          rule(
              drop(),
              network(PROTOCOL4, 1, NFT_REG_1),
              new Equal(NFT_REG_1, new byte[] {IGMP}),
              new Meta(NFT_META_OIFKIND, NFT_REG_1),
              macvlan(),
              network(DESTINATION4, Integer.BYTES, NFT_REG_1),
              new Meta(NFT_META_OIF, NFT_REG_2),
              new Mapped(MAP, NFT_REG_2),
              new Duplicated(NFT_REG_1, NFT_REG_2)));
    }
    int bytes = IpFamily.INET.addressBytes();
    out.add(rule(drop(), network(SOURCE4, bytes, NFT_REG_1), new InSet(VIPS, NFT_REG_1)));
    return List.of(
        base("out", NF_INET_LOCAL_OUT, out),
        base(
            "in",
            NF_INET_LOCAL_IN,
            List.of(
                rule(
                    drop(), network(DESTINATION4, bytes, NFT_REG_1), new InSet(VIPS, NFT_REG_1)))));
  }

  private List<NfChain> chains6() {
    var out = new ArrayList<List<NfExpression>>();
    out.add(
        rule(
            drop(),
            icmp(
                new Equal(NFT_REG_1, new byte[] {NEIGHBOUR_ADVERTISEMENT}),
                new Meta(NFT_META_OIFKIND, NFT_REG_1),
                macvlan(),
                address6(SOURCE6),
                new Meta(NFT_META_OIFNAME, NFT_REG_2),
                new InSet(PARENTS, NFT_REG_1))));
    if (has(MAP)) {
      out.add(
          rule(
              drop(),
              icmp(
                  new InSet(REPORTS, NFT_REG_1),
                  new Meta(NFT_META_OIFKIND, NFT_REG_1),
                  macvlan(),
                  address6(DESTINATION6),
                  new Meta(NFT_META_OIF, NFT_REG_2),
                  new Mapped(MAP, NFT_REG_2),
                  new Duplicated(NFT_REG_1, NFT_REG_2))));
      out.add(
          rule(
              drop(),
              icmp(
                  new Equal(NFT_REG_1, new byte[] {ROUTER_SOLICITATION}),
                  new Meta(NFT_META_OIFKIND, NFT_REG_1),
                  macvlan(),
                  new Meta(NFT_META_OIF, NFT_REG_1),
                  new InSet(DEVICES, NFT_REG_1))));
    }
    out.addAll(common(SOURCE6, OUT_LINK_LOCAL));
    return List.of(
        base("out", NF_INET_LOCAL_OUT, out),
        base("in", NF_INET_LOCAL_IN, common(DESTINATION6, IN_LINK_LOCAL)),
        linkLocal(IN_LINK_LOCAL, DESTINATION6, NFT_META_IIFNAME, NFT_META_IIF),
        linkLocal(OUT_LINK_LOCAL, SOURCE6, NFT_META_OIFNAME, NFT_META_OIF));
  }

  /** What both directions of IPv6 end with: neighbours are always found. */
  private List<List<NfExpression>> common(int field, String linkLocalChain) {
    byte[] mask = new byte[IpFamily.INET6.addressBytes()];
    mask[0] = (byte) 0xFF;
    mask[1] = (byte) 0xC0;
    byte[] linkLocal = new byte[mask.length];
    linkLocal[0] = (byte) 0xFE;
    linkLocal[1] = (byte) 0x80;
    return List.of(
        rule(new Verdict(NF_ACCEPT, ""), icmp(new InSet(DISCOVERY, NFT_REG_1))),
        rule(
            new Verdict(NFT_GOTO, linkLocalChain),
            address6(field),
            new Masked(NFT_REG_1, mask),
            new Equal(NFT_REG_1, linkLocal)),
        rule(drop(), address6(field), new InSet(VIPS, NFT_REG_1)));
  }

  private NfChain linkLocal(String name, int field, int nameKey, int indexKey) {
    var rules = new ArrayList<List<NfExpression>>();
    if (has(BY_NAME)) {
      rules.add(
          rule(
              drop(),
              address6(field),
              new Meta(nameKey, NFT_REG_2),
              new InSet(BY_NAME, NFT_REG_1)));
    }
    if (has(BY_INDEX)) {
      rules.add(
          rule(
              drop(),
              address6(field),
              new Meta(indexKey, NFT_REG_2),
              new InSet(BY_INDEX, NFT_REG_1)));
    }
    return new NfChain(name, Optional.empty(), rules);
  }

  private NfChain base(String name, int hook, List<List<NfExpression>> rules) {
    return new NfChain(name, Optional.of(new Hook(hook, settings.priority())), rules);
  }

  // Rules

  private List<NfExpression> rule(Verdict verdict, NfExpression... matches) {
    var rule = new ArrayList<>(List.of(matches));
    if (settings.counters()) {
      rule.add(new Counted());
    }
    rule.add(verdict);
    return rule;
  }

  private static Verdict drop() {
    return new Verdict(NF_DROP, "");
  }

  private static NfExpression network(int offset, int bytes, int register) {
    return new Payload(NFT_PAYLOAD_NETWORK_HEADER, offset, bytes, register);
  }

  private static NfExpression address6(int offset) {
    return network(offset, IpFamily.INET6.addressBytes(), NFT_REG_1);
  }

  /** Of ICMPv6, also behind extension headers, its type is in the first register. */
  private static NfExpression[] icmp(NfExpression... further) {
    var matches =
        new ArrayList<NfExpression>(
            List.of(
                new Meta(NFT_META_L4PROTO, NFT_REG_1),
                new Equal(NFT_REG_1, new byte[] {ICMPV6}),
                new Payload(NFT_PAYLOAD_TRANSPORT_HEADER, 0, Byte.BYTES, NFT_REG_1)));
    matches.addAll(List.of(further));
    return matches.toArray(NfExpression[]::new);
  }

  /** The kind of the link, as the kernel pads it. */
  private static NfExpression macvlan() {
    return new Equal(NFT_REG_1, padded("macvlan"));
  }
}
