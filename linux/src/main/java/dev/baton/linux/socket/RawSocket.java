package dev.baton.linux.socket;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.NetinetIn;
import dev.baton.linux.libc.NetinetIn.IpMreqn;
import dev.baton.linux.libc.NetinetIn.Ipv6Mreq;
import dev.baton.linux.libc.SysSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A raw IP socket of one protocol, one direction and, for multicast, one interface (raw(7)).
 *
 * <p>One interface and one direction each, because a socket without a device hears the groups that
 * others have joined, and because a sender that never reads must not have its receive buffer
 * filled.
 *
 * <p>Senders write the IP header themselves ({@code IP_HDRINCL}, {@code IPV6_HDRINCL}), so the
 * source address is the one that the packet's checksum covers; in IPv4 the kernel fills in length
 * and checksum. IPv4 receivers are given datagrams with their header. IPv6 receivers are not:
 * destination, interface and hop limit come beside the payload ({@link ReceiveBatch}).
 */
public final class RawSocket implements AutoCloseable {

  /** TC_PRIO_CONTROL: what keeps the network running leaves the host first. */
  private static final int PRIORITY_CONTROL = 7;

  private final Fd fd;
  private final IpFamily family;

  private RawSocket(Fd fd, IpFamily family) {
    this.fd = fd;
    this.family = family;
  }

  /** A step of opening: what is set, or the negated errno. */
  private interface Setting {
    int apply(RawSocket socket);
  }

  /** Hears what is sent to a group on one interface. */
  public static RawSocket multicastReceiver(
      int protocol, Device device, IpAddress group, int receiveBufferBytes) throws OsException {
    RawSocket socket = open(group.family(), protocol);
    socket.orClose("SO_BINDTODEVICE", device.name(), s -> s.bindToDevice(device.name()));
    socket.orClose("SO_RCVBUF", device.name(), s -> s.receiveBuffer(receiveBufferBytes));
    socket.orClose("IP_MULTICAST_ALL", device.name(), RawSocket::onlyOwnGroups);
    socket.orClose("IP_ADD_MEMBERSHIP", device.name(), s -> s.join(group, device.index()));
    socket.orClose("IPV6_RECVPKTINFO", device.name(), RawSocket::wantPacketInfo);
    socket.orClose(
        "bind",
        group.toString(),
        s -> Socket.bind(s.fd, Destination.onLink(group, device.index()).sockaddr()));
    return socket;
  }

  /** Sends to groups from one interface; its own host does not hear it. */
  public static RawSocket multicastSender(int protocol, Device device, IpFamily family)
      throws OsException {
    RawSocket socket = open(family, protocol);
    socket.orClose("SO_BINDTODEVICE", device.name(), s -> s.bindToDevice(device.name()));
    socket.orClose("IP_MULTICAST_IF", device.name(), s -> s.multicastFrom(device.index()));
    socket.orClose("IP_MULTICAST_LOOP", device.name(), RawSocket::notToOwnHost);
    socket.sender(device.name());
    return socket;
  }

  /**
   * Hears what is sent to an own address, which need not be on an interface yet.
   *
   * @param interfaceIndex of the interface that a link-local address belongs to
   */
  public static RawSocket unicastReceiver(
      int protocol, IpAddress local, int interfaceIndex, int receiveBufferBytes)
      throws OsException {
    RawSocket socket = open(local.family(), protocol);
    String subject = local.toString();
    socket.orClose("SO_RCVBUF", subject, s -> s.receiveBuffer(receiveBufferBytes));
    socket.orClose("IP_MULTICAST_ALL", subject, RawSocket::onlyOwnGroups);
    socket.orClose("IPV6_RECVPKTINFO", subject, RawSocket::wantPacketInfo);
    socket.bindFreely(local, interfaceIndex);
    return socket;
  }

  /**
   * Sends from an own address.
   *
   * @param interfaceIndex of the interface that a link-local address belongs to
   */
  public static RawSocket unicastSender(int protocol, IpAddress local, int interfaceIndex)
      throws OsException {
    RawSocket socket = open(local.family(), protocol);
    socket.sender(local.toString());
    socket.bindFreely(local, interfaceIndex);
    return socket;
  }

  private static RawSocket open(IpFamily family, int protocol) throws OsException {
    int domain = family == IpFamily.INET ? SysSocket.AF_INET : SysSocket.AF_INET6;
    return new RawSocket(Socket.open(domain, SysSocket.SOCK_RAW, protocol), family);
  }

  private void orClose(String call, String subject, Setting setting) throws OsException {
    int result = setting.apply(this);
    if (result < 0) {
      close();
      throw new OsException(call, result, subject);
    }
  }

