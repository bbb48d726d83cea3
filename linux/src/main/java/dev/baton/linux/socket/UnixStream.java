package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** One end of a connection within the host that carries bytes (unix(7)). It never blocks. */
public final class UnixStream implements AutoCloseable {

  private final Fd fd;

  private UnixStream(Fd fd) {
    this.fd = fd;
  }

  /** One that is not connected yet. */
  public static UnixStream open() throws OsException {
    return new UnixStream(Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_STREAM, 0));
  }

  static UnixStream adopt(Fd fd) {
    return new UnixStream(fd);
  }

  /** Calls who listens there: 0, or a negated errno; {@code -EAGAIN} while too many others do. */
  public int connect(String path) {
    Optional<byte[]> address = UnixAddress.of(path);
    return address.isPresent() ? Socket.connect(fd, address.get()) : -Errno.ENAMETOOLONG;
  }

  public Fd fd() {
    return fd;
  }

  /** Up to {@code target.length} bytes: their count, 0 at the end, or a negated errno. */
  public int read(byte[] target) {
    return fd.read(target);
  }

  /** Sends what there is room for: the count of bytes, or a negated errno. */
  public int send(byte[] bytes, int offset, int length) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(length);
      MemorySegment.copy(bytes, offset, buffer, JAVA_BYTE, 0, length);
      int flags = SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL;
      // ssize_t sendto(int sockfd, const void *buf, size_t len, int flags,
      //     const struct sockaddr *dest_addr, socklen_t addrlen);
      return Syscall.call(Sys.SENDTO, fd.number(), buffer.address(), length, flags, 0, 0);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
