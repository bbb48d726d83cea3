package dev.baton.linux.libc;

/** The parts of {@code <linux/rtnetlink.h>} and its neighbours that are about routes and rules. */
@Header({
  "sys/socket.h",
  "linux/rtnetlink.h",
  "linux/icmpv6.h",
  "linux/fib_rules.h",
  "linux/lwtunnel.h",
  "linux/mpls_iptunnel.h",
  "linux/ila.h"
})
public final class LinuxRouting {

  public static final int RTM_NEWROUTE = 24;
  public static final int RTM_DELROUTE = 25;
  public static final int RTM_NEWRULE = 32;
  public static final int RTM_DELRULE = 33;

  public static final int RTNLGRP_IPV4_ROUTE = 7;
  public static final int RTNLGRP_IPV4_RULE = 8;
  public static final int RTNLGRP_IPV6_ROUTE = 11;
  public static final int RTNLGRP_IPV6_RULE = 19;

  /** The number that {@code /etc/iproute2/rt_protos} gives keepalived, which tools know. */
  public static final int RTPROT_KEEPALIVED = 18;

  public static final int RTN_UNICAST = 1;
  public static final int RTN_LOCAL = 2;
  public static final int RTN_BROADCAST = 3;
  public static final int RTN_ANYCAST = 4;
  public static final int RTN_MULTICAST = 5;
  public static final int RTN_BLACKHOLE = 6;
  public static final int RTN_UNREACHABLE = 7;
  public static final int RTN_PROHIBIT = 8;
  public static final int RTN_THROW = 9;
  public static final int RTN_NAT = 10;

  public static final int RT_SCOPE_UNIVERSE = 0;
  public static final int RT_SCOPE_LINK = 253;
  public static final int RT_SCOPE_HOST = 254;
  public static final int RT_TABLE_UNSPEC = 0;
  public static final int RTNH_F_ONLINK = 4;

  public static final int RTA_DST = 1;
  public static final int RTA_SRC = 2;
  public static final int RTA_OIF = 4;
  public static final int RTA_GATEWAY = 5;
  public static final int RTA_PRIORITY = 6;
  public static final int RTA_PREFSRC = 7;
  public static final int RTA_METRICS = 8;
  public static final int RTA_MULTIPATH = 9;
  public static final int RTA_FLOW = 11;
  public static final int RTA_TABLE = 15;
  public static final int RTA_PREF = 20;
  public static final int RTA_ENCAP_TYPE = 21;
  public static final int RTA_ENCAP = 22;
  public static final int RTA_EXPIRES = 23;
  public static final int RTA_TTL_PROPAGATE = 26;

  public static final int ICMPV6_ROUTER_PREF_LOW = 0x3;
  public static final int ICMPV6_ROUTER_PREF_MEDIUM = 0x0;
  public static final int ICMPV6_ROUTER_PREF_HIGH = 0x1;

  public static final int RTAX_LOCK = 1;
  public static final int RTAX_MTU = 2;
  public static final int RTAX_WINDOW = 3;
  public static final int RTAX_RTT = 4;
  public static final int RTAX_RTTVAR = 5;
  public static final int RTAX_SSTHRESH = 6;
  public static final int RTAX_CWND = 7;
  public static final int RTAX_ADVMSS = 8;
  public static final int RTAX_REORDERING = 9;
  public static final int RTAX_HOPLIMIT = 10;
  public static final int RTAX_INITCWND = 11;
  public static final int RTAX_FEATURES = 12;
  public static final int RTAX_RTO_MIN = 13;
  public static final int RTAX_INITRWND = 14;
  public static final int RTAX_QUICKACK = 15;
  public static final int RTAX_CC_ALGO = 16;
  public static final int RTAX_FASTOPEN_NO_COOKIE = 17;

  public static final int LWTUNNEL_ENCAP_MPLS = 1;
  public static final int LWTUNNEL_ENCAP_IP = 2;
  public static final int LWTUNNEL_ENCAP_ILA = 3;
  public static final int LWTUNNEL_ENCAP_IP6 = 4;
  public static final int LWTUNNEL_IP_ID = 1;
  public static final int LWTUNNEL_IP_DST = 2;
  public static final int LWTUNNEL_IP_SRC = 3;
  public static final int LWTUNNEL_IP_TTL = 4;
  public static final int LWTUNNEL_IP_TOS = 5;
  public static final int LWTUNNEL_IP_FLAGS = 6;
  public static final int MPLS_IPTUNNEL_DST = 1;
  public static final int ILA_ATTR_LOCATOR = 1;

  public static final int FIB_RULE_INVERT = 0x2;
  public static final int FR_ACT_TO_TBL = 1;
  public static final int FR_ACT_GOTO = 2;
  public static final int FR_ACT_NOP = 3;
  public static final int FR_ACT_BLACKHOLE = 6;
  public static final int FR_ACT_UNREACHABLE = 7;
  public static final int FR_ACT_PROHIBIT = 8;

  public static final int FRA_DST = 1;
  public static final int FRA_SRC = 2;
  public static final int FRA_IIFNAME = 3;
  public static final int FRA_GOTO = 4;
  public static final int FRA_PRIORITY = 6;
  public static final int FRA_FWMARK = 10;
  public static final int FRA_FLOW = 11;
  public static final int FRA_TUN_ID = 12;
  public static final int FRA_SUPPRESS_IFGROUP = 13;
  public static final int FRA_SUPPRESS_PREFIXLEN = 14;
  public static final int FRA_TABLE = 15;
  public static final int FRA_FWMASK = 16;
  public static final int FRA_OIFNAME = 17;
  public static final int FRA_L3MDEV = 19;
  public static final int FRA_UID_RANGE = 20;
  public static final int FRA_PROTOCOL = 21;
  public static final int FRA_IP_PROTO = 22;
  public static final int FRA_SPORT_RANGE = 23;
  public static final int FRA_DPORT_RANGE = 24;

  private LinuxRouting() {}

  /** What stands before the attributes of a route. */
  @Struct("struct rtmsg")
  public static final class Rtmsg {
    public static final int SIZE = 12;
    public static final int RTM_FAMILY = 0;
    public static final int RTM_DST_LEN = 1;
    public static final int RTM_SRC_LEN = 2;
    public static final int RTM_TOS = 3;
    public static final int RTM_TABLE = 4;
    public static final int RTM_PROTOCOL = 5;
    public static final int RTM_SCOPE = 6;
    public static final int RTM_TYPE = 7;
    public static final int RTM_FLAGS = 8;

    private Rtmsg() {}
  }

  /** One next hop of several, before its attributes. */
  @Struct("struct rtnexthop")
  public static final class Rtnexthop {
    public static final int SIZE = 8;
    public static final int RTNH_LEN = 0;
    public static final int RTNH_FLAGS = 2;
    public static final int RTNH_HOPS = 3;
    public static final int RTNH_IFINDEX = 4;

    private Rtnexthop() {}
  }

  /** What stands before the attributes of a rule. */
  @Struct("struct fib_rule_hdr")
  public static final class FibRuleHdr {
    public static final int SIZE = 12;
    public static final int FAMILY = 0;
    public static final int DST_LEN = 1;
    public static final int SRC_LEN = 2;
    public static final int TOS = 3;
    public static final int TABLE = 4;
    public static final int ACTION = 7;
    public static final int FLAGS = 8;

    private FibRuleHdr() {}
  }
}
