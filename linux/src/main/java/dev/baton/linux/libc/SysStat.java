package dev.baton.linux.libc;

/** {@code <sys/stat.h>}: what a file is. */
@Header("sys/stat.h")
public final class SysStat {

  public static final int S_IFMT = 0xF000;
  public static final int S_IFIFO = 0x1000;
  public static final int S_IFCHR = 0x2000;
  public static final int S_IFDIR = 0x4000;
  public static final int S_IFREG = 0x8000;
  public static final int S_IFLNK = 0xA000;
  public static final int STATX_BASIC_STATS = 0x7ff;

  private SysStat() {}

  /** The answer of statx(2), the one form of stat that is alike on all architectures. */
  @Struct("struct statx")
  public static final class Statx {
    public static final int SIZE = 256;
    public static final int STX_NLINK = 16;
    public static final int STX_UID = 20;
    public static final int STX_GID = 24;
    public static final int STX_MODE = 28;
    public static final int STX_INO = 32;
    public static final int STX_SIZE = 40;
    public static final int STX_MTIME = 112;
    public static final int STX_DEV_MAJOR = 136;
    public static final int STX_DEV_MINOR = 140;

    private Statx() {}
  }
}
