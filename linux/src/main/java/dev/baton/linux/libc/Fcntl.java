package dev.baton.linux.libc;

/**
 * {@code <fcntl.h>} and {@code <unistd.h>}: how files are opened, locked, sealed and asked about.
 */
@Header({"fcntl.h", "unistd.h"})
public final class Fcntl {

  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 0x1;
  public static final int O_RDWR = 0x2;
  public static final int O_CREAT = 0x40;
  public static final int O_EXCL = 0x80;
  public static final int O_TRUNC = 0x200;
  public static final int O_APPEND = 0x400;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_DIRECTORY = Architecture.IS_X86 ? 0x10000 : 0x4000;
  public static final int O_NOFOLLOW = Architecture.IS_X86 ? 0x20000 : 0x8000;
  public static final int O_CLOEXEC = 0x80000;
  public static final int O_PATH = 0x200000;

  public static final int AT_FDCWD = -100;
  public static final int AT_SYMLINK_NOFOLLOW = 0x100;
  public static final int AT_EACCESS = 0x200;
  public static final int AT_EMPTY_PATH = 0x1000;
  public static final int R_OK = 4;
  public static final int X_OK = 1;

  public static final int F_OFD_SETLK = 37;
  public static final int F_RDLCK = 0;
  public static final int F_WRLCK = 1;
  public static final int F_UNLCK = 2;
  public static final int F_DUPFD_CLOEXEC = 1030;
  public static final int F_ADD_SEALS = 1033;
  public static final int F_SEAL_SEAL = 0x1;
  public static final int F_SEAL_SHRINK = 0x2;
  public static final int F_SEAL_GROW = 0x4;
  public static final int F_SEAL_WRITE = 0x8;

  private Fcntl() {}

  /** A lock on a range of a file; a length of zero is to its end. */
  @Struct("struct flock")
  public static final class Flock {
    public static final int SIZE = 32;
    public static final int L_TYPE = 0;
    public static final int L_WHENCE = 2;
    public static final int L_START = 8;
    public static final int L_LEN = 16;
    public static final int L_PID = 24;

    private Flock() {}
  }
}
