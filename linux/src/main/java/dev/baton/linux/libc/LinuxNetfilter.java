package dev.baton.linux.libc;

/** {@code <linux/netfilter/nfnetlink.h>}: what the subsystems of netfilter have in common. */
@Header({"sys/socket.h", "linux/netlink.h", "linux/netfilter.h", "linux/netfilter/nfnetlink.h"})
public final class LinuxNetfilter {

  public static final int NETLINK_NETFILTER = 12;
  public static final int NFNETLINK_V0 = 0;
  public static final int NFNL_SUBSYS_NFTABLES = 10;
  public static final int NFNL_MSG_BATCH_BEGIN = 0x10;
  public static final int NFNL_MSG_BATCH_END = 0x11;
  public static final int NFNLGRP_NFTABLES = 7;

  public static final int NF_DROP = 0;
  public static final int NF_ACCEPT = 1;
  public static final int NF_INET_LOCAL_IN = 1;
  public static final int NF_INET_LOCAL_OUT = 3;

  private LinuxNetfilter() {}

  /** The head of every message behind that of netlink; the last number is in network order. */
  @Struct("struct nfgenmsg")
  public static final class Nfgenmsg {
    public static final int SIZE = 4;
    public static final int NFGEN_FAMILY = 0;
    public static final int VERSION = 1;
    public static final int RES_ID = 2;

    private Nfgenmsg() {}
  }
}
