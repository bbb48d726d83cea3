package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

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

/** A process that this one has started, held by a descriptor that stays its own (pidfd_open(2)). */
public final class Child implements AutoCloseable {

  /** How a process has ended. */
  public sealed interface Exit {

    /** By itself, with this code. */
    record Exited(int code) implements Exit {}

    /** By this signal. */
    record Killed(int signal) implements Exit {}
  }

  private final int pid;
  private final Fd fd;

  private Child(int pid, Fd fd) {
    this.pid = pid;
    this.fd = fd;
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
      wait(SysProcess.P_PID, pid, SysProcess.WEXITED);
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

  /** How it has ended, if it has; that ends the process's entry in the process table. */
  public Optional<Exit> exit() {
    return wait(SysProcess.P_PIDFD, fd.number(), SysProcess.WEXITED | SysProcess.WNOHANG);
  }

  /** The same for a process that came to this one as an orphan. */
  public static Optional<Exit> exitOf(int pid) {
    return wait(SysProcess.P_PID, pid, SysProcess.WEXITED | SysProcess.WNOHANG);
  }

  private static Optional<Exit> wait(int idType, int id, int options) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(Siginfo.SIZE, 8);
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

  /**
   * A child that has ended and has not been waited for, one's own or an orphan; it stays as it is.
   * For a process that adopts orphans: what it does not know, it must wait for too.
   */
  public static Optional<Integer> anyEnded() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(Siginfo.SIZE, 8);
      int options = SysProcess.WEXITED | SysProcess.WNOHANG | SysProcess.WNOWAIT;
      int result = Syscall.call(Sys.WAITID, SysProcess.P_ALL, 0, info.address(), options, 0);
      int pid = info.get(JAVA_INT, Siginfo.SI_PID);
      return result < 0 || pid == 0 ? Optional.empty() : Optional.of(pid);
    }
  }

  /** Sends it a signal; 0 or a negated errno ({@code ESRCH}: it has ended). */
  public int signal(int signal) {
    // int pidfd_send_signal(int pidfd, int sig, siginfo_t *info, unsigned int flags);
    return Syscall.call(Sys.PIDFD_SEND_SIGNAL, fd.number(), signal, 0, 0);
  }

  /** Sends a signal to all of its process group, also when the leader has ended already. */
  public int signalGroup(int signal) {
    // int kill(pid_t pid, int sig);
    return Syscall.call(Sys.KILL, -pid, signal);
  }

  @Override
  public void close() {
    fd.close();
  }
}
