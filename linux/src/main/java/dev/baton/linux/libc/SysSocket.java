package dev.baton.linux.libc;

/** {@code <sys/socket.h>} and {@code <sys/un.h>}: sockets of any family. */
@Header({"sys/socket.h", "sys/un.h"})
public final class SysSocket {

  public static final int AF_UNSPEC = 0;
  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int AF_NETLINK = 16;
  public static final int AF_PACKET = 17;

  public static final int SOCK_STREAM = 1;
  public static final int SOCK_DGRAM = 2;
  public static final int SOCK_RAW = 3;
  public static final int SOCK_SEQPACKET = 5;
  public static final int SOCK_NONBLOCK = 0x800;
  public static final int SOCK_CLOEXEC = 0x80000;

  public static final int SOL_SOCKET = 1;
  public static final int SO_ERROR = 4;
  public static final int SO_SNDBUF = 7;
  public static final int SO_RCVBUF = 8;
  public static final int SO_PRIORITY = 12;
  public static final int SO_PEERCRED = 17;
  public static final int SO_BINDTODEVICE = 25;
  public static final int SO_ATTACH_FILTER = 26;
  public static final int SO_SNDBUFFORCE = 32;
  public static final int SO_RCVBUFFORCE = 33;
  public static final int SO_PEERGROUPS = 59;

  public static final int MSG_TRUNC = 0x20;
  public static final int MSG_DONTWAIT = 0x40;
  public static final int MSG_NOSIGNAL = 0x4000;
  public static final int MSG_CMSG_CLOEXEC = 0x40000000;
  public static final int SCM_RIGHTS = 1;

  private SysSocket() {}

  /** A datagram's pieces: peer, payload, ancillary data. */
  @Struct("struct msghdr")
  public static final class Msghdr {
    public static final int SIZE = 56;
    public static final int MSG_NAME = 0;
    public static final int MSG_NAMELEN = 8;
    public static final int MSG_IOV = 16;
    public static final int MSG_IOVLEN = 24;
    public static final int MSG_CONTROL = 32;
    public static final int MSG_CONTROLLEN = 40;
    public static final int MSG_FLAGS = 48;

    private Msghdr() {}
  }

  /** One of several datagrams: the header, then how many bytes came or went. */
  @Struct("struct mmsghdr")
  public static final class Mmsghdr {
    public static final int SIZE = 64;
    public static final int MSG_HDR = 0;
    public static final int MSG_LEN = 56;

    private Mmsghdr() {}
  }

  /** A piece of memory. */
  @Struct("struct iovec")
  public static final class Iovec {
    public static final int SIZE = 16;
    public static final int IOV_BASE = 0;
    public static final int IOV_LEN = 8;

    private Iovec() {}
  }

  /** The head of one item of ancillary data; the data follow, items are aligned to 8 bytes. */
  @Struct("struct cmsghdr")
  public static final class Cmsghdr {
    public static final int SIZE = 16;
    public static final int CMSG_LEN = 0;
    public static final int CMSG_LEVEL = 8;
    public static final int CMSG_TYPE = 12;

    private Cmsghdr() {}
  }

  /** Who is at the other end of a connection within the host. */
  @Struct("struct ucred")
  public static final class Ucred {
    public static final int SIZE = 12;
    public static final int PID = 0;
    public static final int UID = 4;
    public static final int GID = 8;

    private Ucred() {}
  }

  /** The address of a socket in the file system or, after a zero byte, in the abstract space. */
  @Struct("struct sockaddr_un")
  public static final class SockaddrUn {
    public static final int SIZE = 110;
    public static final int SUN_FAMILY = 0;
    public static final int SUN_PATH = 2;

    private SockaddrUn() {}
  }
}
