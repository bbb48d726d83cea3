package dev.baton.linux.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Fcntl;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysStat;
import dev.baton.linux.libc.SysStat.Statx;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.libc.Time.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a file is, whose it is and who may do what with it (statx(2)).
 *
 * @param mode type and permissions together, as {@code st_mode} has them
 * @param nameCount how many names it has: its hard links; 0 when the last one is gone
 * @param device the major number in the upper half, the minor in the lower
 * @param modifiedNanos when the contents changed last, since 1970
 */
public record FileStatus(
    int mode,
    int nameCount,
    int uid,
    int gid,
    long device,
    long inode,
    long sizeBytes,
    long modifiedNanos) {

  private static final int PERMISSIONS = 07777;

  /** Of what the path leads to. */
  public static FileStatus of(String path) throws OsException {
    return of(Fcntl.AT_FDCWD, path, 0);
  }

  /** Of the path's last part itself, if that is a symbolic link. */
  public static FileStatus ofLink(String path) throws OsException {
    return of(Fcntl.AT_FDCWD, path, Fcntl.AT_SYMLINK_NOFOLLOW);
  }

  /** Of an open file: nobody can change what it is meanwhile. */
  public static FileStatus of(Fd file) throws OsException {
    return of(file.number(), "", Fcntl.AT_EMPTY_PATH);
  }

  private static FileStatus of(int directory, String path, int flags) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(Statx.SIZE, 8);
      // int statx(int dirfd, const char *pathname, int flags, unsigned int mask,
      //     struct statx *statxbuf);
      int result =
          Syscall.call(
              Sys.STATX,
              directory,
              CString.in(arena, path).address(),
              flags,
              SysStat.STATX_BASIC_STATS,
              status.address());
      OsException.check(result, "stat", path.isEmpty() ? "fd " + directory : path);
      return of(status);
    }
  }

  private static FileStatus of(MemorySegment status) {
    long major = status.get(JAVA_INT, Statx.STX_DEV_MAJOR);
    int minor = status.get(JAVA_INT, Statx.STX_DEV_MINOR);
    return new FileStatus(
        status.get(JAVA_SHORT, Statx.STX_MODE) & 0xFFFF,
        status.get(JAVA_INT, Statx.STX_NLINK),
        status.get(JAVA_INT, Statx.STX_UID),
        status.get(JAVA_INT, Statx.STX_GID),
        major << 32 | Integer.toUnsignedLong(minor),
        status.get(JAVA_LONG, Statx.STX_INO),
        status.get(JAVA_LONG, Statx.STX_SIZE),
        Timespec.nanos(status.asSlice(Statx.STX_MTIME, Timespec.SIZE)));
  }

  public boolean isRegular() {
    return type() == SysStat.S_IFREG;
  }

  public boolean isDirectory() {
    return type() == SysStat.S_IFDIR;
  }

  /** A device without blocks: /dev/null, a terminal. */
  public boolean isCharacterDevice() {
    return type() == SysStat.S_IFCHR;
  }

  public boolean isFifo() {
    return type() == SysStat.S_IFIFO;
  }

  public boolean isSymbolicLink() {
    return type() == SysStat.S_IFLNK;
  }

  private int type() {
    return mode & SysStat.S_IFMT;
  }

  /** Whether both are of the same file, by whatever name. */
  public boolean isSameFile(FileStatus other) {
    return device == other.device && inode == other.inode;
  }

  /** Read, write and execute for user, group and others, and the set-id and sticky bits. */
  public int permissions() {
    return mode & PERMISSIONS;
  }
}
