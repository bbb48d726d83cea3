package dev.baton.linux.poll;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysEpoll;
import dev.baton.linux.libc.SysEpoll.EpollEvent;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.libc.Time.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The set of descriptors that one thread waits for, level-triggered, with a deadline of nanosecond
 * grain (epoll(7)).
 *
 * <p>Each descriptor has a token, any long of the caller's, which comes back with its events. For
 * one thread: the events of a wait are overwritten by the next.
 */
public final class Poller implements AutoCloseable {

  /** There is something to read, or the other end has closed. */
  public static final int READABLE = SysEpoll.EPOLLIN;

  /** There is room to write, or a connection attempt has ended. */
  public static final int WRITABLE = SysEpoll.EPOLLOUT;

  /** Something is wrong with the descriptor; reported unasked. */
  public static final int FAILED = SysEpoll.EPOLLERR;

  /** The other end is gone; reported unasked. */
  public static final int HUNG_UP = SysEpoll.EPOLLHUP;

  /** A timeout that never comes. */
  public static final long FOREVER = -1;

  private static final int SIGSET_BYTES = 8;
  private static final long NANOS_PER_MILLISECOND = 1_000_000L;

  /** A wait that fails so often in a row fails for ever: what follows would spin. */
  private static final int FAILURES_MAX = 100;

  private final Fd epoll;
  private final int eventCountMax;
  private final MemorySegment events;
  private final MemorySegment change;
  private final MemorySegment timeout;

  /** There is no epoll_pwait2: a kernel before Linux 5.11, or a filter of system calls. */
  private boolean coarse;

  private int failures;

  private Poller(Fd epoll, int eventCountMax) {
    var arena = Arena.ofAuto();
    this.epoll = epoll;
    this.eventCountMax = eventCountMax;
    this.events = arena.allocate((long) EpollEvent.SIZE * eventCountMax, 8);
    this.change = arena.allocate(EpollEvent.SIZE, 8);
    this.timeout = arena.allocate(Timespec.SIZE, 8);
  }

  /** An empty set; a wait reports at most {@code eventCountMax} ready descriptors. */
  public static Poller open(int eventCountMax) throws OsException {
    // int epoll_create1(int flags);
    int result = Syscall.call(Sys.EPOLL_CREATE1, SysEpoll.EPOLL_CLOEXEC);
    return new Poller(Fd.opened(result, "epoll_create1", "event loop"), eventCountMax);
  }

  /**
   * Waits for these events of the descriptor from now on. A descriptor that is not added is never
   * heard again, so this throws: {@code EPERM} for a regular file, which is always ready.
   */
  public void add(Fd fd, int interest, long token) throws OsException {
    int result = control(SysEpoll.EPOLL_CTL_ADD, fd, interest, token);
    OsException.check(result, "epoll_ctl", fd.toString());
  }

  /** Waits for other events of a descriptor that was added; of any other it is our bug. */
  public void change(Fd fd, int interest, long token) {
    int result = control(SysEpoll.EPOLL_CTL_MOD, fd, interest, token);
    if (result < 0) {
      throw new IllegalStateException("epoll_ctl " + fd + ": " + Errno.message(result));
    }
  }

  /**
   * Forgets a descriptor; to be done before it is closed. If the kernel refuses, it is forgotten
   * with its closing.
   */
  public void remove(Fd fd) {
    control(SysEpoll.EPOLL_CTL_DEL, fd, 0, 0);
  }

  private int control(int operation, Fd fd, int interest, long token) {
    change.set(JAVA_INT_UNALIGNED, EpollEvent.EVENTS, interest);
    change.set(JAVA_LONG_UNALIGNED, EpollEvent.DATA, token);
    // int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
    return Syscall.call(Sys.EPOLL_CTL, epoll.number(), operation, fd.number(), change.address());
  }

  /**
   * Waits until something is ready, at most so long; 0 does not wait at all, {@link #FOREVER} has
   * no end. The count of ready descriptors: 0 when the time is over or a signal came in between.
   */
  public int await(long timeoutNanos) {
    int ready = coarse ? awaitMilliseconds(timeoutNanos) : awaitNanos(timeoutNanos);
    if (!coarse && (ready == -Errno.ENOSYS || ready == -Errno.EPERM)) {
      coarse = true;
      ready = awaitMilliseconds(timeoutNanos);
    }
    if (ready >= 0 || ready == -Errno.EINTR) {
      failures = 0;
      return Math.max(ready, 0);
    }
    failures++;
    if (failures > FAILURES_MAX) {
      throw new IllegalStateException("epoll_pwait: " + Errno.message(ready));
    }
    return 0;
  }

  /** Whether waits end up to a millisecond late, since the kernel has no finer ones. */
  public boolean isCoarse() {
    return coarse;
  }

  private int awaitNanos(long timeoutNanos) {
    long timespec = 0;
    if (timeoutNanos >= 0) {
      Timespec.set(timeout, timeoutNanos);
      timespec = timeout.address();
    }
    // int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents,
    //     const struct timespec *timeout, const sigset_t *sigmask, size_t sigsetsize);
    return Syscall.call(
        Sys.EPOLL_PWAIT2,
        epoll.number(),
        events.address(),
        eventCountMax,
        timespec,
        0,
        SIGSET_BYTES);
  }

  private int awaitMilliseconds(long timeoutNanos) {
    long milliseconds =
        timeoutNanos < 0
            ? FOREVER
            : Math.min(Math.ceilDiv(timeoutNanos, NANOS_PER_MILLISECOND), Integer.MAX_VALUE);
    // int epoll_pwait(int epfd, struct epoll_event *events, int maxevents,
    //     int timeout, const sigset_t *sigmask, size_t sigsetsize);
    return Syscall.call(
        Sys.EPOLL_PWAIT,
        epoll.number(),
        events.address(),
        eventCountMax,
        milliseconds,
        0,
        SIGSET_BYTES);
  }

  /** The token of the ready descriptor number {@code index} of the last wait. */
  public long token(int index) {
    return events.get(JAVA_LONG_UNALIGNED, (long) EpollEvent.SIZE * index + EpollEvent.DATA);
  }

  /** What it is ready for. */
  public int readiness(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) EpollEvent.SIZE * index + EpollEvent.EVENTS);
  }

  @Override
  public void close() {
    epoll.close();
  }
}
