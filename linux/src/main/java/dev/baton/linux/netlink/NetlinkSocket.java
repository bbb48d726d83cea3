package dev.baton.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxNetlink.SockaddrNl;
import dev.baton.linux.libc.Poll;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.libc.Time.Timespec;
import dev.baton.linux.socket.PacketFilter;
import dev.baton.linux.socket.Socket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/**
 * A netlink socket: sends and takes whole datagrams, and knows the port by which the kernel names
 * it.
 *
 * <p>What is heard is the kernel's. Other processes may address this socket only with
 * CAP_NET_ADMIN, and then too what they say is dropped: its sender is another port than 0.
 */
public final class NetlinkSocket implements AutoCloseable {

  /** The kernel cuts dumps into datagrams of at most 32 KiB; notifications are far smaller. */
  private static final int DATAGRAM_BYTES = 64 * 1024;

  private static final int SEND_BYTES = 256 * 1024;

  private static final int KERNEL_PORT = 0;

  private static final int DATAGRAMS_PER_TURN = 64;

  /** Most sockets never send more. */
  private static final int SEND_BYTES_FIRST = 4096;

  private final Fd fd;
  private final int portId;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment incoming = arena.allocate(DATAGRAM_BYTES, 8);
  private MemorySegment outgoing = arena.allocate(SEND_BYTES_FIRST, 8);
  private final MemorySegment pollfd = arena.allocate(Poll.Pollfd.SIZE, 8);
  private final MemorySegment timeout = arena.allocate(Timespec.SIZE, 8);
  private final MemorySegment sender = arena.allocate(SockaddrNl.SIZE, 4);
  private final MemorySegment senderBytes = arena.allocate(JAVA_INT);
  private final byte[] datagram = new byte[DATAGRAM_BYTES];
  private final MessageReader reader = new MessageReader(datagram);

  private NetlinkSocket(Fd fd, int portId) {
    this.fd = fd;
    this.portId = portId;
  }

  /** A socket of a protocol such as NETLINK_ROUTE, a member of these notification groups. */
  public static NetlinkSocket open(int protocol, int receiveBufferBytes, int... groups)
      throws OsException {
    return open(protocol, receiveBufferBytes, List.of(), groups);
  }

  /** The same, which hears only what the filter passes. */
  public static NetlinkSocket openFiltered(
      int protocol, int receiveBufferBytes, PacketFilter filter, int... groups) throws OsException {
    return open(protocol, receiveBufferBytes, List.of(filter), groups);
  }

  private static NetlinkSocket open(
      int protocol, int receiveBufferBytes, List<PacketFilter> filters, int... groups)
      throws OsException {
    Fd fd = Socket.open(SysSocket.AF_NETLINK, SysSocket.SOCK_RAW, protocol);
    try {
      OsException.check(Socket.receiveBuffer(fd, receiveBufferBytes), "SO_RCVBUF", "netlink");
      OsException.check(Socket.sendBuffer(fd, SEND_BYTES), "SO_SNDBUF", "netlink");
      set(fd, LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_CAP_ACK, 1);
      set(fd, LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_EXT_ACK, 1);
      set(fd, LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_GET_STRICT_CHK, 1);
      byte[] anyPort = new byte[SockaddrNl.SIZE];
      var view = ByteBuffer.wrap(anyPort).order(ByteOrder.nativeOrder());
      view.putShort(SockaddrNl.NL_FAMILY, (short) SysSocket.AF_NETLINK);
      OsException.check(Socket.bind(fd, anyPort), "bind", "netlink");
      for (PacketFilter filter : filters) {
        OsException.check(filter.attachTo(fd), "SO_ATTACH_FILTER", "netlink");
      }
      for (int group : groups) {
        set(fd, LinuxNetlink.SOL_NETLINK, LinuxNetlink.NETLINK_ADD_MEMBERSHIP, group);
      }
      return new NetlinkSocket(fd, portOf(fd));
    } catch (OsException failed) {
      fd.close();
      throw failed;
    }
  }

  private static void set(Fd fd, int level, int option, int value) throws OsException {
    OsException.check(Socket.set(fd, level, option, value), "setsockopt", "netlink " + option);
  }

