package dev.baton.supervisor.life;

import dev.baton.supervisor.loop.EventLoop;
import java.util.Optional;

/**
 * Detects whether another process still works, by asking it regularly. It counts unanswered
 * questions rather than time, so that a pause of this process, or of the whole machine, does not
 * look like silence of the other.
 */
final class Heartbeat {

  /** A router sleeps between adverts; more often it should not be woken for this. */
  static final long INTERVAL_NANOS = 2_000_000_000L;

  /** The peers of usual settings have taken over by then; no turn of a loop takes so long. */
  static final int UNANSWERED_MAX = 3;

  private final EventLoop loop;
  private final long intervalNanos;
  private final Runnable ask;
  private final Runnable onSilence;
  private Optional<EventLoop.Timer> timer = Optional.empty();
  private int unanswered;

  Heartbeat(EventLoop loop, long intervalNanos, Runnable ask, Runnable onSilence) {
    this.loop = loop;
    this.intervalNanos = intervalNanos;
    this.ask = ask;
    this.onSilence = onSilence;
  }

  /** Something was heard of the other; the first time, the questions begin. */
  void heard() {
    unanswered = 0;
    if (timer.isEmpty()) {
      askLater();
    }
  }

  /** The other is expected to say nothing any more. */
  void stop() {
    timer.ifPresent(EventLoop.Timer::cancel);
    timer = Optional.empty();
    unanswered = 0;
  }

  private void askLater() {
    timer = Optional.of(loop.at(System.nanoTime() + intervalNanos, this::look));
  }

  private void look() {
    if (unanswered >= UNANSWERED_MAX) {
      stop();
      onSilence.run();
      return;
    }
    unanswered++;
    ask.run();
    askLater();
  }
}
