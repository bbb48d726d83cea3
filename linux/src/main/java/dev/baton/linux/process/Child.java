package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.SysProcess.Siginfo;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process that this one has started, held by a descriptor that stays its own (pidfd_open(2)).
 *
 * <p>Its number, which is its process group's too, stays its own until {@link #close}: one that has
 * ended is a zombie until then, and the kernel gives its number to nobody. Afterwards a signal to
 * the group could reach strangers, so it is not sent.
 */
public final class Child implements AutoCloseable {

  /** The children that somebody holds and will wait for; every other is an orphan that came. */
  private static final Set<Integer> HELD = ConcurrentHashMap.newKeySet();

  /** How a process has ended. */
  public sealed interface Exit {

    /** By itself, with this code. */
    record Exited(int code) implements Exit {}

    /** By this signal. */
    record Killed(int signal) implements Exit {}
  }

  private final int pid;
  private final Fd fd;
  private boolean closed;

  private Child(int pid, Fd fd) {
    this.pid = pid;
    this.fd = fd;
    HELD.add(pid);
  }

  /**
   * A child that has not been waited for, so that its number is still its own. One that cannot be
   * held is ended: nobody would know of it.
   */
  public static Child of(int pid) throws OsException {
    // int pidfd_open(pid_t pid, unsigned int flags);
    int result = Syscall.call(Sys.PIDFD_OPEN, pid, 0);
    if (result < 0) {
      Syscall.call(Sys.KILL, pid, Signal.SIGKILL);
      Syscall.call(Sys.WAITID, SysProcess.P_PID, pid, 0, SysProcess.WEXITED, 0);
    }
    return new Child(pid, Fd.opened(result, "pidfd_open", "pid " + pid));
  }

  /** Also the number of its process group. */
  public int pid() {
    return pid;
  }

  /** Readable once the process has ended. */
  public Fd fd() {
    return fd;
  }

  /** How it has ended, if it has. */
  public Optional<Exit> exit() {
    return ended(SysProcess.P_PIDFD, fd.number(), SysProcess.WNOWAIT);
  }

  /** Whether a child has an owner, who waits for it. */
  static boolean isHeld(int pid) {
    return HELD.contains(pid);
  }

  /** Takes a child that nobody holds out of the process table; false if it has not ended. */
  static boolean reap(int pid) {
    return ended(SysProcess.P_PID, pid, 0).isPresent();
  }

  private static Optional<Exit> ended(int idType, int id, int option) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(Siginfo.SIZE, 8);
      int options = SysProcess.WEXITED | SysProcess.WNOHANG | option;
      // int waitid(idtype_t idtype, id_t id, siginfo_t *infop, int options, struct rusage *ru);
      int result = Syscall.call(Sys.WAITID, idType, id, info.address(), options, 0);
      if (result < 0 || info.get(JAVA_INT, Siginfo.SI_PID) == 0) {
        return Optional.empty();
      }
      int status = info.get(JAVA_INT, Siginfo.SI_STATUS);
      boolean byItself = info.get(JAVA_INT, Siginfo.SI_CODE) == SysProcess.CLD_EXITED;
      return Optional.of(byItself ? new Exit.Exited(status) : new Exit.Killed(status));
    }
  }

  /** Sends it a signal, which one that has ended does not mind; 0 or a negated errno. */
  public int signal(int signal) {
    // int pidfd_send_signal(int pidfd, int sig, siginfo_t *info, unsigned int flags);
    return Syscall.call(Sys.PIDFD_SEND_SIGNAL, fd.number(), signal, 0, 0);
  }

  /**
   * Sends a signal to all of its process group, also when the leader has ended already; 0 or a
   * negated errno ({@code ESRCH}: none is left, {@code EPERM}: none of them may be signalled).
   */
  public int signalGroup(int signal) {
    // int kill(pid_t pid, int sig);
    return closed ? -Errno.ESRCH : Syscall.call(Sys.KILL, -pid, signal);
  }

  /** Gives it and its number up; one that has ended leaves the process table. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // In this order: as soon as it is reaped, the number may be another child's.
    HELD.remove(pid);
    ended(SysProcess.P_PIDFD, fd.number(), 0);
    fd.close();
  }
}
