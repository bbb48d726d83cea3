package dev.baton.linux.poll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysEpoll;
import dev.baton.linux.libc.SysEpoll.SignalfdSiginfo;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Signals to this process as a queue that is polled (signalfd(2)), in place of handlers.
 *
 * <p>A signal is queued only while every thread blocks it. The virtual machine's own threads exist
 * before any code of ours runs, so the launcher must start it with the signals blocked already
 * ({@code env --block-signal}) and with {@code -Xrs}. {@code SIGUSR2} is HotSpot's own unless
 * {@code _JAVA_SR_SIGNUM} names another.
 */
public final class SignalQueue implements AutoCloseable {

  /** A signal that has arrived, with the process and the user who sent it. */
  public record Received(int signal, int senderPid, int senderUid) {}

  private static final int SIGSET_BYTES = 8;

  private final Fd fd;
  private final MemorySegment info = Arena.ofAuto().allocate(SignalfdSiginfo.SIZE, 8);

  private SignalQueue(Fd fd) {
    this.fd = fd;
  }

  /** The queue of these signals, to be polled for {@link Poller#READABLE}. */
  public static SignalQueue open(int... signals) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocateFrom(JAVA_LONG, Signal.set(signals));
      // int signalfd4(int fd, const sigset_t *mask, size_t sizemask, int flags);
      int result =
          Syscall.call(
              Sys.SIGNALFD4,
              -1,
              set.address(),
              SIGSET_BYTES,
              SysEpoll.SFD_CLOEXEC | SysEpoll.SFD_NONBLOCK);
      return new SignalQueue(Fd.opened(result, "signalfd4", "signals"));
    }
  }

  public Fd fd() {
    return fd;
  }

  /** The next signal, if there is one. */
  public Optional<Received> next() {
    int bytes = Syscall.call(Sys.READ, fd.number(), info.address(), SignalfdSiginfo.SIZE);
    if (bytes != SignalfdSiginfo.SIZE) {
      return Optional.empty();
    }
    return Optional.of(
        new Received(
            info.get(JAVA_INT, SignalfdSiginfo.SSI_SIGNO),
            info.get(JAVA_INT, SignalfdSiginfo.SSI_PID),
            info.get(JAVA_INT, SignalfdSiginfo.SSI_UID)));
  }

  @Override
  public void close() {
    fd.close();
  }
}
