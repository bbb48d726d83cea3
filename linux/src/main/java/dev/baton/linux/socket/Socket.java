package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What sockets of all families have in common: how they are made, and their options. */
public final class Socket {

  private Socket() {}

  /** A socket that does not block and is closed on exec. */
  public static Fd open(int family, int type, int protocol) throws OsException {
    int flags = SysSocket.SOCK_CLOEXEC | SysSocket.SOCK_NONBLOCK;
    // int socket(int domain, int type, int protocol);
    int result = Syscall.call(Sys.SOCKET, family, type | flags, protocol);
    return Fd.opened(result, "socket", "family " + family + " protocol " + protocol);
  }

  /** Sets an option that is a number; 0 or a negated errno. */
  public static int set(Fd socket, int level, int option, int value) {
    byte[] bytes = new byte[Integer.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(value);
    return set(socket, level, option, bytes);
  }

  /** How much the kernel keeps of what is received and not read; 0 or a negated errno. */
  public static int receiveBuffer(Fd socket, int bytes) {
    return buffer(socket, SysSocket.SO_RCVBUFFORCE, SysSocket.SO_RCVBUF, bytes);
  }

  /** How much the kernel takes to be sent; 0 or a negated errno. */
  public static int sendBuffer(Fd socket, int bytes) {
    return buffer(socket, SysSocket.SO_SNDBUFFORCE, SysSocket.SO_SNDBUF, bytes);
  }

  /**
   * The root of another user namespace than the first, as in an unprivileged container, gets no
   * more than {@code net.core.rmem_max} and {@code wmem_max}, 208 KiB unless the host raises them.
   */
  private static int buffer(Fd socket, int beyondLimit, int withinLimit, int bytes) {
    int result = set(socket, SysSocket.SOL_SOCKET, beyondLimit, bytes);
    return result == -Errno.EPERM ? set(socket, SysSocket.SOL_SOCKET, withinLimit, bytes) : result;
  }

  /** Sets an option that is a name. */
  static int set(Fd socket, int level, int option, String value) {
    return set(socket, level, option, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets an option that is a structure. */
  static int set(Fd socket, int level, int option, byte[] value) {
    try (var arena = Arena.ofConfined()) {
      long address = arena.allocateFrom(JAVA_BYTE, value).address();
      // int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen);
      return Syscall.call(Sys.SETSOCKOPT, socket.number(), level, option, address, value.length);
    }
  }

  /** An option that is a number, zero or more, or a negated errno. */
  static int get(Fd socket, int level, int option) {
    try (var arena = Arena.ofConfined()) {
      var value = arena.allocate(JAVA_INT);
      int result = get(socket, level, option, value);
      return result < 0 ? result : value.get(JAVA_INT, 0);
    }
  }

  /** Fetches an option that is a structure; 0 or a negated errno. */
  static int get(Fd socket, int level, int option, MemorySegment value) {
    try (var arena = Arena.ofConfined()) {
      var length = arena.allocateFrom(JAVA_INT, (int) value.byteSize());
      // int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen);
      return Syscall.call(
          Sys.GETSOCKOPT, socket.number(), level, option, value.address(), length.address());
    }
  }

  /** Gives the socket a local address; 0 or a negated errno. */
  public static int bind(Fd socket, byte[] sockaddr) {
    // int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
    return named(Sys.BIND, socket, sockaddr);
  }

  /** Gives the socket a peer; 0 or a negated errno. */
  static int connect(Fd socket, byte[] sockaddr) {
    // int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
    return named(Sys.CONNECT, socket, sockaddr);
  }

  private static int named(int call, Fd socket, byte[] sockaddr) {
    try (var arena = Arena.ofConfined()) {
      long address = arena.allocateFrom(JAVA_BYTE, sockaddr).address();
      return Syscall.call(call, socket.number(), address, sockaddr.length);
    }
  }
}
