package dev.baton.cli.control;

import dev.baton.host.ControlPlace;
import picocli.CommandLine.ParseResult;

/** How the commands reach a daemon. */
@FunctionalInterface
interface Caller {

  /** Asks the daemon that the words mean. */
  DaemonCall.Reply ask(ParseResult words, String request, long patienceNanos);

  /** Asks the daemons of this host. */
  static Caller ofThisHost() {
    return at(ControlPlace.ROOT);
  }

  /** Asks those whose sockets are below this directory. */
  static Caller at(String root) {
    return (words, request, patienceNanos) ->
        switch (Choice.of(words, root)) {
          case Choice.At(ControlPlace place) ->
              DaemonCall.ask(place.socket(), request, patienceNanos);
          case Choice.Nowhere(String message) -> new DaemonCall.NoAnswer(message);
        };
  }
}
