package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.Fd;
import dev.baton.linux.libc.NetinetIn;
import dev.baton.linux.libc.NetinetIn.In6Pktinfo;
import dev.baton.linux.libc.NetinetIn.InPktinfo;
import dev.baton.linux.libc.NetinetIn.SockaddrIn;
import dev.baton.linux.libc.NetinetIn.SockaddrIn6;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.SysSocket.Cmsghdr;
import dev.baton.linux.libc.SysSocket.Iovec;
import dev.baton.linux.libc.SysSocket.Mmsghdr;
import dev.baton.linux.libc.SysSocket.Msghdr;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams taken from a socket many at a time (recvmmsg(2)), in native memory that is allocated
 * once and serves all sockets of a thread.
 *
 * <p>What a call has received stays until the next. Only {@link #source} and {@link #destination}
 * allocate; for IPv4 both are in the datagram itself.
 */
public final class ReceiveBatch {

  private static final int NAME_BYTES = 32;
  private static final int CONTROL_BYTES = 128;
  private static final int NONE = -1;

  private final int countMax;
  private final int bytesMax;
  private final MemorySegment headers;
  private final MemorySegment payloads;
  private final MemorySegment names;
  private final MemorySegment controls;
  private int count;

  /** Room for so many datagrams of so many bytes; a longer one is cut and {@link #truncated}. */
  public ReceiveBatch(int countMax, int bytesMax) {
    var arena = Arena.ofAuto();
    this.countMax = countMax;
    this.bytesMax = bytesMax;
    this.headers = arena.allocate((long) Mmsghdr.SIZE * countMax, 8);
    this.payloads = arena.allocate((long) bytesMax * countMax, 8);
    this.names = arena.allocate((long) NAME_BYTES * countMax, 8);
    this.controls = arena.allocate((long) CONTROL_BYTES * countMax, 8);
    // No field: an arena lives as long as any of its segments.
    MemorySegment pieces = arena.allocate((long) Iovec.SIZE * countMax, 8);
    for (int i = 0; i < countMax; i++) {
      MemorySegment piece = pieces.asSlice((long) Iovec.SIZE * i, Iovec.SIZE);
      piece.set(JAVA_LONG, Iovec.IOV_BASE, payloads.address() + (long) bytesMax * i);
      piece.set(JAVA_LONG, Iovec.IOV_LEN, bytesMax);
      long header = header(i);
      headers.set(JAVA_LONG, header + Msghdr.MSG_NAME, names.address() + (long) NAME_BYTES * i);
      headers.set(JAVA_LONG, header + Msghdr.MSG_IOV, piece.address());
      headers.set(JAVA_LONG, header + Msghdr.MSG_IOVLEN, 1);
      headers.set(
          JAVA_LONG, header + Msghdr.MSG_CONTROL, controls.address() + (long) CONTROL_BYTES * i);
      giveRoom(i);
    }
  }

  private static long header(int index) {
    return (long) Mmsghdr.SIZE * index;
  }

  /** The kernel overwrites the room for address and ancillary data by what it has used. */
  private void giveRoom(int index) {
    headers.set(JAVA_INT, header(index) + Msghdr.MSG_NAMELEN, NAME_BYTES);
    headers.set(JAVA_LONG, header(index) + Msghdr.MSG_CONTROLLEN, CONTROL_BYTES);
  }

  /** Takes what is there, without waiting: the count, or a negated errno ({@code EAGAIN}: none). */
  public int receive(Fd socket) {
    for (int i = 0; i < count; i++) {
      giveRoom(i);
    }
    // int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags,
    //     struct timespec *timeout);
    int result =
        Syscall.call(
            Sys.RECVMMSG, socket.number(), headers.address(), countMax, SysSocket.MSG_DONTWAIT, 0);
    count = Math.max(result, 0);
    return result;
  }

  /** How many bytes of datagram {@code index} there are here. */
  public int lengthBytes(int index) {
    return headers.get(JAVA_INT, header(index) + Mmsghdr.MSG_LEN);
  }

  /** Whether the datagram was longer than the room for it. */
  public boolean truncated(int index) {
    return (headers.get(JAVA_INT, header(index) + Msghdr.MSG_FLAGS) & SysSocket.MSG_TRUNC) != 0;
  }

  /** Copies the datagram to the start of an array that has room for it; returns its length. */
  public int copyTo(int index, byte[] target) {
    int length = lengthBytes(index);
    MemorySegment.copy(payloads, JAVA_BYTE, (long) bytesMax * index, target, 0, length);
    return length;
  }

  /** Who sent it. */
  public IpAddress source(int index) {
    MemorySegment name = names.asSlice((long) NAME_BYTES * index, NAME_BYTES);
    return name.get(JAVA_SHORT, 0) == SysSocket.AF_INET6
        ? address(IpFamily.INET6, name, SockaddrIn6.SIN6_ADDR)
        : address(IpFamily.INET, name, SockaddrIn.SIN_ADDR);
  }

  /** Whom a datagram was sent to; :: when the kernel did not say, as for a raw IPv4 one. */
  public IpAddress destination(int index) {
    long info = control(index, NetinetIn.IPPROTO_IPV6, NetinetIn.IPV6_PKTINFO);
    if (info != NONE) {
      return address(IpFamily.INET6, controls, info + In6Pktinfo.IPI6_ADDR);
    }
    long info4 = control(index, NetinetIn.IPPROTO_IP, NetinetIn.IP_PKTINFO);
    return info4 == NONE
        ? IpAddress.ANY6
        : address(IpFamily.INET, controls, info4 + InPktinfo.IPI_ADDR);
  }

  /** On which interface an IPv6 datagram came; 0 when the kernel did not say. */
  public int interfaceIndex(int index) {
    long info = control(index, NetinetIn.IPPROTO_IPV6, NetinetIn.IPV6_PKTINFO);
    return info == NONE ? 0 : controls.get(JAVA_INT, info + In6Pktinfo.IPI6_IFINDEX);
  }

  /** The hop limit with which a datagram arrived; −1 when the kernel did not say. */
  public int hopLimit(int index) {
    long limit = control(index, NetinetIn.IPPROTO_IPV6, NetinetIn.IPV6_HOPLIMIT);
    if (limit == NONE) {
      limit = control(index, NetinetIn.IPPROTO_IP, NetinetIn.IP_TTL);
    }
    return limit == NONE ? NONE : controls.get(JAVA_INT, limit);
  }

  /** Where the data of this kind of ancillary item begin. */
  private long control(int index, int level, int type) {
    long at = (long) CONTROL_BYTES * index;
    long end = at + headers.get(JAVA_LONG, header(index) + Msghdr.MSG_CONTROLLEN);
    while (at + Cmsghdr.SIZE <= end) {
      long length = controls.get(JAVA_LONG, at + Cmsghdr.CMSG_LEN);
      if (length < Cmsghdr.SIZE || at + length > end) {
        return NONE;
      }
      if (controls.get(JAVA_INT, at + Cmsghdr.CMSG_LEVEL) == level
          && controls.get(JAVA_INT, at + Cmsghdr.CMSG_TYPE) == type) {
        return at + Cmsghdr.SIZE;
      }
      at += length + 7 & ~7L;
    }
    return NONE;
  }

  private static IpAddress address(IpFamily family, MemorySegment from, long offset) {
    byte[] octets = new byte[family.addressBytes()];
    MemorySegment.copy(from, JAVA_BYTE, offset, octets, 0, octets.length);
    return IpAddress.of(family, octets, 0);
  }
}
