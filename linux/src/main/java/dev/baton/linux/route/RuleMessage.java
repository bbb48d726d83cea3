package dev.baton.linux.route;

import static dev.baton.linux.libc.LinuxRouting.*;

import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.kernel.RuleSpec.Mark;
import dev.baton.core.kernel.RuleSpec.Range;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxRouting.FibRuleHdr;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import java.util.Optional;

/** Reads what rtnetlink says of a rule (RTM_NEWRULE, RTM_DELRULE): all of it. */
final class RuleMessage {

  private RuleMessage() {}

  /** Empty when it is of another family, or does what no configuration asks for. */
  static Optional<RuleSpec> decode(MessageReader message) {
    Optional<IpFamily> family = RoutingMessage.family(message.byteAt(FibRuleHdr.FAMILY));
    var attributes = new Attributes(message);
    Optional<RuleSpec.Action> action =
        attributes.action(message.byteAt(FibRuleHdr.ACTION), message.byteAt(FibRuleHdr.TABLE));
    if (family.isEmpty() || action.isEmpty()) {
      return Optional.empty();
    }
    var selector =
        new RuleSpec.Selector(
            (message.intAt(FibRuleHdr.FLAGS) & FIB_RULE_INVERT) != 0,
            attributes.from.flatMap(
                it -> prefix(it, family.get(), message.byteAt(FibRuleHdr.SRC_LEN))),
            attributes.to.flatMap(
                it -> prefix(it, family.get(), message.byteAt(FibRuleHdr.DST_LEN))),
            attributes.inputDevice,
            attributes.outputDevice,
            message.byteAt(FibRuleHdr.TOS),
            attributes.mark(),
            attributes.tunnelId,
            attributes.ipProtocol,
            attributes.users,
            attributes.sourcePorts,
            attributes.destinationPorts);
    return Optional.of(
        new RuleSpec(
            family.get(),
            selector,
            action.get(),
            attributes.preference,
            attributes.protocol,
            new RuleSpec.Suppression(
                attributes.suppressedBits, attributes.suppressedGroup, attributes.realms)));
  }

  private static Optional<IpPrefix> prefix(IpAddress address, IpFamily family, int bits) {
    return address.family() == family && bits <= family.prefixBitsMax()
        ? Optional.of(new IpPrefix(address, bits))
        : Optional.empty();
  }

  /** The attributes as they come, in any order. */
  private static final class Attributes {

    private Optional<IpAddress> from = Optional.empty();
    private Optional<IpAddress> to = Optional.empty();
    private String inputDevice = "";
    private String outputDevice = "";
    private long markValue;
    private long markMask;
    private long tunnelId;
    private int ipProtocol;
    private Optional<Range> users = Optional.empty();
    private Optional<Range> sourcePorts = Optional.empty();
    private Optional<Range> destinationPorts = Optional.empty();
    private long preference;
    private int protocol;
    private long table;
    private long target;
    private boolean ofVrf;
    private long suppressedBits = -1;
    private long suppressedGroup = -1;
    private long realms;

    Attributes(MessageReader message) {
      AttributeReader attribute = message.attributes(FibRuleHdr.SIZE);
      while (attribute.next()) {
        take(attribute);
      }
    }

    private void take(AttributeReader attribute) {
      switch (attribute.type()) {
        case FRA_SRC -> from = attribute.asAddress();
        case FRA_DST -> to = attribute.asAddress();
        case FRA_IIFNAME -> inputDevice = attribute.asText();
        case FRA_OIFNAME -> outputDevice = attribute.asText();
        case FRA_FWMARK -> markValue = unsigned(attribute);
        case FRA_FWMASK -> markMask = unsigned(attribute);
        case FRA_TUN_ID -> tunnelId = attribute.asNetworkLong();
        case FRA_IP_PROTO -> ipProtocol = attribute.asByte();
        case FRA_UID_RANGE ->
            users =
                Optional.of(
                    new Range(
                        unsigned(attribute),
                        Integer.toUnsignedLong(attribute.intAt(Integer.BYTES))));
        case FRA_SPORT_RANGE -> sourcePorts = Optional.of(ports(attribute));
        case FRA_DPORT_RANGE -> destinationPorts = Optional.of(ports(attribute));
        default -> takeAction(attribute);
      }
    }

    private void takeAction(AttributeReader attribute) {
      switch (attribute.type()) {
        case FRA_PRIORITY -> preference = unsigned(attribute);
        case FRA_PROTOCOL -> protocol = attribute.asByte();
        case FRA_TABLE -> table = unsigned(attribute);
        case FRA_GOTO -> target = unsigned(attribute);
        case FRA_L3MDEV -> ofVrf = attribute.asByte() != 0;
        // The kernel says -1 of a rule that suppresses nothing.
        case FRA_SUPPRESS_PREFIXLEN -> suppressedBits = attribute.asInt();
        case FRA_SUPPRESS_IFGROUP -> suppressedGroup = attribute.asInt();
        case FRA_FLOW -> realms = unsigned(attribute);
        default -> {}
      }
    }

    private static long unsigned(AttributeReader attribute) {
      return Integer.toUnsignedLong(attribute.asInt());
    }

    private static Range ports(AttributeReader attribute) {
      return new Range(attribute.shortAt(0), attribute.shortAt(Short.BYTES));
    }

    Optional<Mark> mark() {
      return markValue == 0 && markMask == 0
          ? Optional.empty()
          : Optional.of(new Mark(markValue, markMask));
    }

    Optional<RuleSpec.Action> action(int number, int shortTable) {
      return switch (number) {
        case FR_ACT_TO_TBL ->
            Optional.of(
                ofVrf
                    ? new RuleSpec.LookupOfVrf()
                    : new RuleSpec.Lookup(table == 0 ? shortTable : table));
        case FR_ACT_GOTO -> Optional.of(new RuleSpec.GoTo(target));
        case FR_ACT_NOP -> Optional.of(RuleSpec.Verdict.NOP);
        case FR_ACT_BLACKHOLE -> Optional.of(RuleSpec.Verdict.BLACKHOLE);
        case FR_ACT_UNREACHABLE -> Optional.of(RuleSpec.Verdict.UNREACHABLE);
        case FR_ACT_PROHIBIT -> Optional.of(RuleSpec.Verdict.PROHIBIT);
        default -> Optional.empty();
      };
    }
  }
}
