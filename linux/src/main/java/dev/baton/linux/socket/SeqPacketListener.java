package dev.baton.linux.socket;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.process.ThisProcess;
import java.util.Optional;

/**
 * A name under which one known process of this host can call another that did not start it
 * (unix(7), SOCK_SEQPACKET). Abstract names are free to all: each side looks who the other is, and
 * a name taken by somebody else is refused.
 *
 * <p>The kernel names a listener by the process that called listen(2), also when that has died and
 * its number is another's by now; so whoever prepares listeners in processes that die can have any
 * number. It cannot have our user. Another process of our own user could do it, if it knew the name
 * before the process that it means is started: the name should be one that nobody can know.
 */
public final class SeqPacketListener implements AutoCloseable {

  private static final int BACKLOG = 16;

  private final Fd fd;

  private SeqPacketListener(Fd fd) {
    this.fd = fd;
  }

  /** Listens under an abstract name. */
  public static SeqPacketListener open(String name) throws OsException {
    Fd fd = Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_SEQPACKET, 0);
    try {
      OsException.check(Socket.bind(fd, address(name)), "bind", name);
      // int listen(int sockfd, int backlog);
      OsException.check(Syscall.call(Sys.LISTEN, fd.number(), BACKLOG), "listen", name);
      return new SeqPacketListener(fd);
    } catch (OsException refused) {
      fd.close();
      throw refused;
    }
  }

  /** Readable when somebody calls. */
  public Fd fd() {
    return fd;
  }

  /**
   * The connection with this process, if it has called; whoever else did is turned away, some at a
   * time, so that a crowd of them keeps nobody.
   */
  public Optional<Fd> accept(int pid) {
    int flags = SysSocket.SOCK_CLOEXEC | SysSocket.SOCK_NONBLOCK;
    for (int i = 0; i < BACKLOG; i++) {
      // int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags);
      int result = Syscall.call(Sys.ACCEPT4, fd.number(), 0, 0, flags);
      if (result < 0) {
        return Optional.empty();
      }
      Fd caller = Fd.adopt(result);
      if (isPeer(caller, pid)) {
        return Optional.of(caller);
      }
      caller.close();
    }
    return Optional.empty();
  }

  /** Calls a process that listens, or will soon; nothing while it does not. */
  public static Optional<Fd> call(String name, int pid) throws OsException {
    Fd fd = Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_SEQPACKET, 0);
    if (Socket.connect(fd, address(name)) == 0 && isPeer(fd, pid)) {
      return Optional.of(fd);
    }
    fd.close();
    return Optional.empty();
  }

  private static byte[] address(String name) throws OsException {
    return UnixAddress.of("@" + name)
        .orElseThrow(() -> new OsException("bind", Errno.ENAMETOOLONG, name));
  }

  /** Who cannot be asked about is nobody that we mean. */
  private static boolean isPeer(Fd connection, int pid) {
    try {
      PeerCredentials peer = PeerCredentials.of(connection);
      return peer.equals(new PeerCredentials(pid, ThisProcess.uid(), ThisProcess.gid()));
    } catch (OsException unknown) {
      return false;
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
