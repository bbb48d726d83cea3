package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.SysProcess.Rlimit;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** What this process tells the kernel of itself. Results are 0 or more, or a negated errno. */
public final class ThisProcess {

  /** Things of which a process may use so much; RLIMIT_*. */
  public enum Resource {
    CORE_BYTES(SysProcess.RLIMIT_CORE),
    DESCRIPTORS(SysProcess.RLIMIT_NOFILE),
    NICE(SysProcess.RLIMIT_NICE),
    LOCKED_BYTES(SysProcess.RLIMIT_MEMLOCK),
    REALTIME_PRIORITY(SysProcess.RLIMIT_RTPRIO),
    REALTIME_MICROS(SysProcess.RLIMIT_RTTIME);

    private final int number;

    Resource(int number) {
      this.number = number;
    }
  }

  /** How much of a resource may be used now, and up to where that may be raised. */
  public record Limit(long soft, long hard) {
    public static final long UNLIMITED = -1;
  }

  /** More than the 15 that the kernel keeps, and its end of line. */
  private static final int NAME_BYTES_MAX = 64;

  private ThisProcess() {}

  /** By which the kernel knows it. */
  public static int pid() {
    return Syscall.call(Sys.GETPID);
  }

  /** The user in whose name it acts; 0 is root. */
  public static int effectiveUid() {
    // uid_t geteuid(void);
    return Syscall.call(Sys.GETEUID);
  }

  /** The process that started this one, or who adopted it. */
  public static int parentPid() {
    return Syscall.call(Sys.GETPPID);
  }

  /** The user as whom the calling thread acts. */
  public static int uid() {
    // uid_t geteuid(void);
    return Syscall.call(Sys.GETEUID);
  }

  /** The group as which the calling thread acts. */
  public static int gid() {
    // gid_t getegid(void);
    return Syscall.call(Sys.GETEGID);
  }

  /** Whether a filter stands before the kernel, as in containers, and may refuse any call. */
  public static boolean isFiltered() {
    // int prctl(int option, ...); the mode, or EINVAL of a kernel that knows no filters.
    return Syscall.call(Sys.PRCTL, SysProcess.PR_GET_SECCOMP) > 0;
  }

  /** The calling thread, as scheduling calls and /proc name it. */
  public static int threadId() {
    return Syscall.call(Sys.GETTID);
  }

  /**
   * Asks for a signal when the parent ends: to be exact, when the thread ends that started this
   * process. It may have ended already, so look at {@link #parentPid} afterwards.
   */
  public static int signalWhenParentEnds(int signal) {
    return Syscall.call(Sys.PRCTL, SysProcess.PR_SET_PDEATHSIG, signal);
  }

  /**
   * Gives the process the name that ps(1) and killall(1) know. It is the name of its first thread,
   * which the Java launcher keeps waiting, so it cannot be set by prctl(2) from here.
   */
  public static int name(String name) {
    try (Fd comm = HostFile.open(nameFile(), HostFile.WRITE, 0)) {
      return comm.write(name.getBytes(StandardCharsets.UTF_8));
    } catch (OsException unwritable) {
      return -unwritable.errno();
    }
  }

  /** That name; empty where /proc does not tell it. */
  public static String name() {
    try (Fd comm = HostFile.open(nameFile(), HostFile.READ, 0)) {
      byte[] name = MemoryFile.contents(comm, NAME_BYTES_MAX);
      return new String(name, StandardCharsets.UTF_8).strip();
    } catch (OsException unreadable) {
      return "";
    }
  }

  private static String nameFile() {
    return "/proc/self/task/" + pid() + "/comm";
  }

  /** Gives the calling thread a name; the kernel keeps 15 bytes of it. */
  public static int threadName(String name) {
    try (var arena = Arena.ofConfined()) {
      return Syscall.call(Sys.PRCTL, SysProcess.PR_SET_NAME, CString.in(arena, name).address());
    }
  }

  /**
   * Lets these signals through to the calling thread, and do to the process what they do by
   * default, those that have come while they were blocked included.
   */
  public static int unblock(int... signals) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocateFrom(JAVA_LONG, Signal.set(signals));
      // int rt_sigprocmask(int how, const sigset_t *set, sigset_t *oldset, size_t sigsetsize);
      return Syscall.call(Sys.RT_SIGPROCMASK, SysProcess.SIG_UNBLOCK, set.address(), 0, Long.BYTES);
    }
  }

  /** Leaves the session and its terminal; {@code EPERM} for the leader of a process group. */
  public static int newSession() {
    // pid_t setsid(void);
    return Syscall.call(Sys.SETSID);
  }

  /** Leads a process group of its own from now on; what the terminal signals is not for it then. */
  public static int newGroup() {
    // int setpgid(pid_t pid, pid_t pgid);
    return Syscall.call(Sys.SETPGID, 0, 0);
  }

  /** Which permissions new files do not get; returns those before. */
  public static int fileModeMask(int mask) {
    // mode_t umask(mode_t mask);
    return Syscall.call(Sys.UMASK, mask);
  }

  /** How much of a resource this process may use. */
  public static Limit limit(Resource resource) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment old = arena.allocate(Rlimit.SIZE, 8);
      int result = Syscall.call(Sys.PRLIMIT64, 0, resource.number, 0, old.address());
      OsException.check(result, "prlimit", resource.name());
      return new Limit(old.get(JAVA_LONG, Rlimit.RLIM_CUR), old.get(JAVA_LONG, Rlimit.RLIM_MAX));
    }
  }

  /** Sets how much of a resource a process may use, this one or, by its pid, another. */
  public static int limit(int pid, Resource resource, Limit limit) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment wanted = arena.allocate(Rlimit.SIZE, 8);
      wanted.set(JAVA_LONG, Rlimit.RLIM_CUR, limit.soft());
      wanted.set(JAVA_LONG, Rlimit.RLIM_MAX, limit.hard());
      // int prlimit(pid_t pid, int resource, const struct rlimit *new_limit,
      //     struct rlimit *old_limit);
      return Syscall.call(Sys.PRLIMIT64, pid, resource.number, wanted.address(), 0);
    }
  }
}
