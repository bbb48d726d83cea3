package dev.baton.supervisor.loop;

import dev.baton.core.log.LogLine;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Work that asks file systems, done in the order given on a thread of its own: it takes its time.
 *
 * <p>A file system that does not answer holds the thread up for as long as it likes. Then another
 * one goes on with the work that follows, and what is about the same subject is refused until the
 * first has come back.
 *
 * <p>The work that waits is bounded by who gives it.
 */
public final class SlowWork implements AutoCloseable {

  /** A piece of work; each is another one, so no record. */
  public interface Job {

    /** What it is about: work about the same hangs together. */
    Object subject();

    /** What it is called in messages. */
    String title();

    /** Does it, on the work's own thread; what it finds out it must post to the loop. */
    void run();

    /** It takes so long that nobody should wait for it; what it finds out may come yet. */
    default void hangs() {}

    /** It is not done, because an earlier one about the same subject hangs. On the loop, later. */
    void refused();
  }

  /**
   * How it is said that work hangs.
   *
   * @param where what hangs: {@code in its start}
   * @param consequence of too many that hang: {@code no script is started now}
   */
  public record Wording(String where, String consequence) {}

  private static final long LOOK_NANOS = 1_000_000_000L;

  /** At so many looks in a row work hangs. By counting, a pause of the daemon is one look. */
  private static final int HANGING_LOOKS = 3;

  /** Each costs a thread; a host whose files are all on servers has more than one that hangs. */
  private static final int HANGING_COUNT_MAX = 16;

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final String threadName;
  private final Wording wording;

  /** Guarded by this, as is all of a worker. */
  private final ArrayDeque<Job> jobs = new ArrayDeque<>();

  private Worker worker = new Worker();
  private boolean begun;
  private boolean closed;

  /** The subjects of work that hangs. With the flag below, the loop's own. */
  private final Set<Object> hanging = new HashSet<>();

  private boolean watching;

  /** Its thread, which the first job begins, has the network namespace of the loop's. */
  public SlowWork(EventLoop loop, Consumer<LogLine> log, String threadName, Wording wording) {
    this.loop = loop;
    this.log = log;
    this.threadName = threadName;
    this.wording = wording;
  }

  /** Does this soon. */
  public void add(Job job) {
    if (hanging.contains(job.subject())) {
      loop.post(job::refused);
      return;
    }
    synchronized (this) {
      if (!begun) {
        begun = true;
        worker.start();
      }
      jobs.add(job);
      notifyAll();
    }
    if (!watching) {
      watching = true;
      loop.at(System.nanoTime() + LOOK_NANOS, this::look);
    }
  }

  /** Forgets work that has not begun. */
  public synchronized void withdraw(Job job) {
    jobs.remove(job);
  }

  /** Comes back as long as there is something to do. */
  private void look() {
    findHanging().ifPresent(this::goOnWithout);
    watching = isBusy();
    if (watching) {
      loop.at(System.nanoTime() + LOOK_NANOS, this::look);
    }
  }

  private synchronized boolean isBusy() {
    return worker.busy.isPresent() || !jobs.isEmpty();
  }

  /** The job that has just been found to hang. */
  private synchronized Optional<Job> findHanging() {
    worker.looks++;
    return worker.looks == HANGING_LOOKS ? worker.busy : Optional.empty();
  }

  private void goOnWithout(Job job) {
    String hangs = job.title() + " hangs " + wording.where() + ": its file system does not answer";
    job.hangs();
    if (hanging.size() >= HANGING_COUNT_MAX) {
      String stuck = ", and too many others do: " + wording.consequence();
      log.accept(LogLine.error(hangs + stuck));
      return;
    }
    log.accept(LogLine.warning(hangs));
    hanging.add(job.subject());
    synchronized (this) {
      worker = new Worker();
      worker.start();
    }
  }

  private void cameBack(Job job) {
    if (hanging.remove(job.subject())) {
      String where = wording.where();
      log.accept(LogLine.info(job.title() + " no longer hangs " + where));
    }
  }

  /** The next job for a worker; none if that one is not needed any more. */
  private synchronized Optional<Job> next(Worker asking) throws InterruptedException {
    asking.busy = Optional.empty();
    while (asking == worker && !closed && jobs.isEmpty()) {
      wait();
    }
    boolean needed = asking == worker && !jobs.isEmpty();
    asking.busy = needed ? Optional.of(jobs.removeFirst()) : Optional.empty();
    asking.looks = 0;
    return asking.busy;
  }

  /** Does no more than was asked for so far. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** A thread that works until its work hangs. */
  private final class Worker {

    private Optional<Job> busy = Optional.empty();
    private int looks;

    void start() {
      Thread.ofPlatform().name(threadName).daemon().start(this::work);
    }

    private void work() {
      try {
        for (var job = next(this); job.isPresent(); job = next(this)) {
          Job current = job.get();
          current.run();
          loop.post(() -> cameBack(current));
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
