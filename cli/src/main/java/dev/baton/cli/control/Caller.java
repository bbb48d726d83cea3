package dev.baton.cli.control;

import dev.baton.host.ControlPlace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How the commands reach a daemon. */
@FunctionalInterface
interface Caller {

  /** The option for what the daemon says as it says it. */
  String JSON = "--json";

  /** These options, and after them those that all who ask a daemon take. */
  static CommandSpec words(OptionSpec... own) {
    CommandSpec spec = CommandSpec.create();
    for (OptionSpec option : own) {
      spec.addOption(option);
    }
    spec.addOption(
        OptionSpec.builder(JSON).description("Print one JSON object instead of text.").build());
    Choice.addTo(spec);
    return spec;
  }

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
