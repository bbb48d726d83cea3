package dev.baton.router.loop;

import dev.baton.core.model.Configuration;
import dev.baton.router.worker.PlanRehearsal;
import dev.baton.router.worker.WorkerTask;
import java.util.Optional;

/**
 * The last milliseconds before a takeover. Code and data that have not been used for seconds are no
 * longer in the processor's caches, and we measured that a takeover with cold caches takes 1 ms
 * longer. So when the loop only waits for a silent master, and that master has been silent for
 * almost the permitted time, it rehearses a few takeovers. Between them it looks for packets
 * without waiting.
 *
 * <p>With real-time priority, it then keeps looking without sleeping until the real takeover is
 * due. Without real-time priority, it sleeps until then: next to busy processes, a thread that has
 * just used up its time slice has to wait for the slices of others, while one that wakes from sleep
 * does not.
 *
 * <p>Each advert rearms a backup's deadline, so normally no deadline comes this near, and the
 * warm-up costs nothing.
 */
final class TakeoverWarmup {

  /** How it is done. */
  private enum Manner {
    /** Nobody is in the way. */
    REAL_TIME(6_000_000, 1_000_000, PlanRehearsal.WARMUP_COUNT, false),

    /** Others want the processor, too, and by the end of the rest they have had their share. */
    ORDINARY(10_000_000, 4_000_000, 2, true);

    /**
     * How long it lasts: three cold rehearsals and a rest. The shortest interval leaves a backup 30
     * ms without adverts.
     */
    private final long lengthNanos;

    /** The last rehearsal ends so long before, also if it meets a collection of garbage. */
    private final long restNanos;

    private final int count;

    /** Whether the loop and the worker sleep through the rest. */
    private final boolean sleeps;

    Manner(long lengthNanos, long restNanos, int count, boolean sleeps) {
      this.lengthNanos = lengthNanos;
      this.restNanos = restNanos;
      this.count = count;
      this.sleeps = sleeps;
    }
  }

  private Optional<PlanRehearsal> rehearsal = Optional.empty();
  private Manner manner = Manner.ORDINARY;
  private long keptForNanos;
  private long expectedNanos;
  private int playedCount;
  private boolean resting;

  /** From now on the first instance of this configuration is played. */
  void configure(Configuration configuration) {
    rehearsal = Optional.of(PlanRehearsal.of(configuration));
    boolean realTime = configuration.router().realtimePriority() > 0;
    manner = realTime ? Manner.REAL_TIME : Manner.ORDINARY;
  }

  /** When to wake up, with a takeover due at {@code deadlineNanos}. */
  long wakeNanos(long deadlineNanos) {
    boolean sleeping = manner.sleeps && keptForNanos == deadlineNanos && resting;
    return sleeping || rehearsal.isEmpty() ? deadlineNanos : deadlineNanos - manner.lengthNanos;
  }

  /** What the worker is to do meanwhile. */
  WorkerTask.Rehearse task(long deadlineNanos) {
    return new WorkerTask.Rehearse(
        manner.count, deadlineNanos - manner.restNanos, deadlineNanos, manner.sleeps);
  }

  /** Whether the warm-up for this takeover begins only now. */
  boolean begins(long deadlineNanos) {
    boolean begins = keptForNanos != deadlineNanos;
    keptForNanos = deadlineNanos;
    if (begins) {
      playedCount = 0;
      resting = false;
    }
    return begins;
  }

  /**
   * Plays one takeover, if there is need and time for it; if not, the rest begins.
   *
   * @return what went wrong; then there will be no other until the next configuration
   */
  Optional<String> rehearse(long deadlineNanos) {
    long beganNanos = System.nanoTime();
    boolean late = beganNanos > deadlineNanos - manner.restNanos - expectedNanos;
    resting = late || playedCount == manner.count;
    if (resting) {
      return Optional.empty();
    }
    playedCount++;
    try {
      rehearsal.ifPresent(play -> play.playTakeOver(_ -> {}));
    } catch (RuntimeException | Error bug) {
      rehearsal = Optional.empty();
      return Optional.of(PlanRehearsal.failed(bug));
    }
    // As long as the caches fill, each takes a fraction of the one before.
    expectedNanos = (System.nanoTime() - beganNanos) / 2;
    return Optional.empty();
  }
}
