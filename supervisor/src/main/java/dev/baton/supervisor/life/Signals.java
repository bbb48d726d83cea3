package dev.baton.supervisor.life;

import dev.baton.linux.Signal;
import dev.baton.supervisor.option.Options;
import java.util.Optional;

/** What each signal means, by name for --signum and by number. */
public enum Signals {
  STOP("STOP", Signal.SIGTERM),
  RELOAD("RELOAD", Signal.SIGHUP),
  DATA("DATA", Signal.SIGUSR1),
  STATISTICS("STATS", Signal.SIGUSR2),
  STATISTICS_CLEAR("STATS_CLEAR", Signal.SIGRTMAX - 1),
  JSON("JSON", Signal.SIGRTMIN + 2);

  private final String publicName;
  private final int number;

  Signals(String publicName, int number) {
    this.publicName = publicName;
    this.number = number;
  }

  /** The signals that the supervisor reads from its queue; these, and of a child's end. */
  static int[] numbers() {
    return new int[] {
      Signal.SIGTERM,
      Signal.SIGINT,
      Signal.SIGQUIT,
      Signal.SIGHUP,
      Signal.SIGUSR1,
      Signal.SIGUSR2,
      Signal.SIGCHLD,
      STATISTICS_CLEAR.number,
      JSON.number
    };
  }

  public int number() {
    return number;
  }

  /** By the name that --signum takes. */
  public static Optional<Signals> named(String name) {
    for (Signals meaning : values()) {
      if (meaning.publicName.equals(name)) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  /** What a signal that has arrived means; nothing, if the command line says so. */
  static Optional<Signals> meaning(int number, Options options) {
    if (number == Signal.SIGQUIT || (number == Signal.SIGINT && !options.ignoreSigint())) {
      return Optional.of(STOP);
    }
    for (Signals meaning : values()) {
      if (meaning.number == number) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }
}