  private void sender(String subject) throws OsException {
    orClose("SO_PRIORITY", subject, s -> s.setSocket(SysSocket.SO_PRIORITY, PRIORITY_CONTROL));
    // A sender never reads; without this the kernel would queue copies of all that arrives.
    orClose("SO_ATTACH_FILTER", subject, s -> s.filter(PacketFilter.nothing()));
    orClose("IP_HDRINCL", subject, RawSocket::withHeader);
  }

  private int withHeader() {
    return family == IpFamily.INET
        ? set4(NetinetIn.IP_HDRINCL, 1)
        : set6(NetinetIn.IPV6_HDRINCL, 1);
  }

  private void bindFreely(IpAddress local, int interfaceIndex) throws OsException {
    boolean ip4 = family == IpFamily.INET;
    orClose(
        "IP_FREEBIND",
        local.toString(),
        s -> ip4 ? s.set4(NetinetIn.IP_FREEBIND, 1) : s.set6(NetinetIn.IPV6_FREEBIND, 1));
    byte[] bound = Destination.onLink(local, interfaceIndex).sockaddr();
    orClose("bind", local.toString(), s -> Socket.bind(s.fd, bound));
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return fd;
  }

  public IpFamily family() {
    return family;
  }

  /** Sends and hears on this interface only; 0 or a negated errno. */
  public int bindToDevice(String name) {
    return Socket.set(fd, SysSocket.SOL_SOCKET, SysSocket.SO_BINDTODEVICE, name);
  }

  /** Joins a group on an interface; 0 or a negated errno. */
  public int join(IpAddress group, int interfaceIndex) {
    return member(group, interfaceIndex, true);
  }

  /** Leaves a group on an interface; 0 or a negated errno. */
  public int leave(IpAddress group, int interfaceIndex) {
    return member(group, interfaceIndex, false);
  }

  /** Puts a filter in the place of any earlier one; 0 or a negated errno. */
  public int filter(PacketFilter filter) {
    return filter.attachTo(fd);
  }

  private int member(IpAddress group, int interfaceIndex, boolean join) {
    boolean ip4 = family == IpFamily.INET;
    var request = new byte[ip4 ? IpMreqn.SIZE : Ipv6Mreq.SIZE];
    group.writeTo(request, ip4 ? IpMreqn.IMR_MULTIADDR : Ipv6Mreq.IPV6MR_MULTIADDR);
    inHostOrder(request)
        .putInt(ip4 ? IpMreqn.IMR_IFINDEX : Ipv6Mreq.IPV6MR_INTERFACE, interfaceIndex);
    if (ip4) {
      int option = join ? NetinetIn.IP_ADD_MEMBERSHIP : NetinetIn.IP_DROP_MEMBERSHIP;
      return Socket.set(fd, NetinetIn.IPPROTO_IP, option, request);
    }
    int option = join ? NetinetIn.IPV6_JOIN_GROUP : NetinetIn.IPV6_LEAVE_GROUP;
    return Socket.set(fd, NetinetIn.IPPROTO_IPV6, option, request);
  }

  private int receiveBuffer(int bytes) {
    return Socket.receiveBuffer(fd, bytes);
  }

  private int onlyOwnGroups() {
    return family == IpFamily.INET
        ? set4(NetinetIn.IP_MULTICAST_ALL, 0)
        : set6(NetinetIn.IPV6_MULTICAST_ALL, 0);
  }

  private int notToOwnHost() {
    return family == IpFamily.INET
        ? set4(NetinetIn.IP_MULTICAST_LOOP, 0)
        : set6(NetinetIn.IPV6_MULTICAST_LOOP, 0);
  }

  private int multicastFrom(int interfaceIndex) {
    if (family == IpFamily.INET6) {
      return set6(NetinetIn.IPV6_MULTICAST_IF, interfaceIndex);
    }
    var request = new byte[IpMreqn.SIZE];
    inHostOrder(request).putInt(IpMreqn.IMR_IFINDEX, interfaceIndex);
    return Socket.set(fd, NetinetIn.IPPROTO_IP, NetinetIn.IP_MULTICAST_IF, request);
  }

  private static ByteBuffer inHostOrder(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private int wantPacketInfo() {
    if (family == IpFamily.INET) {
      return 0;
    }
    int result = set6(NetinetIn.IPV6_RECVPKTINFO, 1);
    return result < 0 ? result : set6(NetinetIn.IPV6_RECVHOPLIMIT, 1);
  }

  private int setSocket(int option, int value) {
    return Socket.set(fd, SysSocket.SOL_SOCKET, option, value);
  }

  private int set4(int option, int value) {
    return Socket.set(fd, NetinetIn.IPPROTO_IP, option, value);
  }

  private int set6(int option, int value) {
    return Socket.set(fd, NetinetIn.IPPROTO_IPV6, option, value);
  }

  @Override
  public void close() {
    fd.close();
  }
}
