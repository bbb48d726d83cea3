package dev.baton.linux.process;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that lost their parent and came to this one, which has asked for them (prctl(2),
 * PR_SET_CHILD_SUBREAPER). Who asks must also wait for those that end.
 *
 * <p>They are found in the list of the first thread's children (proc(5)): that is where the kernel
 * puts orphans, while a process that a thread starts is in the list of that thread. The first
 * thread starts none, since the Java launcher keeps it waiting. So what is found there and is held
 * by no {@link Child} is an orphan, and never a child that has just been started and is not held
 * yet.
 */
public final class Orphans {

  /** Some hundred thousand of them; what is beyond is looked at when these have gone. */
  private static final int LIST_BYTES_MAX = 1 << 20;

  private static final int NAME_BYTES_MAX = 64;

  private Orphans() {}

  /** From now on they come to this process; false where the kernel does not list them. */
  public static boolean adopt() {
    return HostFile.access(list(), HostFile.MAY_READ) == 0
        && Syscall.call(Sys.PRCTL, SysProcess.PR_SET_CHILD_SUBREAPER, 1) == 0;
  }

  /** The pids of those that live; those that have ended are waited for. */
  public static List<Integer> living() {
    var living = new ArrayList<Integer>();
    for (String word : text(list(), LIST_BYTES_MAX).split(" ", -1)) {
      if (!word.isBlank()) {
        int pid = Integer.parseInt(word);
        if (!Child.isHeld(pid) && !Child.reap(pid)) {
          living.add(pid);
        }
      }
    }
    return living;
  }

  /** The name of a process, or nothing if it has gone. */
  public static String name(int pid) {
    return text("/proc/" + pid + "/comm", NAME_BYTES_MAX).strip();
  }

  private static String list() {
    int first = ThisProcess.pid();
    return "/proc/self/task/" + first + "/children";
  }

  private static String text(String path, int bytesMax) {
    try (Fd file = HostFile.open(path, HostFile.READ, 0)) {
      return new String(MemoryFile.contents(file, bytesMax), StandardCharsets.UTF_8);
    } catch (OsException gone) {
      return "";
    }
  }
}
