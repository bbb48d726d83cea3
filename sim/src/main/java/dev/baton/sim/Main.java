package dev.baton.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The command {@code ./dev sim}.
 *
 * <pre>
 * --seed N    run one seed and print its story
 * --seeds N   run this many fresh seeds
 * --hours H   run fresh seeds for this long, on a thread for each processor
 * --long      let each run last a virtual hour, not ten minutes
 * --from N    the first of the fresh seeds; otherwise it follows from the time
 * </pre>
 */
public final class Main {

  private static final int FAILURES_MAX = 20;
  private static final long REPORT_NANOS = 10 * World.SECOND;

  private final Simulation.Length length;
  private final AtomicLong nextSeed;
  private final long firstSeed;
  private final long endSeed;
  private final long endNanos;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong runs = new AtomicLong();
  private final List<Simulation.Verdict> failures = new ArrayList<>();

  private Main(Simulation.Length length, long firstSeed, long seedCount, long durationNanos) {
    this.length = length;
    this.firstSeed = firstSeed;
    this.nextSeed = new AtomicLong(firstSeed);
    this.endSeed = firstSeed + seedCount;
    this.endNanos = System.nanoTime() + durationNanos;
  }

  /** Runs, and exits with 1 if an invariant broke. */
  public static void main(String[] words) throws InterruptedException {
    var arguments = List.of(words);
    var length = arguments.contains("--long") ? Simulation.HOUR : Simulation.SHORT;
    boolean held;
    if (arguments.contains("--seed")) {
      held = tell(Long.parseLong(after(arguments, "--seed", "0")), length);
    } else {
      long first = Long.parseLong(after(arguments, "--from", "" + System.nanoTime() / 1000));
      double hours = Double.parseDouble(after(arguments, "--hours", "1000"));
      long count = Long.parseLong(after(arguments, "--seeds", "" + Integer.MAX_VALUE));
      held = new Main(length, first, count, (long) (hours * 3600 * 1e9)).runAll();
    }
    if (!held) {
      System.exit(1);
    }
  }

  private static String after(List<String> arguments, String option, String otherwise) {
    int at = arguments.indexOf(option);
    return at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : otherwise;
  }

  private static boolean tell(long seed, Simulation.Length length) {
    var verdict = Simulation.run(seed, length, true);
    verdict.lines().forEach(System.out::println);
    System.out.println(verdict.summary());
    return verdict.violation().isEmpty();
  }

  private boolean runAll() throws InterruptedException {
    long began = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(Thread.ofPlatform().start(this::work));
    }
    for (long last = began; threads.stream().anyMatch(Thread::isAlive); ) {
      threads.getFirst().join(100);
      if (System.nanoTime() - last > REPORT_NANOS) {
        last = System.nanoTime();
        report(last - began);
      }
    }
    report(System.nanoTime() - began);
    return failures.isEmpty();
  }

  private void work() {
    while (System.nanoTime() < endNanos && failureCount() < FAILURES_MAX) {
      long seed = nextSeed.getAndIncrement();
      if (seed >= endSeed) {
        return;
      }
      var verdict = Simulation.run(seed, length, false);
      runs.incrementAndGet();
      events.addAndGet(verdict.eventCount());
      if (verdict.violation().isPresent()) {
        failed(verdict);
      }
    }
  }

  private synchronized int failureCount() {
    return failures.size();
  }

  private synchronized void failed(Simulation.Verdict verdict) {
    failures.add(verdict);
    System.out.println(verdict.summary());
  }

  private void report(long elapsedNanos) {
    System.out.printf(
        "%d seeds from %d in %.1f s (%.1f/s), %.1f M events, %d failed%n",
        runs.get(),
        firstSeed,
        elapsedNanos / 1e9,
        runs.get() / (elapsedNanos / 1e9),
        events.get() / 1e6,
        failureCount());
  }
}