  private static int portOf(Fd fd) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SockaddrNl.SIZE, 8);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SockaddrNl.SIZE);
      // int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
      int result = Syscall.call(Sys.GETSOCKNAME, fd.number(), name.address(), length.address());
      OsException.check(result, "getsockname", "netlink");
      return name.get(JAVA_INT, SockaddrNl.NL_PID);
    }
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return fd;
  }

  /** By which notifications name the changes that were asked for here. */
  public int portId() {
    return portId;
  }

  /** Becomes a member of a notification group, or is none from now on; 0 or a negated errno. */
  public int member(int group, boolean on) {
    int option = on ? LinuxNetlink.NETLINK_ADD_MEMBERSHIP : LinuxNetlink.NETLINK_DROP_MEMBERSHIP;
    return Socket.set(fd, LinuxNetlink.SOL_NETLINK, option, group);
  }

  /**
   * Sends messages in one datagram; the count of bytes, or a negated errno. Rtnetlink does the work
   * before this returns, which may take as long as others hold its lock.
   */
  public int send(byte[] messages) {
    if (messages.length > SEND_BYTES) {
      return -Errno.EMSGSIZE;
    }
    if (messages.length > outgoing.byteSize()) {
      outgoing = arena.allocate(SEND_BYTES, 8);
    }
    MemorySegment.copy(messages, 0, outgoing, JAVA_BYTE, 0, messages.length);
    // ssize_t sendto(int sockfd, const void *buf, size_t len, int flags,
    //     const struct sockaddr *dest_addr, socklen_t addrlen);
    return Syscall.call(
        Sys.SENDTO, fd.number(), outgoing.address(), messages.length, SysSocket.MSG_NOSIGNAL, 0, 0);
  }

  /**
   * Takes the notifications that have come, without waiting. After so many datagrams the loop's
   * other business is next, and the rest stays readable.
   *
   * @param sink is given a reader before the first message of each datagram
   * @param overrun is told that some were lost
   * @return 0, or a negated errno that was not expected
   */
  public int readNotifications(Consumer<MessageReader> sink, Runnable overrun) {
    for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
      int length = receive();
      if (length == -Errno.EAGAIN || length == -Errno.EINTR) {
        return 0;
      }
      if (length == -Errno.ENOBUFS) {
        overrun.run();
      } else if (length < 0) {
        return length;
      }
      sink.accept(reader);
    }
    return 0;
  }

  /**
   * Takes one datagram, without waiting, for {@link #reader}, which has nothing of one that is not
   * the kernel's: its length, or a negated errno: {@code EAGAIN}, there is none; {@code ENOBUFS},
   * some were lost.
   */
  int receive() {
    senderBytes.set(JAVA_INT, 0, SockaddrNl.SIZE);
    // ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags,
    //     struct sockaddr *src_addr, socklen_t *addrlen);
    int length =
        Syscall.call(
            Sys.RECVFROM,
            fd.number(),
            incoming.address(),
            DATAGRAM_BYTES,
            SysSocket.MSG_DONTWAIT,
            sender.address(),
            senderBytes.address());
    boolean heard = length > 0 && sender.get(JAVA_INT, SockaddrNl.NL_PID) == KERNEL_PORT;
    if (heard) {
      MemorySegment.copy(incoming, JAVA_BYTE, 0, datagram, 0, length);
    }
    reader.reset(heard ? length : 0);
    return length;
  }

  /** Over the datagram that was taken last. */
  MessageReader reader() {
    return reader;
  }

  /** As {@link #receive}, but waits for a datagram until a deadline: then {@code ETIMEDOUT}. */
  int receiveBefore(long deadlineNanos) {
    while (true) {
      int length = receive();
      if (length != -Errno.EAGAIN && length != -Errno.EINTR) {
        return length;
      }
      long leftNanos = deadlineNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return -Errno.ETIMEDOUT;
      }
      awaitReadable(leftNanos);
    }
  }

  private void awaitReadable(long timeoutNanos) {
    pollfd.set(JAVA_INT, Poll.Pollfd.FD, fd.number());
    pollfd.set(JAVA_INT, Poll.Pollfd.EVENTS, Poll.POLLIN);
    Timespec.set(timeout, timeoutNanos);
    // int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *tmo_p,
    //     const sigset_t *sigmask, size_t sigsetsize);
    Syscall.call(Sys.PPOLL, pollfd.address(), 1, timeout.address(), 0, 0);
  }

  @Override
  public void close() {
    fd.close();
  }
}
