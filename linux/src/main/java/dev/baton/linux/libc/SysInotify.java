package dev.baton.linux.libc;

/** {@code <sys/inotify.h>}: changes of files. */
@Header("sys/inotify.h")
public final class SysInotify {

  public static final int IN_NONBLOCK = 0x800;
  public static final int IN_CLOEXEC = 0x80000;
  public static final int IN_CLOSE_WRITE = 0x8;
  public static final int IN_MOVED_FROM = 0x40;
  public static final int IN_MOVED_TO = 0x80;
  public static final int IN_CREATE = 0x100;
  public static final int IN_DELETE = 0x200;
  public static final int IN_Q_OVERFLOW = 0x4000;
  public static final int IN_IGNORED = 0x8000;

  private SysInotify() {}

  /** The head of an event; a name of {@code len} bytes, padded by zeros, follows. */
  @Struct("struct inotify_event")
  public static final class InotifyEvent {
    public static final int SIZE = 16;
    public static final int WD = 0;
    public static final int MASK = 4;
    public static final int LEN = 12;

    private InotifyEvent() {}
  }
}
