package dev.baton.linux.socket;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.libc.LinuxIfPacket.SockaddrLl;
import dev.baton.linux.libc.NetinetIn.SockaddrIn;
import dev.baton.linux.libc.NetinetIn.SockaddrIn6;
import dev.baton.linux.libc.SysSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where a datagram or a frame goes, in the kernel's form, so that sending it again costs nothing.
 */
public final class Destination {

  /** The largest there is, an IPv6 one. */
  static final int BYTES_MAX = SockaddrIn6.SIZE;

  private final byte[] sockaddr;

  private Destination(byte[] sockaddr) {
    this.sockaddr = sockaddr;
  }

  /** An address that the routing table, or the socket's interface, leads to. */
  public static Destination of(IpAddress address) {
    return of(address, 0, 0);
  }

  /** An address on the link of an interface, as link-local ones and groups need it. */
  public static Destination onLink(IpAddress address, int interfaceIndex) {
    return of(address, 0, interfaceIndex);
  }

  /** A frame of this type to a hardware address, from an interface. */
  public static Destination frame(int interfaceIndex, int etherType, MacAddress to) {
    var bytes = new byte[SockaddrLl.SIZE];
    to.writeTo(bytes, SockaddrLl.SLL_ADDR);
    inHostOrder(bytes)
        .putShort(SockaddrLl.SLL_FAMILY, (short) SysSocket.AF_PACKET)
        .putInt(SockaddrLl.SLL_IFINDEX, interfaceIndex)
        .put(SockaddrLl.SLL_HALEN, (byte) MacAddress.BYTES)
        .order(ByteOrder.BIG_ENDIAN)
        .putShort(SockaddrLl.SLL_PROTOCOL, (short) etherType);
    return new Destination(bytes);
  }

  /** A port of an address that the routing table leads to. */
  public static Destination port(IpAddress address, int port) {
    return of(address, port, 0);
  }

  /** An address with a port and, where its scope is one link, an interface. */
  static Destination of(IpAddress address, int port, int interfaceIndex) {
    return address.family() == IpFamily.INET
        ? ofIp4(address, port)
        : ofIp6(address, port, interfaceIndex);
  }

  private static Destination ofIp4(IpAddress address, int port) {
    var bytes = new byte[SockaddrIn.SIZE];
    address.writeTo(bytes, SockaddrIn.SIN_ADDR);
    inHostOrder(bytes)
        .putShort(SockaddrIn.SIN_FAMILY, (short) SysSocket.AF_INET)
        .order(ByteOrder.BIG_ENDIAN)
        .putShort(SockaddrIn.SIN_PORT, (short) port);
    return new Destination(bytes);
  }

  private static Destination ofIp6(IpAddress address, int port, int interfaceIndex) {
    var bytes = new byte[SockaddrIn6.SIZE];
    address.writeTo(bytes, SockaddrIn6.SIN6_ADDR);
    inHostOrder(bytes)
        .putShort(SockaddrIn6.SIN6_FAMILY, (short) SysSocket.AF_INET6)
        .putInt(SockaddrIn6.SIN6_SCOPE_ID, interfaceIndex)
        .order(ByteOrder.BIG_ENDIAN)
        .putShort(SockaddrIn6.SIN6_PORT, (short) port);
    return new Destination(bytes);
  }

  private static ByteBuffer inHostOrder(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  byte[] sockaddr() {
    return sockaddr;
  }
}
