package dev.baton.linux.poll;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysEpoll;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A bell that any thread may ring to wake the thread that polls it (eventfd(2)). Rings that nobody
 * has answered yet are one.
 */
public final class Wakeup implements AutoCloseable {

  private static final int COUNTER_BYTES = 8;

  private final Fd fd;
  private final MemorySegment one;
  private final MemorySegment count;

  private Wakeup(Fd fd) {
    this.fd = fd;
    var arena = Arena.ofAuto();
    this.one = arena.allocate(JAVA_LONG);
    this.count = arena.allocate(JAVA_LONG);
    one.set(JAVA_LONG, 0, 1);
  }

  public static Wakeup open() throws OsException {
    // int eventfd(unsigned int initval, int flags);
    int result = Syscall.call(Sys.EVENTFD2, 0, SysEpoll.EFD_CLOEXEC | SysEpoll.EFD_NONBLOCK);
    return new Wakeup(Fd.opened(result, "eventfd", "wake-up"));
  }

  /** To be polled for {@link Poller#READABLE}. */
  public Fd fd() {
    return fd;
  }

  /** Wakes the polling thread; safe from any thread, and it never blocks. */
  public void ring() {
    int result = Syscall.call(Sys.WRITE, fd.number(), one.address(), COUNTER_BYTES);
    if (result < 0 && result != -Errno.EAGAIN) {
      // A sleeper that misses its bell may sleep for ever; EAGAIN is a bell that rings already.
      Syscall.call(Sys.WRITE, fd.number(), one.address(), COUNTER_BYTES);
    }
  }

  /** Takes note of all rings so far; for the polling thread. */
  public void answer() {
    Syscall.call(Sys.READ, fd.number(), count.address(), COUNTER_BYTES);
  }

  @Override
  public void close() {
    fd.close();
  }
}
