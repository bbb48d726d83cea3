package dev.baton.supervisor.loop;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.Wakeup;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Waits, and calls whoever is concerned. All methods but {@link #post} belong to the thread that
 * calls {@link #run}.
 */
public final class EventLoop implements AutoCloseable {

  private static final int EVENT_COUNT_MAX = 64;

  /** So many cancelled timers are not worth looking for. */
  private static final int CANCELLED_MAX = 64;

  /** Somebody who waits for a descriptor; forgetting it ends the waiting, not the descriptor. */
  public final class Watch {
    private final Fd fd;
    private final long token;
    private final Runnable onReady;

    private Watch(Fd fd, long token, Runnable onReady) {
      this.fd = fd;
      this.token = token;
      this.onReady = onReady;
    }

    /** Waits for other events from now on. */
    public void interest(int interest) {
      poller.change(fd, interest, token);
    }

    /** Ends the waiting; to be done before the descriptor is closed. */
    public void forget() {
      if (watches.remove(token) != null) {
        poller.remove(fd);
      }
    }
  }

  /** Somebody who waits for a time. */
  public final class Timer implements Comparable<Timer> {
    private final long atNanos;
    private Runnable onTime;
    private boolean cancelled;
    private boolean rung;

    private Timer(long atNanos, Runnable onTime) {
      this.atNanos = atNanos;
      this.onTime = onTime;
    }

    /** Ends the waiting; nothing if that is over. */
    public void cancel() {
      if (!cancelled && !rung) {
        cancelled = true;
        // It stays in the queue for a while, what it would have called need not.
        onTime = () -> {};
        cancelledCount++;
        forgetCancelled();
      }
    }

    @Override
    public int compareTo(Timer other) {
      // The difference, since monotonic nanoseconds may pass Long.MAX_VALUE.
      return Long.signum(atNanos - other.atNanos);
    }
  }

  private final Poller poller;
  private final Wakeup wakeup;
  private final Map<Long, Watch> watches = new HashMap<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();

  /** How many of the timers are cancelled. */
  private int cancelledCount;

  /** Bounded by who posts: each thread that does has one piece of work at a time, or an order. */
  private final ConcurrentLinkedQueue<Runnable> posted = new ConcurrentLinkedQueue<>();

  private long nextToken = 1;
  private boolean ended;

  private EventLoop(Poller poller, Wakeup wakeup) {
    this.poller = poller;
    this.wakeup = wakeup;
  }

  public static EventLoop open() throws OsException {
    var loop = new EventLoop(Poller.open(EVENT_COUNT_MAX), Wakeup.open());
    loop.watch(loop.wakeup.fd(), Poller.READABLE, loop::takePosted);
    return loop;
  }

  /** Calls {@code onReady} each time the descriptor is ready for one of these events. */
  public Watch watch(Fd fd, int interest, Runnable onReady) {
    var watch = new Watch(fd, nextToken++, onReady);
    watches.put(watch.token, watch);
    try {
      poller.add(fd, interest, watch.token);
    } catch (OsException refused) {
      throw new IllegalStateException(refused);
    }
    return watch;
  }

  /** Calls {@code onTime} once, when {@code System.nanoTime()} has come to {@code atNanos}. */
  public Timer at(long atNanos, Runnable onTime) {
    var timer = new Timer(atNanos, onTime);
    timers.add(timer);
    return timer;
  }

  /** Has the loop's thread do something soon. Safe from any thread. */
  public void post(Runnable work) {
    posted.add(work);
    wakeup.ring();
  }

  /** Makes {@link #run} return after the present turn. */
  public void end() {
    ended = true;
  }

  /** Waits and calls until {@link #end}. */
  public void run() {
    ended = false;
    while (!ended) {
      turn();
    }
  }

  private void turn() {
    int ready = poller.await(nanosToNextTimer());
    for (int i = 0; i < ready; i++) {
      // Another one's reaction within this turn may have forgotten it.
      Watch watch = watches.get(poller.token(i));
      if (watch != null) {
        watch.onReady.run();
      }
    }
    ringTimers();
  }

  private long nanosToNextTimer() {
    while (!timers.isEmpty() && timers.peek().cancelled) {
      timers.remove();
      cancelledCount--;
    }
    Timer next = timers.peek();
    return next == null ? Poller.FOREVER : Math.max(0, next.atNanos - System.nanoTime());
  }

  private void ringTimers() {
    long now = System.nanoTime();
    while (!timers.isEmpty() && timers.peek().atNanos - now <= 0) {
      Timer timer = timers.remove();
      if (timer.cancelled) {
        cancelledCount--;
      } else {
        timer.rung = true;
        timer.onTime.run();
      }
    }
  }

  /** A timer may be due in days and be set again each second: the cancelled ones are few. */
  private void forgetCancelled() {
    if (cancelledCount > CANCELLED_MAX && cancelledCount > timers.size() / 2) {
      timers.removeIf(timer -> timer.cancelled);
      cancelledCount = 0;
    }
  }

  /** How many timers are kept, cancelled ones included. */
  int timerCount() {
    return timers.size();
  }

  private void takePosted() {
    wakeup.answer();
    for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
      work.run();
    }
  }

  @Override
  public void close() {
    wakeup.close();
    poller.close();
  }
}
