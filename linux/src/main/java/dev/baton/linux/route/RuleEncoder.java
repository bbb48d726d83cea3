package dev.baton.linux.route;

import static dev.baton.linux.libc.LinuxRouting.*;

import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.kernel.RuleSpec.Selector;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.netlink.MessageWriter;

/**
 * Rules in the kernel's form (RTM_NEWRULE, RTM_DELRULE).
 *
 * <p>An addition carries EXCL, without which the kernel would take the same rule twice: one that is
 * there is {@code EEXIST}. A deletion names all that an addition does, our protocol number too, so
 * that a like rule of somebody else stays; of one that is gone it is {@code ENOENT}.
 */
final class RuleEncoder {

  private static final int BYTE_MAX = 0xFF;

  private RuleEncoder() {}

  static void add(Resource.Rule rule, int flags, MessageWriter out) {
    int create = LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_EXCL;
    encode(rule.spec(), RTM_NEWRULE, flags | create, out);
  }

  static void delete(Resource.Rule rule, int flags, MessageWriter out) {
    encode(rule.spec(), RTM_DELRULE, flags, out);
  }

  private static void encode(RuleSpec spec, int type, int flags, MessageWriter out) {
    Selector selector = spec.selector();
    long table = spec.action() instanceof RuleSpec.Lookup(long number) ? number : RT_TABLE_UNSPEC;
    int unused = 0;
    out.begin(type, LinuxNetlink.NLM_F_REQUEST | flags);
    out.putFamily(spec.family());
    out.putByte(selector.to().map(IpPrefix::prefixBits).orElse(0));
    out.putByte(selector.from().map(IpPrefix::prefixBits).orElse(0));
    out.putByte(Math.max(0, selector.tos()));
    out.putByte(table <= BYTE_MAX ? (int) table : RT_TABLE_UNSPEC);
    out.putByte(unused).putByte(unused).putByte(number(spec.action()));
    out.putInt(selector.inverted() ? FIB_RULE_INVERT : 0);
    selector(selector, out);
    action(spec, table, out);
    out.intAttribute(FRA_PRIORITY, (int) spec.preference());
    out.byteAttribute(FRA_PROTOCOL, spec.protocol());
    out.end();
  }

  private static void selector(Selector selector, MessageWriter out) {
    selector.from().ifPresent(it -> out.addressAttribute(FRA_SRC, it.address()));
    selector.to().ifPresent(it -> out.addressAttribute(FRA_DST, it.address()));
    if (!selector.inputDevice().isEmpty()) {
      out.textAttribute(FRA_IIFNAME, selector.inputDevice());
    }
    if (!selector.outputDevice().isEmpty()) {
      out.textAttribute(FRA_OIFNAME, selector.outputDevice());
    }
    selector
        .mark()
        .ifPresent(
            it -> {
              out.intAttribute(FRA_FWMARK, (int) it.mark());
              if (!it.isWhole()) {
                out.intAttribute(FRA_FWMASK, (int) it.mask());
              }
            });
    if (selector.tunnelId() != 0) {
      out.networkAttribute(FRA_TUN_ID, selector.tunnelId(), Long.BYTES);
    }
    if (selector.ipProtocol() >= 0) {
      out.byteAttribute(FRA_IP_PROTO, selector.ipProtocol());
    }
    selector
        .users()
        .ifPresent(it -> out.rangeAttribute(FRA_UID_RANGE, it.first(), it.last(), Integer.BYTES));
    selector
        .sourcePorts()
        .ifPresent(it -> out.rangeAttribute(FRA_SPORT_RANGE, it.first(), it.last(), Short.BYTES));
    selector
        .destinationPorts()
        .ifPresent(it -> out.rangeAttribute(FRA_DPORT_RANGE, it.first(), it.last(), Short.BYTES));
  }

  private static void action(RuleSpec spec, long table, MessageWriter out) {
    switch (spec.action()) {
      case RuleSpec.Lookup _ -> out.intAttribute(FRA_TABLE, (int) table);
      case RuleSpec.LookupOfVrf _ -> out.byteAttribute(FRA_L3MDEV, 1);
      case RuleSpec.GoTo(long preference) -> out.intAttribute(FRA_GOTO, (int) preference);
      case RuleSpec.Verdict _ -> {}
    }
    RuleSpec.Suppression suppression = spec.suppression();
    if (suppression.prefixBits() >= 0) {
      out.intAttribute(FRA_SUPPRESS_PREFIXLEN, (int) suppression.prefixBits());
    }
    if (suppression.interfaceGroup() >= 0) {
      out.intAttribute(FRA_SUPPRESS_IFGROUP, (int) suppression.interfaceGroup());
    }
    if (suppression.realms() != 0) {
      out.intAttribute(FRA_FLOW, (int) suppression.realms());
    }
  }

  private static int number(RuleSpec.Action action) {
    return switch (action) {
      case RuleSpec.Lookup _, RuleSpec.LookupOfVrf _ -> FR_ACT_TO_TBL;
      case RuleSpec.GoTo _ -> FR_ACT_GOTO;
      case RuleSpec.Verdict.NOP -> FR_ACT_NOP;
      case RuleSpec.Verdict.BLACKHOLE -> FR_ACT_BLACKHOLE;
      case RuleSpec.Verdict.UNREACHABLE -> FR_ACT_UNREACHABLE;
      case RuleSpec.Verdict.PROHIBIT -> FR_ACT_PROHIBIT;
    };
  }
}
