package dev.baton.linux.libc;

/** {@code <linux/netlink.h>}: messages between processes and the kernel, whatever they say. */
@Header({"sys/socket.h", "linux/netlink.h"})
public final class LinuxNetlink {

  public static final int NETLINK_ROUTE = 0;
  public static final int NETLINK_CONNECTOR = 11;
  public static final int SOL_NETLINK = 270;
  public static final int NETLINK_ADD_MEMBERSHIP = 1;
  public static final int NETLINK_DROP_MEMBERSHIP = 2;
  public static final int NETLINK_CAP_ACK = 10;
  public static final int NETLINK_EXT_ACK = 11;
  public static final int NETLINK_GET_STRICT_CHK = 12;

  public static final int NLM_F_REQUEST = 0x1;
  public static final int NLM_F_ACK = 0x4;
  public static final int NLM_F_DUMP_INTR = 0x10;
  public static final int NLM_F_ACK_TLVS = 0x200;
  public static final int NLM_F_DUMP = 0x300;
  public static final int NLM_F_EXCL = 0x200;
  public static final int NLM_F_CREATE = 0x400;
  public static final int NLM_F_APPEND = 0x800;

  public static final int NLMSG_ERROR = 2;
  public static final int NLMSG_DONE = 3;
  public static final int NLMSGERR_ATTR_MSG = 1;
  public static final int NLA_F_NESTED = 0x8000;
  public static final int NLA_TYPE_MASK = 0xffff3fff;

  private LinuxNetlink() {}

  /** The head of every message; messages are aligned to 4 bytes. */
  @Struct("struct nlmsghdr")
  public static final class Nlmsghdr {
    public static final int SIZE = 16;
    public static final int NLMSG_LEN = 0;
    public static final int NLMSG_TYPE = 4;
    public static final int NLMSG_FLAGS = 6;
    public static final int NLMSG_SEQ = 8;
    public static final int NLMSG_PID = 12;

    private Nlmsghdr() {}
  }

  /** An answer: 0 or a negated errno, then the head of the message that is answered. */
  @Struct("struct nlmsgerr")
  public static final class Nlmsgerr {
    public static final int SIZE = 20;
    public static final int ERROR = 0;
    public static final int MSG = 4;

    private Nlmsgerr() {}
  }

  /** The head of an attribute; attributes are aligned to 4 bytes. */
  @Struct("struct nlattr")
  public static final class Nlattr {
    public static final int SIZE = 4;
    public static final int NLA_LEN = 0;
    public static final int NLA_TYPE = 2;

    private Nlattr() {}
  }

  /** The address of a netlink socket: the kernel chooses a port for each. */
  @Struct("struct sockaddr_nl")
  public static final class SockaddrNl {
    public static final int SIZE = 12;
    public static final int NL_FAMILY = 0;
    public static final int NL_PID = 4;
    public static final int NL_GROUPS = 8;

    private SockaddrNl() {}
  }
}
