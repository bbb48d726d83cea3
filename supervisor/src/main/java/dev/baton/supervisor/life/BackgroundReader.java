package dev.baton.supervisor.life;

import dev.baton.supervisor.loop.EventLoop;
import java.util.function.Supplier;

/**
 * Reads files on separate threads while the loop continues: a configuration, or whether it has
 * changed. The reader's own work is bounded, but the system's work for it is not: a file or a user
 * may come from a server that no longer responds. In that case the thread is abandoned, and nothing
 * waits for it.
 */
final class BackgroundReader {

  /** The largest configuration takes some three seconds on a busy machine. */
  static final long PATIENCE_NANOS = 30_000_000_000L;

  /** Who has nothing else to do waits a year. */
  static final long FOREVER_NANOS = 365 * 24 * 3_600_000_000_000L;

  /** Readers that wait for the same server; one more would wait as well. */
  private static final int STUCK_MAX = 3;

  private final EventLoop loop;
  private int stuck;

  /** Tells of what it reads on this loop. */
  BackgroundReader(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Who a reading is for. Exactly one of these is called, on the loop.
   *
   * @param <T> what comes of it
   */
  interface Reader<T> {

    void read(T result);

    /** It takes too long; perhaps told at once. */
    void stuck();

    /** We are not able to: a text that exhausts the memory or the stack, or a bug of ours. */
    void failed(Throwable why);
  }

  /** One reading. */
  private static final class Reading {
    private boolean givenUp;
    private boolean done;
  }

  /** Begins to read what {@code source} gives. */
  <T> void read(long patienceNanos, Supplier<T> source, Reader<T> reader) {
    if (stuck >= STUCK_MAX) {
      reader.stuck();
      return;
    }
    var reading = new Reading();
    EventLoop.Timer patience =
        loop.at(System.nanoTime() + patienceNanos, () -> giveUp(reading, reader));
    Thread.ofPlatform()
        .name("reader")
        .daemon()
        .start(
            () -> {
              Runnable outcome = outcome(source, reader);
              loop.post(
                  () -> {
                    patience.cancel();
                    end(reading, outcome);
                  });
            });
  }

  /** Reads, and says what is to be told of it. */
  private static <T> Runnable outcome(Supplier<T> source, Reader<T> reader) {
    try {
      T result = source.get();
      return () -> reader.read(result);
    } catch (RuntimeException | Error why) {
      // All that was read up to here is garbage now, so there is memory again to tell of it.
      return () -> reader.failed(why);
    }
  }

  private void giveUp(Reading reading, Reader<?> reader) {
    if (!reading.done) {
      reading.givenUp = true;
      stuck++;
      reader.stuck();
    }
  }

  private void end(Reading reading, Runnable outcome) {
    reading.done = true;
    if (reading.givenUp) {
      stuck--;
    } else {
      outcome.run();
    }
  }
}
