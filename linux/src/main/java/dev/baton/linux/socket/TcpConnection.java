package dev.baton.linux.socket;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.SysSocket;

/** An attempt to connect by TCP, which goes on while the caller does other things. */
public final class TcpConnection implements AutoCloseable {

  private final Fd fd;
  private final int startErrno;

  private TcpConnection(Fd fd, int startErrno) {
    this.fd = fd;
    this.startErrno = startErrno;
  }

  /** Begins to connect; the interface, or 0, is for addresses that are valid on one link only. */
  public static TcpConnection start(IpAddress address, int port, int interfaceIndex)
      throws OsException {
    int domain = address.family() == IpFamily.INET ? SysSocket.AF_INET : SysSocket.AF_INET6;
    Fd fd = Socket.open(domain, SysSocket.SOCK_STREAM, 0);
    int result = Socket.connect(fd, Destination.of(address, port, interfaceIndex).sockaddr());
    return new TcpConnection(fd, -result);
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#WRITABLE} while it is pending. */
  public Fd fd() {
    return fd;
  }

  /** Whether the outcome comes later; some, like a refusal on loopback, are known at once. */
  public boolean isPending() {
    return startErrno == Errno.EINPROGRESS;
  }

  /** 0 when connected, else the negated errno; for a pending one, once it is writable. */
  public int outcome() {
    return isPending() ? -Socket.get(fd, SysSocket.SOL_SOCKET, SysSocket.SO_ERROR) : -startErrno;
  }

  @Override
  public void close() {
    fd.close();
  }
}
