package dev.baton.linux.socket;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import java.util.Optional;

/**
 * A path under which processes of this host can call, as its permissions allow (unix(7),
 * SOCK_STREAM). The path stays when the listener is closed.
 */
public final class UnixListener implements AutoCloseable {

  private final Fd fd;

  private UnixListener(Fd fd) {
    this.fd = fd;
  }

  /**
   * Listens under a path that nothing has yet.
   *
   * @param mode what the file's permissions are at most, from its first moment on
   * @param backlog how many callers may wait to be accepted
   */
  public static UnixListener open(String path, int mode, int backlog) throws OsException {
    byte[] address =
        UnixAddress.of(path).orElseThrow(() -> new OsException("bind", Errno.ENAMETOOLONG, path));
    Fd fd = Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_STREAM, 0);
    try {
      // Linux makes the file with the mode of the socket, and the umask applies.
      OsException.check(HostFile.changeMode(fd, mode), "fchmod", path);
      OsException.check(Socket.bind(fd, address), "bind", path);
      // int listen(int sockfd, int backlog);
      OsException.check(Syscall.call(Sys.LISTEN, fd.number(), backlog), "listen", path);
      return new UnixListener(fd);
    } catch (OsException refused) {
      fd.close();
      throw refused;
    }
  }

  /** Readable when somebody calls. */
  public Fd fd() {
    return fd;
  }

  /** The next who called; nothing if nobody waits, or there is no descriptor left for it. */
  public Optional<UnixStream> accept() {
    int flags = SysSocket.SOCK_CLOEXEC | SysSocket.SOCK_NONBLOCK;
    // int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags);
    int result = Syscall.call(Sys.ACCEPT4, fd.number(), 0, 0, flags);
    return result < 0 ? Optional.empty() : Optional.of(UnixStream.adopt(Fd.adopt(result)));
  }

  @Override
  public void close() {
    fd.close();
  }
}
