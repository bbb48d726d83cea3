package dev.baton.config.read.track;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.Definitions;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.ProcessPattern.Matching;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;

/** Reads a vrrp_track_process. */
public final class ProcessReader {

  private final Definitions definitions;
  private final Diagnostics diagnostics;

  /** Reads with these, and makes known what can be tracked. */
  public ProcessReader(BlockScope scope) {
    this.definitions = scope.definitions();
    this.diagnostics = scope.diagnostics();
  }

  /** What is counted; empty if it is not known what, which has been told. */
  public Optional<ProcessConfig> read(Directive.Section section) {
    String name = section.name();
    var process = section.last("process");
    if (process.isEmpty()) {
      diagnostics.error(
          "no-process",
          section.words().get(1).span(),
          "track process '" + name + "' process name not specified - removing",
          "write `process PROGRAM`");
      return Optional.empty();
    }
    tellOfQuorum(section);
    Weight weight = Weights.of(section, Weight.FAULT);
    definitions.add("vrrp_track_process", name, new Definitions.Tracker(weight, true));
    List<String> command = process.get().words().stream().skip(1).map(Word::text).toList();
    long delayNanos = section.nanos("delay", 0);
    return Optional.of(
        new ProcessConfig(
            name,
            new ProcessPattern(command, matching(section, command), section.has("full_command")),
            weight,
            section.number("quorum", 1),
            section.number("quorum_max", ProcessConfig.UNLIMITED),
            section.nanos("fork_delay", delayNanos),
            section.nanos("terminate_delay", delayNanos)));
  }

  private static Matching matching(Directive.Section section, List<String> command) {
    var word = section.last("param_match");
    if (word.isEmpty()) {
      return command.size() > 1 ? Matching.EXACT : Matching.PROGRAM_ONLY;
    }
    return switch (word.get().value()) {
      case Value.Text(String text) when text.equals("initial") -> Matching.INITIAL;
      case Value.Text(String text) when text.equals("partial") -> Matching.PARTIAL;
      default -> Matching.EXACT;
    };
  }

  private void tellOfQuorum(Directive.Section section) {
    var quorum = section.last("quorum");
    var most = section.last("quorum_max");
    if (quorum.isPresent()
        && most.isPresent()
        && quorum.get().number() > most.get().number()
        && !isDefaultFirst(section, quorum.get(), most.get())) {
      diagnostics.error(
          "quorum",
          quorum.get().argumentSpan(),
          "quorum "
              + quorum.get().number()
              + " for vrrp_track_process "
              + section.name()
              + " exceeds quorum_max "
              + most.get().number(),
          "write a quorum of at most quorum_max");
    }
  }

  /** A quorum of 1 says nothing, and a maximum of 0 behind it is taken. */
  private static boolean isDefaultFirst(
      Directive.Section section, Directive.Setting quorum, Directive.Setting most) {
    return quorum.number() == 1
        && most.number() == 0
        && section.body().indexOf(quorum) < section.body().indexOf(most);
  }
}
