package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.OsException;
import dev.baton.linux.host.Credentials;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The credentials of the calling thread alone, changed for the length of one call.
 *
 * <p>To Linux credentials are a thread's; it is the C library that spreads a change to all threads
 * of a process (nptl(7)). The raw calls change the calling thread only, and a child that it starts
 * in the meantime inherits them: every other thread stays root, and no helper program is needed.
 * The saved ids stay 0, which is the way back; the child's are overwritten by its exec.
 *
 * <p>While it lasts, a process of that user may send signals to this one thread, and so end this
 * process: its real uid matches (kill(2)). It cannot trace it, since the change makes the process
 * undumpable. A change of credentials also clears the thread's parent-death signal, so that one is
 * set from another thread.
 */
final class ThreadCredentials {

  private static final int ROOT = 0;

  /** NGROUPS_MAX of {@code <linux/limits.h>}. */
  private static final int GROUPS_MAX = 65536;

  private ThreadCredentials() {}

  /** The result of a call made as somebody else; only root can. */
  static int during(Credentials credentials, IntSupplier call) throws OsException {
    int dumpable = Syscall.call(Sys.PRCTL, SysProcess.PR_GET_DUMPABLE);
    List<Integer> ownGroups = groups();
    try {
      become(credentials);
      return call.getAsInt();
    } finally {
      returnToRoot(ownGroups);
      // The first change has made the process undumpable, for core dumps and debuggers too.
      Syscall.call(Sys.PRCTL, SysProcess.PR_SET_DUMPABLE, dumpable);
    }
  }

  private static void become(Credentials to) throws OsException {
    String subject = "uid " + to.uid() + " gid " + to.gid();
    OsException.check(setGroups(to.groups()), "setgroups", subject);
    // int setresgid(gid_t rgid, gid_t egid, gid_t sgid);
    int result = Syscall.call(Sys.SETRESGID, to.gid(), to.gid(), ROOT);
    OsException.check(result, "setresgid", subject);
    // int setresuid(uid_t ruid, uid_t euid, uid_t suid);
    result = Syscall.call(Sys.SETRESUID, to.uid(), to.uid(), ROOT);
    OsException.check(result, "setresuid", subject);
  }

  private static void returnToRoot(List<Integer> ownGroups) {
    int user = Syscall.call(Sys.SETRESUID, ROOT, ROOT, ROOT);
    int group = Syscall.call(Sys.SETRESGID, ROOT, ROOT, ROOT);
    int groups = setGroups(ownGroups);
    if (user < 0 || group < 0 || groups < 0) {
      throw new AssertionError(
          "a thread cannot become root again: %d %d %d".formatted(user, group, groups));
    }
  }

  private static List<Integer> groups() throws OsException {
    try (var arena = Arena.ofConfined()) {
      var list = arena.allocate(JAVA_INT, GROUPS_MAX);
      // int getgroups(int size, gid_t list[]);
      int count = Syscall.call(Sys.GETGROUPS, GROUPS_MAX, list.address());
      OsException.check(count, "getgroups", "own");
      return IntStream.range(0, count).mapToObj(i -> list.getAtIndex(JAVA_INT, i)).toList();
    }
  }

  private static int setGroups(List<Integer> groups) {
    try (var arena = Arena.ofConfined()) {
      var list = arena.allocate(JAVA_INT, groups.size() + 1L);
      for (int i = 0; i < groups.size(); i++) {
        list.setAtIndex(JAVA_INT, i, groups.get(i));
      }
      // int setgroups(size_t size, const gid_t *list);
      return Syscall.call(Sys.SETGROUPS, groups.size(), list.address());
    }
  }
}
