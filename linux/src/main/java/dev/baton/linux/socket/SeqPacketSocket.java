package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.SysSocket.Cmsghdr;
import dev.baton.linux.libc.SysSocket.Iovec;
import dev.baton.linux.libc.SysSocket.Msghdr;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * One end of a connection between two processes that keeps messages whole and in order, and passes
 * open descriptors (unix(7), SOCK_SEQPACKET). It never blocks: a full queue is {@code EAGAIN}.
 */
public final class SeqPacketSocket implements AutoCloseable {

  private static final int CONTROL_BYTES = Cmsghdr.SIZE + 8;
  private static final int RIGHTS_LENGTH = Cmsghdr.SIZE + 4;

  /** Both ends of a new connection; one of them is for a child. */
  public record Pair(SeqPacketSocket own, SeqPacketSocket peer) {}

  private final Fd fd;
  private final int messageBytesMax;
  private final MemorySegment buffer;
  private final MemorySegment control;
  private final MemorySegment piece;
  private final MemorySegment header;
  private Optional<Fd> passed = Optional.empty();

  private SeqPacketSocket(Fd fd, int messageBytesMax) {
    var arena = Arena.ofAuto();
    this.fd = fd;
    this.messageBytesMax = messageBytesMax;
    this.buffer = arena.allocate(messageBytesMax, 8);
    this.control = arena.allocate(CONTROL_BYTES, 8);
    this.piece = arena.allocate(Iovec.SIZE, 8);
    this.header = arena.allocate(Msghdr.SIZE, 8);
    piece.set(JAVA_LONG, Iovec.IOV_BASE, buffer.address());
    header.set(JAVA_LONG, Msghdr.MSG_IOV, piece.address());
    header.set(JAVA_LONG, Msghdr.MSG_IOVLEN, 1);
    header.set(JAVA_LONG, Msghdr.MSG_CONTROL, control.address());
  }

  /** Two connected ends for messages of at most so many bytes. */
  public static Pair pair(int messageBytesMax) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      int type = SysSocket.SOCK_SEQPACKET | SysSocket.SOCK_CLOEXEC | SysSocket.SOCK_NONBLOCK;
      // int socketpair(int domain, int type, int protocol, int sv[2]);
      int result = Syscall.call(Sys.SOCKETPAIR, SysSocket.AF_UNIX, type, 0, ends.address());
      OsException.check(result, "socketpair", "SOCK_SEQPACKET");
      return new Pair(
          adopt(Fd.adopt(ends.getAtIndex(JAVA_INT, 0)), messageBytesMax),
          adopt(Fd.adopt(ends.getAtIndex(JAVA_INT, 1)), messageBytesMax));
    }
  }

  /** The end that this process was started with or was sent; it must be non-blocking already. */
  public static SeqPacketSocket adopt(Fd fd, int messageBytesMax) {
    return new SeqPacketSocket(fd, messageBytesMax);
  }

  public Fd fd() {
    return fd;
  }

  /** Sends the first bytes of an array as one message: their count, or a negated errno. */
  public int send(byte[] message, int lengthBytes) {
    header.set(JAVA_LONG, Msghdr.MSG_CONTROLLEN, 0);
    return sendPrepared(message, lengthBytes);
  }

  /** Sends a message and with it a duplicate of a descriptor. */
  public int send(byte[] message, int lengthBytes, Fd passing) {
    control.set(JAVA_LONG, Cmsghdr.CMSG_LEN, RIGHTS_LENGTH);
    control.set(JAVA_INT, Cmsghdr.CMSG_LEVEL, SysSocket.SOL_SOCKET);
    control.set(JAVA_INT, Cmsghdr.CMSG_TYPE, SysSocket.SCM_RIGHTS);
    control.set(JAVA_INT, Cmsghdr.SIZE, passing.number());
    header.set(JAVA_LONG, Msghdr.MSG_CONTROLLEN, CONTROL_BYTES);
    return sendPrepared(message, lengthBytes);
  }

  private int sendPrepared(byte[] message, int lengthBytes) {
    MemorySegment.copy(message, 0, buffer, JAVA_BYTE, 0, lengthBytes);
    piece.set(JAVA_LONG, Iovec.IOV_LEN, lengthBytes);
    int flags = SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL;
    // ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags);
    return Syscall.call(Sys.SENDMSG, fd.number(), header.address(), flags);
  }

  /**
   * Takes one message, without waiting, to the start of an array: its length, 0 when the peer has
   * closed, {@code -EAGAIN} when there is none, {@code -EMSGSIZE} when it was longer than agreed
   * and is lost.
   */
  public int receive(byte[] target) {
    int room = Math.min(messageBytesMax, target.length);
    piece.set(JAVA_LONG, Iovec.IOV_LEN, room);
    header.set(JAVA_LONG, Msghdr.MSG_CONTROLLEN, CONTROL_BYTES);
    int flags = SysSocket.MSG_DONTWAIT | SysSocket.MSG_CMSG_CLOEXEC;
    // ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags);
    int length = Syscall.call(Sys.RECVMSG, fd.number(), header.address(), flags);
    if (length < 0) {
      return length;
    }
    keepPassed();
    if ((header.get(JAVA_INT, Msghdr.MSG_FLAGS) & SysSocket.MSG_TRUNC) != 0) {
      return -Errno.EMSGSIZE;
    }
    MemorySegment.copy(buffer, JAVA_BYTE, 0, target, 0, length);
    return length;
  }

  private void keepPassed() {
    if (header.get(JAVA_LONG, Msghdr.MSG_CONTROLLEN) < RIGHTS_LENGTH
        || control.get(JAVA_INT, Cmsghdr.CMSG_TYPE) != SysSocket.SCM_RIGHTS) {
      return;
    }
    // One that nobody has fetched would stay open for ever.
    passed.ifPresent(Fd::close);
    passed = Optional.of(Fd.adopt(control.get(JAVA_INT, Cmsghdr.SIZE)));
  }

  /** The descriptor that came with the last message that had one; the caller owns it then. */
  public Optional<Fd> takePassed() {
    Optional<Fd> taken = passed;
    passed = Optional.empty();
    return taken;
  }

  @Override
  public void close() {
    passed.ifPresent(Fd::close);
    passed = Optional.empty();
    fd.close();
  }
}
