package dev.baton.linux.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.CLibrary;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Pwd.Group;
import dev.baton.linux.libc.Pwd.Passwd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Users and groups by name, from wherever nsswitch.conf(5) says: a file, or a server that lets one
 * wait. So the C library is asked, not {@code /etc/passwd}.
 */
public final class Accounts {

  // int getpwnam_r(const char *name, struct passwd *pwd, char *buf, size_t buflen,
  //     struct passwd **result);
  private static final CLibrary GETPWNAM = CLibrary.function("getpwnam_r");
  // int getgrnam_r(const char *name, struct group *grp, char *buf, size_t buflen,
  //     struct group **result);
  private static final CLibrary GETGRNAM = CLibrary.function("getgrnam_r");
  // int getgrouplist(const char *user, gid_t group, gid_t *groups, int *ngroups);
  private static final CLibrary GETGROUPLIST = CLibrary.function("getgrouplist");

  /** Holds the entry's texts; a group's has all its members. */
  private static final int TEXT_BYTES = 256 * 1024;

  /** NGROUPS_MAX of {@code <linux/limits.h>}. */
  private static final int GROUPS_MAX = 65536;

  private Accounts() {}

  /** A user with all groups that it is a member of; empty when there is no such user. */
  public static Optional<Credentials> user(String name) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(Passwd.SIZE, 8);
      if (!found(GETPWNAM, name, entry, arena)) {
        return Optional.empty();
      }
      int gid = entry.get(JAVA_INT, Passwd.PW_GID);
      return Optional.of(groupsOf(name, entry.get(JAVA_INT, Passwd.PW_UID), gid));
    }
  }

  /** A group's number; empty when there is no such group. */
  public static OptionalInt group(String name) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(Group.SIZE, 8);
      return found(GETGRNAM, name, entry, arena)
          ? OptionalInt.of(entry.get(JAVA_INT, Group.GR_GID))
          : OptionalInt.empty();
    }
  }

  private static boolean found(CLibrary function, String name, MemorySegment entry, Arena arena)
      throws OsException {
    MemorySegment text = arena.allocate(TEXT_BYTES);
    MemorySegment result = arena.allocate(JAVA_LONG);
    int errno =
        function.call(
            CString.in(arena, name).address(),
            entry.address(),
            text.address(),
            TEXT_BYTES,
            result.address());
    // Some name services say ENOENT of a name that they do not know, in place of no result.
    if (errno != 0 && errno != Errno.ENOENT && errno != Errno.ESRCH) {
      throw new OsException("account lookup", errno, name);
    }
    return errno == 0 && result.get(JAVA_LONG, 0) != 0;
  }

  private static Credentials groupsOf(String user, int uid, int gid) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment groups = arena.allocate(JAVA_INT, GROUPS_MAX);
      MemorySegment count = arena.allocateFrom(JAVA_INT, GROUPS_MAX);
      GETGROUPLIST.call(CString.in(arena, user).address(), gid, groups.address(), count.address());
      var list =
          IntStream.range(0, count.get(JAVA_INT, 0))
              .mapToObj(i -> groups.getAtIndex(JAVA_INT, i))
              .toList();
      return new Credentials(uid, gid, list);
    }
  }
}
