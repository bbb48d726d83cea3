package dev.baton.linux.host;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;
import java.io.File;

/** A network of its own inside the host, by the name that {@code ip netns} has given it. */
public final class NetworkNamespace {

  private static final String DIRECTORY = "/run/netns/";

  private NetworkNamespace() {}

  /**
   * Takes the calling thread into it, and with it every thread, socket and process that it makes
   * from then on; threads that there are already stay where they are.
   */
  public static void enter(String name) throws OsException {
    try (Fd namespace = HostFile.open(DIRECTORY + name, HostFile.READ, 0)) {
      enter(namespace, name);
    }
  }

  /**
   * The name of the calling thread's own; empty if it is the host's, or {@code ip netns} knows none
   * for it.
   */
  public static String ownName() {
    try {
      FileStatus own = FileStatus.of("/proc/thread-self/ns/net");
      // Not everybody may look at the first process; then the names decide alone.
      if (isSame(own, "/proc/1/ns/net")) {
        return "";
      }
      String[] names = new File(DIRECTORY).list();
      for (String name : names == null ? new String[0] : names) {
        if (isSame(own, DIRECTORY + name)) {
          return name;
        }
      }
      return "";
    } catch (OsException hidden) {
      return "";
    }
  }

  private static boolean isSame(FileStatus own, String path) {
    try {
      return own.isSameFile(FileStatus.of(path));
    } catch (OsException gone) {
      return false;
    }
  }

  private static void enter(Fd namespace, String name) throws OsException {
    // int setns(int fd, int nstype);
    int result = Syscall.call(Sys.SETNS, namespace.number(), SysProcess.CLONE_NEWNET);
    OsException.check(result, "setns", name);
  }

  /**
   * Does this in it, and takes the calling thread back. A thread that cannot go back must not go
   * on: it would act on another network than it means.
   */
  public static void visit(String name, Runnable action) throws OsException {
    try (Fd own = HostFile.open("/proc/thread-self/ns/net", HostFile.READ, 0)) {
      enter(name);
      try {
        action.run();
      } finally {
        goBack(own);
      }
    }
  }

  private static void goBack(Fd own) {
    try {
      enter(own, "back");
    } catch (OsException refused) {
      throw new AssertionError("this thread is in the wrong network namespace", refused);
    }
  }
}
