package dev.baton.router.loop;

import dev.baton.core.config.Configuration;
import dev.baton.router.hands.Rehearsal;
import java.util.Optional;

/**
 * The last milliseconds before a take-over. Code and data that were not used for seconds have left
 * the processor's caches, and with cold ones a take-over was measured to need a millisecond more.
 * So when nothing but a silent master is waited for, and it has been silent for almost as long as
 * it may, a few take-overs are rehearsed, the last of them a millisecond before the real one is
 * due.
 *
 * <p>Each advert arms a backup's deadline anew, so in ordinary times none comes this near, and the
 * vigil costs nothing. Between rehearsals, and after the last one, the loop looks for packets
 * without waiting.
 */
final class Vigil {

  /**
   * How long it lasts: three cold rehearsals and a rest. The shortest interval leaves a backup 30
   * ms without adverts.
   */
  private static final long LENGTH_NANOS = 6_000_000;

  /** The last rehearsal ends so long before the end, also if it meets a collection of garbage. */
  private static final long REST_NANOS = 1_000_000;

  private Optional<Rehearsal> rehearsal = Optional.empty();
  private long keptForNanos;
  private long expectedNanos;
  private int playedCount;

  /** From now on the first instance of this configuration is played. */
  void configure(Configuration configuration) {
    rehearsal = Optional.of(Rehearsal.of(configuration));
  }

  /** When to wake up for a take-over that is due at {@code deadlineNanos}. */
  long wakeNanos(long deadlineNanos) {
    return rehearsal.isEmpty() ? deadlineNanos : deadlineNanos - LENGTH_NANOS;
  }

  /** Until when it is rehearsed for a take-over that is due at {@code deadlineNanos}. */
  long rehearseUntilNanos(long deadlineNanos) {
    return deadlineNanos - REST_NANOS;
  }

  /** Whether the vigil for this take-over begins only now. */
  boolean begins(long deadlineNanos) {
    boolean begins = keptForNanos != deadlineNanos;
    keptForNanos = deadlineNanos;
    if (begins) {
      playedCount = 0;
    }
    return begins;
  }

  /**
   * Plays one take-over, if it will end before the real one is due.
   *
   * @return what went wrong; then there will be no other until the next configuration
   */
  Optional<String> rehearse(long deadlineNanos) {
    long beganNanos = System.nanoTime();
    boolean late = beganNanos > rehearseUntilNanos(deadlineNanos) - expectedNanos;
    if (late || playedCount == Rehearsal.VIGIL_COUNT) {
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
