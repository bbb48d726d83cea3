package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * A sender of local datagrams to one well-known place, the system log's {@code /dev/log} or
 * systemd's notification socket (unix(7)). It never blocks.
 *
 * <p>A service that restarts makes a new socket under the same name: after {@code ECONNREFUSED} or
 * {@code ENOTCONN}, {@link #connect} again.
 */
public final class UnixDatagram implements AutoCloseable {

  private final Fd fd;
  private final String path;

  private UnixDatagram(Fd fd, String path) {
    this.fd = fd;
    this.path = path;
  }

  /** For a path, or for an abstract name written with {@code @} in front; not connected yet. */
  public static UnixDatagram open(String path) throws OsException {
    return new UnixDatagram(Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_DGRAM, 0), path);
  }

  /** Finds who listens there now; 0 or a negated errno. */
  public int connect() {
    Optional<byte[]> sockaddr = UnixAddress.of(path);
    return sockaddr.isPresent() ? Socket.connect(fd, sockaddr.get()) : -Errno.ENAMETOOLONG;
  }

  /** Sends one datagram: its length, or a negated errno. */
  public int send(byte[] datagram) {
    try (var arena = Arena.ofConfined()) {
      long address = arena.allocateFrom(JAVA_BYTE, datagram).address();
      int flags = SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL;
      // ssize_t sendto(int sockfd, const void *buf, size_t len, int flags,
      //     const struct sockaddr *dest_addr, socklen_t addrlen);
      return Syscall.call(Sys.SENDTO, fd.number(), address, datagram.length, flags, 0, 0);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
