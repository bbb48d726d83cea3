package dev.baton.linux.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * When and where threads run (sched(7)). Results are 0 or a negated errno; a thread is named by its
 * id, 0 is the calling one.
 */
public final class Scheduling {

  private static final int AFFINITY_LONGS = 128;

  private Scheduling() {}

  /**
   * Puts a thread before all normal ones, SCHED_RR. Threads and processes that it starts are normal
   * again: a compiler thread or a script must not inherit it.
   */
  public static int realTime(int threadId, int priority) {
    return schedule(threadId, SysProcess.SCHED_RR | SysProcess.SCHED_RESET_ON_FORK, priority);
  }

  /** Makes a thread a normal one again. */
  public static int normal(int threadId) {
    return schedule(threadId, SysProcess.SCHED_OTHER, 0);
  }

  private static int schedule(int threadId, int policy, int priority) {
    try (var arena = Arena.ofConfined()) {
      // struct sched_param has one member, an int.
      MemorySegment param = arena.allocateFrom(JAVA_INT, priority);
      // int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param);
      return Syscall.call(Sys.SCHED_SETSCHEDULER, threadId, policy, param.address());
    }
  }

  /**
   * Has the calling thread woken at the end of a wait and not, as a normal one may be, up to 50 µs
   * later.
   */
  public static int wakeOnTime() {
    return Syscall.call(Sys.PRCTL, SysProcess.PR_SET_TIMERSLACK, 1);
  }

  /** Sets the nice value of a normal thread, −20 to 19; Linux keeps one for each thread. */
  public static int nice(int threadId, int nice) {
    // int setpriority(int which, id_t who, int prio);
    return Syscall.call(Sys.SETPRIORITY, SysProcess.PRIO_PROCESS, threadId, nice);
  }

  /** The nice value of a thread. */
  public static int nice(int threadId) throws OsException {
    // int getpriority(int which, id_t who); the raw call answers 20 - nice, to stay positive.
    int result = Syscall.call(Sys.GETPRIORITY, SysProcess.PRIO_PROCESS, threadId);
    return 20 - OsException.check(result, "getpriority", "thread " + threadId);
  }

  /** Lets a thread run on these CPUs only. */
  public static int affinity(int threadId, BitSet cpus) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocateFrom(JAVA_LONG, cpus.toLongArray());
      // int sched_setaffinity(pid_t pid, size_t cpusetsize, const cpu_set_t *mask);
      return Syscall.call(Sys.SCHED_SETAFFINITY, threadId, mask.byteSize(), mask.address());
    }
  }

  /** The CPUs on which a thread may run. */
  public static BitSet affinity(int threadId) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(JAVA_LONG, AFFINITY_LONGS);
      int result = Syscall.call(Sys.SCHED_GETAFFINITY, threadId, mask.byteSize(), mask.address());
      OsException.check(result, "sched_getaffinity", "thread " + threadId);
      return BitSet.valueOf(mask.toArray(JAVA_LONG));
    }
  }

  /** The ids of all threads that this process has now. */
  public static List<Integer> threads() {
    var threads = new ArrayList<Integer>();
    try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        threads.add(Integer.parseInt(task.getFileName().toString()));
      }
    } catch (IOException unreadable) {
      // Without /proc the caller finds nothing to set, as on any thread that has just ended.
    }
    return threads;
  }

  /**
   * The id of a thread of this process by its name, such as HotSpot's {@code VM Thread}, which
   * carries out collections and so must not wait behind what the loop need not wait for.
   */
  public static OptionalInt threadNamed(String name) {
    try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        if (Files.readString(task.resolve("comm")).strip().equals(name)) {
          return OptionalInt.of(Integer.parseInt(task.getFileName().toString()));
        }
      }
    } catch (IOException threadEnded) {
      // A thread that ends while it is looked at is not one of the virtual machine's own.
    }
    return OptionalInt.empty();
  }
}
