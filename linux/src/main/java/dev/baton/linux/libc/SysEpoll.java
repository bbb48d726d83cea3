package dev.baton.linux.libc;

/** {@code <sys/epoll.h>}, and the two calls that make other things readable as files. */
@Header({"sys/epoll.h", "sys/eventfd.h", "sys/signalfd.h"})
public final class SysEpoll {

  public static final int EPOLL_CLOEXEC = 0x80000;
  public static final int EPOLL_CTL_ADD = 1;
  public static final int EPOLL_CTL_DEL = 2;
  public static final int EPOLL_CTL_MOD = 3;
  public static final int EPOLLIN = 0x1;
  public static final int EPOLLOUT = 0x4;
  public static final int EPOLLERR = 0x8;
  public static final int EPOLLHUP = 0x10;

  public static final int EFD_CLOEXEC = 0x80000;
  public static final int EFD_NONBLOCK = 0x800;
  public static final int SFD_CLOEXEC = 0x80000;
  public static final int SFD_NONBLOCK = 0x800;

  private SysEpoll() {}

  /** Packed on x86-64, so that 32-bit programs may pass theirs; naturally aligned elsewhere. */
  @Struct("struct epoll_event")
  public static final class EpollEvent {
    public static final int SIZE = Architecture.IS_X86 ? 12 : 16;
    public static final int EVENTS = 0;
    public static final int DATA = Architecture.IS_X86 ? 4 : 8;

    private EpollEvent() {}
  }

  /** What a read of a signalfd gives. */
  @Struct("struct signalfd_siginfo")
  public static final class SignalfdSiginfo {
    public static final int SIZE = 128;
    public static final int SSI_SIGNO = 0;
    public static final int SSI_PID = 12;
    public static final int SSI_UID = 16;

    private SignalfdSiginfo() {}
  }
}
