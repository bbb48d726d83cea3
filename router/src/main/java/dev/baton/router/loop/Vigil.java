package dev.baton.router.loop;

import dev.baton.core.config.Configuration;
import dev.baton.router.hands.Errand;
import dev.baton.router.hands.Rehearsal;
import java.util.Optional;

/**
 * The last milliseconds before a take-over. Code and data that were not used for seconds have left
 * the processor's caches, and with cold ones a take-over was measured to need a millisecond more.
 * So when nothing but a silent master is waited for, and it has been silent for almost as long as
 * it may, a few take-overs are rehearsed. Between them the loop looks for packets without waiting.
 *
 * <p>Then it sleeps until the real one is due. Without real-time priority that is what makes it
 * punctual: beside busy neighbours a thread that has just spent its share waits for theirs, and one
 * that comes out of its sleep does not.
 *
 * <p>Each advert arms a backup's deadline anew, so in ordinary times none comes this near, and the
 * vigil costs nothing.
 */
final class Vigil {

  /**
   * How long it lasts: three cold rehearsals and a rest. The shortest interval leaves a backup 30
   * ms without adverts.
   */
  private static final long LENGTH_NANOS = 10_000_000;

  /**
   * The last rehearsal ends so long before the end, also if it meets a collection of garbage; by
   * then others have had their share of the processor.
   */
  private static final long REST_NANOS = 4_000_000;

  /** How often is played where others may want the processor, too. */
  private static final int ORDINARY_COUNT = 2;

  private Optional<Rehearsal> rehearsal = Optional.empty();
  private int count;
  private long keptForNanos;
  private long expectedNanos;
  private int playedCount;
  private boolean resting;

  /** From now on the first instance of this configuration is played. */
  void configure(Configuration configuration) {
    rehearsal = Optional.of(Rehearsal.of(configuration));
    boolean realTime = configuration.router().realtimePriority() > 0;
    count = realTime ? Rehearsal.VIGIL_COUNT : ORDINARY_COUNT;
  }

  /** When to wake up, with a take-over due at {@code deadlineNanos}. */
  long wakeNanos(long deadlineNanos) {
    boolean over = rehearsal.isEmpty() || (keptForNanos == deadlineNanos && resting);
    return over ? deadlineNanos : deadlineNanos - LENGTH_NANOS;
  }

  /** What the hands are to do meanwhile. */
  Errand.Rehearse errand(long deadlineNanos) {
    return new Errand.Rehearse(count, deadlineNanos - REST_NANOS, deadlineNanos);
  }

  /** Whether the vigil for this take-over begins only now. */
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
   * Plays one take-over, if there is need and time for it; if not, the rest begins.
   *
   * @return what went wrong; then there will be no other until the next configuration
   */
  Optional<String> rehearse(long deadlineNanos) {
    long beganNanos = System.nanoTime();
    boolean late = beganNanos > deadlineNanos - REST_NANOS - expectedNanos;
    resting = late || playedCount == count;
    if (resting) {
      return Optional.empty();
    }
    playedCount++;
    try {
      rehearsal.ifPresent(play -> play.playTakeOver(_ -> {}));
    } catch (RuntimeException | Error bug) {
      rehearsal = Optional.empty();
      return Optional.of(Rehearsal.failed(bug));
    }
    // As long as the caches fill, each takes a fraction of the one before.
    expectedNanos = (System.nanoTime() - beganNanos) / 2;
    return Optional.empty();
  }
}
