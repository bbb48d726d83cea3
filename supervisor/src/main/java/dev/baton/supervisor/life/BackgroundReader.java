package dev.baton.supervisor.life;

import dev.baton.supervisor.loop.EventLoop;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads configurations on threads of their own, while the loop goes on. What the reader does is
 * bounded, but not what the system does for it: a file or a user may come from a server that does
 * not answer any more. Then the thread is left alone, and nobody waits for it.
 */
final class BackgroundReader {

  /** The largest configuration takes some three seconds on a busy machine. */
  static final long PATIENCE_NANOS = 30_000_000_000L;

  /** Who has nothing else to do waits a year. */
  static final long FOREVER_NANOS = 365 * 24 * 3_600_000_000_000L;

  /** Readers that wait for the same server; one more would wait as well. */
  private static final int STUCK_MAX = 3;

  private final EventLoop loop;
  private final Supplier<Loading> source;
  private int stuck;

  /** Reads what {@code source} does, and tells of it on this loop. */
  BackgroundReader(EventLoop loop, Supplier<Loading> source) {
    this.loop = loop;
    this.source = source;
  }

  /** One reading. */
  private static final class Reading {
    private boolean givenUp;
    private boolean done;
  }

  /**
   * Begins to read.
   *
   * @param whenStuck is called instead of {@code whenRead} if it takes too long; perhaps at once
   */
  void read(long patienceNanos, Consumer<Loading> whenRead, Runnable whenStuck) {
    if (stuck >= STUCK_MAX) {
      whenStuck.run();
      return;
    }
    var reading = new Reading();
    EventLoop.Timer patience =
        loop.at(System.nanoTime() + patienceNanos, () -> giveUp(reading, whenStuck));
    Thread.ofPlatform()
        .name("reader")
        .daemon()
        .start(
            () -> {
              Loading loading = source.get();
              loop.post(
                  () -> {
                    patience.cancel();
                    end(reading, loading, whenRead);
                  });
            });
  }

  private void giveUp(Reading reading, Runnable whenStuck) {
    if (!reading.done) {
      reading.givenUp = true;
      stuck++;
      whenStuck.run();
    }
  }

  private void end(Reading reading, Loading loading, Consumer<Loading> whenRead) {
    reading.done = true;
    if (reading.givenUp) {
      stuck--;
    } else {
      whenRead.accept(loading);
    }
  }
}
