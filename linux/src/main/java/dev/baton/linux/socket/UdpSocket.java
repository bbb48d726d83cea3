package dev.baton.linux.socket;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.NetinetIn;
import dev.baton.linux.libc.SysSocket;

/**
 * A UDP socket of one direction (udp(7)). Nobody else can bind its port while it is open: address
 * and port are shared with none.
 */
public final class UdpSocket implements AutoCloseable {

  /** TC_PRIO_CONTROL, as for adverts: what keeps the network running leaves the host first. */
  private static final int PRIORITY_CONTROL = 7;

  private final Fd fd;
  private final IpFamily family;

  private UdpSocket(Fd fd, IpFamily family) {
    this.fd = fd;
    this.family = family;
  }

  /** Hears all that comes to a port, with its destination and hop limit ({@link ReceiveBatch}). */
  public static UdpSocket receiver(IpFamily family, int port, int receiveBufferBytes)
      throws OsException {
    var socket = open(family);
    boolean ip4 = family == IpFamily.INET;
    String subject = family + " port " + port;
    socket.orClose("SO_RCVBUF", subject, Socket.receiveBuffer(socket.fd, receiveBufferBytes));
    socket.orClose(
        "IP_PKTINFO", subject, socket.set(NetinetIn.IP_PKTINFO, NetinetIn.IPV6_RECVPKTINFO, 1));
    socket.orClose(
        "IP_RECVTTL", subject, socket.set(NetinetIn.IP_RECVTTL, NetinetIn.IPV6_RECVHOPLIMIT, 1));
    IpAddress any = ip4 ? IpAddress.ANY4 : IpAddress.ANY6;
    socket.orClose("bind", subject, socket.bind(any, port));
    return socket;
  }

  /** Sends with this hop limit, and hears nothing; it is still to be bound. */
  public static UdpSocket sender(IpFamily family, int hopLimit) throws OsException {
    var socket = open(family);
    String subject = "hop limit " + hopLimit;
    socket.orClose(
        "SO_PRIORITY",
        subject,
        Socket.set(socket.fd, SysSocket.SOL_SOCKET, SysSocket.SO_PRIORITY, PRIORITY_CONTROL));
    socket.orClose("SO_ATTACH_FILTER", subject, PacketFilter.nothing().attachTo(socket.fd));
    socket.orClose(
        "IP_TTL", subject, socket.set(NetinetIn.IP_TTL, NetinetIn.IPV6_UNICAST_HOPS, hopLimit));
    // An address that is not there yet comes; until then each packet is refused.
    socket.orClose(
        "IP_FREEBIND", subject, socket.set(NetinetIn.IP_FREEBIND, NetinetIn.IPV6_FREEBIND, 1));
    return socket;
  }

  private static UdpSocket open(IpFamily family) throws OsException {
    boolean ip4 = family == IpFamily.INET;
    int domain = ip4 ? SysSocket.AF_INET : SysSocket.AF_INET6;
    var socket = new UdpSocket(Socket.open(domain, SysSocket.SOCK_DGRAM, 0), family);
    if (!ip4) {
      int result = Socket.set(socket.fd, NetinetIn.IPPROTO_IPV6, NetinetIn.IPV6_V6ONLY, 1);
      socket.orClose("IPV6_V6ONLY", "", result);
    }
    return socket;
  }

  private void orClose(String call, String subject, int result) throws OsException {
    if (result < 0) {
      close();
      throw new OsException(call, result, subject);
    }
  }

  private int set(int option4, int option6, int value) {
    return family == IpFamily.INET
        ? Socket.set(fd, NetinetIn.IPPROTO_IP, option4, value)
        : Socket.set(fd, NetinetIn.IPPROTO_IPV6, option6, value);
  }

  private int bind(IpAddress local, int port) {
    return Socket.bind(fd, Destination.of(local, port, 0).sockaddr());
  }

  /**
   * Gives it a source address and the first port that is free, of {@code portCount} from {@code
   * portMin} up, beginning with that of {@code portIndex} and going round.
   */
  public void bindToFree(IpAddress local, int portMin, int portCount, int portIndex)
      throws OsException {
    int result = -Errno.EADDRINUSE;
    for (int i = 0; i < portCount && result == -Errno.EADDRINUSE; i++) {
      result = bind(local, portMin + (portIndex + i) % portCount);
    }
    orClose("bind", local.toString(), result);
  }

  /** To be polled or written. */
  public Fd fd() {
    return fd;
  }

  @Override
  public void close() {
    fd.close();
  }
}
