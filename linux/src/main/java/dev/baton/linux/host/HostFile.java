package dev.baton.linux.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Fcntl;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysStat;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Files as the kernel has them: opened by exact flags, so that a path that somebody else can write
 * to cannot be made to lead elsewhere.
 *
 * <p>What opens throws; everything else returns 0 or a negated errno.
 */
public final class HostFile {

  public static final int READ = Fcntl.O_RDONLY;
  public static final int WRITE = Fcntl.O_WRONLY;

  /** For a FIFO too: then there is always a reader, and opening does not wait for one. */
  public static final int READ_WRITE = Fcntl.O_RDWR;

  public static final int CREATE = Fcntl.O_CREAT;

  /** With {@link #CREATE}: fails if there is anything of that name, a dangling link included. */
  public static final int EXCLUSIVE = Fcntl.O_EXCL;

  public static final int TRUNCATE = Fcntl.O_TRUNC;
  public static final int APPEND = Fcntl.O_APPEND;
  public static final int NON_BLOCKING = Fcntl.O_NONBLOCK;
  public static final int DIRECTORY = Fcntl.O_DIRECTORY;

  /** Fails with {@code ELOOP} if the last part of the path is a symbolic link. */
  public static final int NO_FOLLOW = Fcntl.O_NOFOLLOW;

  /** The thing itself, a symbolic link included, for its status and for {@link #openIn} alone. */
  public static final int NAME_ONLY = Fcntl.O_PATH | Fcntl.O_NOFOLLOW;

  /** What {@link #access} asks for; all of what is given. */
  public static final int MAY_READ = Fcntl.R_OK;

  public static final int MAY_EXECUTE = Fcntl.X_OK;

  /** PATH_MAX of {@code <linux/limits.h>}: no link leads farther. */
  private static final int PATH_BYTES_MAX = 4096;

  private HostFile() {}

  /** Opens a file, closed on exec; the mode is for one that is made, and the umask applies. */
  public static Fd open(String path, int flags, int mode) throws OsException {
    return open(Fcntl.AT_FDCWD, path, flags, mode);
  }

  /** Opens what an open directory has under a name. */
  public static Fd openIn(Fd directory, String name, int flags) throws OsException {
    return open(directory.number(), name, flags, 0);
  }

  private static Fd open(int directory, String path, int flags, int mode) throws OsException {
    try (var arena = Arena.ofConfined()) {
      // int openat(int dirfd, const char *pathname, int flags, mode_t mode);
      int result =
          Syscall.call(Sys.OPENAT, directory, address(arena, path), flags | Fcntl.O_CLOEXEC, mode);
      return Fd.opened(result, "open", path);
    }
  }

  /** Where a symbolic link leads, that was opened by {@link #NAME_ONLY}. */
  public static String linkTarget(Fd link) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(PATH_BYTES_MAX);
      // ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz);
      int result =
          Syscall.call(
              Sys.READLINKAT, link.number(), address(arena, ""), buffer.address(), PATH_BYTES_MAX);
      int length = OsException.check(result, "readlink", link.toString());
      return Utf8.decode(buffer.asSlice(0, length).toArray(JAVA_BYTE), 0, length);
    }
  }

  /** Whether this process, with its effective ids, may use a file so: 0, or why not. */
  public static int access(String path, int mode) {
    try (var arena = Arena.ofConfined()) {
      // int faccessat2(int dirfd, const char *pathname, int mode, int flags);
      return Syscall.call(
          Sys.FACCESSAT2, Fcntl.AT_FDCWD, address(arena, path), mode, Fcntl.AT_EACCESS);
    }
  }

  /** Puts a file in the place of another, which is one or the other at any moment. */
  public static int rename(String from, String to) {
    try (var arena = Arena.ofConfined()) {
      // int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,
      //     unsigned int flags);
      return Syscall.call(
          Sys.RENAMEAT2, Fcntl.AT_FDCWD, address(arena, from), Fcntl.AT_FDCWD, address(arena, to));
    }
  }

  /** Removes a name; not a directory's. */
  public static int unlink(String path) {
    try (var arena = Arena.ofConfined()) {
      // int unlinkat(int dirfd, const char *pathname, int flags);
      return Syscall.call(Sys.UNLINKAT, Fcntl.AT_FDCWD, address(arena, path), 0);
    }
  }

  /** Makes a FIFO; the umask applies. */
  public static int makeFifo(String path, int mode) {
    try (var arena = Arena.ofConfined()) {
      // int mknodat(int dirfd, const char *pathname, mode_t mode, dev_t dev);
      return Syscall.call(
          Sys.MKNODAT, Fcntl.AT_FDCWD, address(arena, path), SysStat.S_IFIFO | mode, 0);
    }
  }

  /** Gives an open file another owner and group; −1 leaves one as it is. */
  public static int changeOwner(Fd file, int uid, int gid) {
    // int fchown(int fd, uid_t owner, gid_t group);
    return Syscall.call(Sys.FCHOWN, file.number(), uid, gid);
  }

  /** Gives an open file other permissions, whatever the umask. */
  public static int changeMode(Fd file, int mode) {
    // int fchmod(int fd, mode_t mode);
    return Syscall.call(Sys.FCHMOD, file.number(), mode);
  }

  /** Gives what has this name another owner and group, not what a link leads to; −1 as above. */
  public static int changeOwner(String path, int uid, int gid) {
    try (var arena = Arena.ofConfined()) {
      // int fchownat(int dirfd, const char *pathname, uid_t owner, gid_t group, int flags);
      return Syscall.call(
          Sys.FCHOWNAT, Fcntl.AT_FDCWD, address(arena, path), uid, gid, Fcntl.AT_SYMLINK_NOFOLLOW);
    }
  }

  /** Gives what the path leads to other permissions, whatever the umask. */
  public static int changeMode(String path, int mode) {
    try (var arena = Arena.ofConfined()) {
      // int fchmodat(int dirfd, const char *pathname, mode_t mode); the kernel knows no flags here.
      return Syscall.call(Sys.FCHMODAT, Fcntl.AT_FDCWD, address(arena, path), mode);
    }
  }

  /** Cuts an open file, or pads it with zeros. */
  public static int truncate(Fd file, long lengthBytes) {
    // int ftruncate(int fd, off_t length);
    return Syscall.call(Sys.FTRUNCATE, file.number(), lengthBytes);
  }

  /** Waits until the disk has what was written. */
  public static int sync(Fd file) {
    // int fsync(int fd);
    return Syscall.call(Sys.FSYNC, file.number());
  }

  private static long address(Arena arena, String path) {
    return CString.in(arena, path).address();
  }
}
