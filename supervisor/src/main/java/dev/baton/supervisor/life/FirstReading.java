package dev.baton.supervisor.life;

import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.SignalQueue;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.option.Options;
import java.util.Optional;

/**
 * Reads the configuration for startup. At this point signals are blocked and nothing else handles
 * them, so until the file has been read, this class handles those that end the daemon.
 */
final class FirstReading {

  private Optional<LoadedConfiguration> loading = Optional.empty();

  private FirstReading() {}

  /** What was read; nothing if the daemon was told to stop before. */
  static Optional<LoadedConfiguration> of(Options options) throws OsException {
    var reading = new FirstReading();
    // A loop of its own: on the daemon's the router speaks, which nobody can answer yet.
    try (EventLoop loop = EventLoop.open();
        SignalQueue signals = SignalQueue.open(Signal.SIGTERM, Signal.SIGINT, Signal.SIGQUIT)) {
      loop.watch(signals.fd(), Poller.READABLE, () -> hear(signals, options, loop));
      new BackgroundReader(loop)
          .read(
              BackgroundReader.FOREVER_NANOS,
              () -> LoadedConfiguration.of(options),
              reading.endingWith(loop));
      loop.run();
    }
    return reading.loading;
  }

  /** There is nothing to fall back on: what fails here ends the daemon. */
  private BackgroundReader.Reader<LoadedConfiguration> endingWith(EventLoop loop) {
    return new BackgroundReader.Reader<>() {
      @Override
      public void read(LoadedConfiguration read) {
        loading = Optional.of(read);
        loop.end();
      }

      @Override
      public void stuck() {
        loop.end();
      }

      @Override
      public void failed(Throwable why) {
        throw new IllegalStateException("the configuration cannot be read", why);
      }
    };
  }

  private static void hear(SignalQueue signals, Options options, EventLoop loop) {
    Optional<SignalQueue.Received> received = signals.next();
    while (received.isPresent()) {
      Signals.meaning(received.get().signal(), options).ifPresent(_ -> loop.end());
      received = signals.next();
    }
  }
}
