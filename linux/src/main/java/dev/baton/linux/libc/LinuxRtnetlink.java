package dev.baton.linux.libc;

/** {@code <linux/rtnetlink.h>} and what it includes: links, addresses and neighbours. */
@Header({
  "sys/socket.h",
  "linux/rtnetlink.h",
  "linux/if.h",
  "linux/if_link.h",
  "linux/if_addr.h",
  "linux/neighbour.h"
})
public final class LinuxRtnetlink {

  public static final int RTM_NEWLINK = 16;
  public static final int RTM_DELLINK = 17;
  public static final int RTM_GETLINK = 18;
  public static final int RTM_NEWADDR = 20;
  public static final int RTM_DELADDR = 21;
  public static final int RTM_GETADDR = 22;
  public static final int RTM_GETNEIGH = 30;

  public static final int RTNLGRP_LINK = 1;
  public static final int RTNLGRP_IPV4_IFADDR = 5;
  public static final int RTNLGRP_IPV6_IFADDR = 9;
  public static final int RT_SCOPE_UNIVERSE = 0;

  public static final int IFF_UP = 0x1;
  public static final int IFF_BROADCAST = 0x2;
  public static final int IFF_LOOPBACK = 0x8;
  public static final int IFF_RUNNING = 0x40;
  public static final int IFF_NOARP = 0x80;
  public static final int IFF_MULTICAST = 0x1000;

  public static final int IFLA_ADDRESS = 1;
  public static final int IFLA_BROADCAST = 2;
  public static final int IFLA_IFNAME = 3;
  public static final int IFLA_MTU = 4;
  public static final int IFLA_LINK = 5;
  public static final int IFLA_MASTER = 10;
  public static final int IFLA_LINKINFO = 18;
  public static final int IFLA_AF_SPEC = 26;
  public static final int IFLA_GROUP = 27;
  public static final int IFLA_LINK_NETNSID = 37;
  public static final int IFLA_INFO_KIND = 1;
  public static final int IFLA_INFO_DATA = 2;

  public static final int IFLA_MACVLAN_MODE = 1;
  public static final int MACVLAN_MODE_PRIVATE = 1;
  public static final int IFLA_IPVLAN_MODE = 1;
  public static final int IFLA_IPVLAN_FLAGS = 2;
  public static final int IPVLAN_MODE_L2 = 0;
  public static final int IFLA_INET6_ADDR_GEN_MODE = 8;
  public static final int IN6_ADDR_GEN_MODE_NONE = 1;

  public static final int IFA_ADDRESS = 1;
  public static final int IFA_LOCAL = 2;
  public static final int IFA_LABEL = 3;
  public static final int IFA_BROADCAST = 4;
  public static final int IFA_CACHEINFO = 6;
  public static final int IFA_FLAGS = 8;

  /** Since Linux 5.18; older kernels ignore it, and older headers do not have it. */
  public static final int IFA_PROTO = 11;

  public static final int NDA_DST = 1;
  public static final int NDA_LLADDR = 2;
  public static final int NUD_FAILED = 0x20;
  public static final int NUD_INCOMPLETE = 0x1;

  public static final int IFA_F_SECONDARY = 0x1;
  public static final int IFA_F_NODAD = 0x2;
  public static final int IFA_F_TENTATIVE = 0x40;

  private LinuxRtnetlink() {}

  /** What stands before the attributes of a link. */
  @Struct("struct ifinfomsg")
  public static final class Ifinfomsg {
    public static final int SIZE = 16;
    public static final int IFI_FAMILY = 0;
    public static final int IFI_TYPE = 2;
    public static final int IFI_INDEX = 4;
    public static final int IFI_FLAGS = 8;
    public static final int IFI_CHANGE = 12;

    private Ifinfomsg() {}
  }

  /** What stands before the attributes of an address. */
  @Struct("struct ifaddrmsg")
  public static final class Ifaddrmsg {
    public static final int SIZE = 8;
    public static final int IFA_FAMILY = 0;
    public static final int IFA_PREFIXLEN = 1;
    public static final int IFA_FLAGS = 2;
    public static final int IFA_SCOPE = 3;
    public static final int IFA_INDEX = 4;

    private Ifaddrmsg() {}
  }

  /** What stands before the attributes of a neighbour. */
  @Struct("struct ndmsg")
  public static final class Ndmsg {
    public static final int SIZE = 12;
    public static final int NDM_FAMILY = 0;
    public static final int NDM_IFINDEX = 4;
    public static final int NDM_STATE = 8;
    public static final int NDM_FLAGS = 10;
    public static final int NDM_TYPE = 11;

    private Ndmsg() {}
  }

  /** How long an address is preferred and valid, in seconds; all ones is for ever. */
  @Struct("struct ifa_cacheinfo")
  public static final class IfaCacheinfo {
    public static final int SIZE = 16;
    public static final int IFA_PREFERED = 0;
    public static final int IFA_VALID = 4;

    private IfaCacheinfo() {}
  }
}
