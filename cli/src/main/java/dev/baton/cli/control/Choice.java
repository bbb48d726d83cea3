package dev.baton.cli.control;

import dev.baton.host.ControlPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which daemon of this host is meant. */
final class Choice {

  private static final String NAMESPACE = "--namespace";
  private static final String INSTANCE = "--instance";

  /** What came of the search. */
  sealed interface Found {}

  /** Its place. */
  record At(ControlPlace place) implements Found {}

  /** None, and what to do about it. */
  record Nowhere(String message) implements Found {}

  private Choice() {}

  /** The options by which a daemon is chosen. */
  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-s", NAMESPACE)
            .paramLabel("NAME")
            .type(String.class)
            .description("Ask the daemon in this network namespace.")
            .build());
    spec.addOption(
        OptionSpec.builder(INSTANCE)
            .paramLabel("NAME")
            .type(String.class)
            .description("Ask the daemon whose configuration has `instance NAME`.")
            .build());
  }

  /**
   * The place of the one that these words mean: by its names; without any, the one that has none in
   * this network namespace, or else the only one of the host.
   */
  static Found of(ParseResult words, String root) {
    ControlPlace here = ControlPlace.ofThisNamespace(root);
    if (words.hasMatchedOption(NAMESPACE) || words.hasMatchedOption(INSTANCE)) {
      String namespace = words.matchedOptionValue(NAMESPACE, here.namespace());
      var named = new ControlPlace(root, namespace, words.matchedOptionValue(INSTANCE, ""));
      return named.isUsable()
          ? new At(named)
          : new Nowhere("a name has neither a slash in it nor a dot in front");
    }
    if (Files.exists(Path.of(here.socket()))) {
      return new At(here);
    }
    // What dead ones left may be in the way of those who look, not of those who ask.
    List<ControlPlace> all =
        ControlPlace.all(root).stream().filter(it -> DaemonCall.hears(it.socket())).toList();
    return switch (all.size()) {
      // To say of it that it is not there.
      case 0 -> new At(here);
      case 1 -> new At(all.getFirst());
      default -> new Nowhere("several daemons have a socket, choose one: " + options(all));
    };
  }

  private static String options(List<ControlPlace> places) {
    var texts = new ArrayList<String>();
    for (ControlPlace place : places) {
      String namespace = place.namespace().isEmpty() ? "" : NAMESPACE + " " + place.namespace();
      String instance = place.instance().isEmpty() ? "" : INSTANCE + " " + place.instance();
      texts.add("`" + (namespace + " " + instance).strip() + "`");
    }
    return String.join(", ", texts);
  }
}
