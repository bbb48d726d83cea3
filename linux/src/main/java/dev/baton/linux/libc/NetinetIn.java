package dev.baton.linux.libc;

/** {@code <netinet/in.h>}: the Internet protocols, their options and addresses. */
@Header("netinet/in.h")
public final class NetinetIn {

  public static final int IPPROTO_IP = 0;
  public static final int IPPROTO_IPV6 = 41;

  public static final int IP_TTL = 2;
  public static final int IP_HDRINCL = 3;
  public static final int IP_PKTINFO = 8;
  public static final int IP_RECVTTL = 12;
  public static final int IP_FREEBIND = 15;
  public static final int IP_MULTICAST_IF = 32;
  public static final int IP_MULTICAST_LOOP = 34;
  public static final int IP_ADD_MEMBERSHIP = 35;
  public static final int IP_DROP_MEMBERSHIP = 36;
  public static final int IP_MULTICAST_ALL = 49;

  public static final int IPV6_UNICAST_HOPS = 16;
  public static final int IPV6_MULTICAST_IF = 17;
  public static final int IPV6_MULTICAST_LOOP = 19;
  public static final int IPV6_JOIN_GROUP = 20;
  public static final int IPV6_LEAVE_GROUP = 21;
  public static final int IPV6_V6ONLY = 26;
  public static final int IPV6_MULTICAST_ALL = 29;
  public static final int IPV6_HDRINCL = 36;
  public static final int IPV6_RECVPKTINFO = 49;
  public static final int IPV6_PKTINFO = 50;
  public static final int IPV6_RECVHOPLIMIT = 51;
  public static final int IPV6_HOPLIMIT = 52;
  public static final int IPV6_FREEBIND = 78;

  private NetinetIn() {}

  /** An IPv4 address and port, both in network order. */
  @Struct("struct sockaddr_in")
  public static final class SockaddrIn {
    public static final int SIZE = 16;
    public static final int SIN_FAMILY = 0;
    public static final int SIN_PORT = 2;
    public static final int SIN_ADDR = 4;

    private SockaddrIn() {}
  }

  /** An IPv6 address, port and, for an address of one link, the interface. */
  @Struct("struct sockaddr_in6")
  public static final class SockaddrIn6 {
    public static final int SIZE = 28;
    public static final int SIN6_FAMILY = 0;
    public static final int SIN6_PORT = 2;
    public static final int SIN6_ADDR = 8;
    public static final int SIN6_SCOPE_ID = 24;

    private SockaddrIn6() {}
  }

  /** A group and the interface on which it is joined. */
  @Struct("struct ip_mreqn")
  public static final class IpMreqn {
    public static final int SIZE = 12;
    public static final int IMR_MULTIADDR = 0;
    public static final int IMR_IFINDEX = 8;

    private IpMreqn() {}
  }

  /** The same for IPv6. */
  @Struct("struct ipv6_mreq")
  public static final class Ipv6Mreq {
    public static final int SIZE = 20;
    public static final int IPV6MR_MULTIADDR = 0;
    public static final int IPV6MR_INTERFACE = 16;

    private Ipv6Mreq() {}
  }

  /** Where an IPv4 datagram was sent to and on which interface it came. */
  @Struct("struct in_pktinfo")
  public static final class InPktinfo {
    public static final int SIZE = 12;
    public static final int IPI_IFINDEX = 0;
    public static final int IPI_ADDR = 8;

    private InPktinfo() {}
  }

  /** Where an IPv6 datagram was sent to and on which interface it came. */
  @Struct("struct in6_pktinfo")
  public static final class In6Pktinfo {
    public static final int SIZE = 20;
    public static final int IPI6_ADDR = 0;
    public static final int IPI6_IFINDEX = 16;

    private In6Pktinfo() {}
  }
}
