package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.read.scope.Definitions;
import dev.baton.config.read.track.Weights;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;

/** Reads a vrrp_script. */
final class ScriptReader {

  private final BlockScope scope;

  ScriptReader(BlockScope scope) {
    this.scope = scope;
  }

  /**
   * The script; empty if it cannot run, which has been told.
   *
   * @param runs whether any instance runs it
   */
  Optional<ScriptConfig> read(Directive.Section section, boolean runs) {
    String name = section.name();
    var setting = section.last("script");
    if (setting.isEmpty()
        || !(setting.get().value() instanceof Value.CommandText text)
        || text.words().isEmpty()) {
      scope
          .diagnostics()
          .add(
              Diagnostic.error(
                      "no-script",
                      section.words().get(1).span(),
                      "No script set for vrrp_script " + name + " - removing")
                  .withHelp("write `script \"COMMAND\"`")
                  .consequenceOfLine("script"));
      return Optional.empty();
    }
    if (!runs) {
      // keepalived judges scripts where they run, and without an instance none does.
      return Optional.empty();
    }
    SourceSpan span = setting.get().argumentSpan();
    var user = section.last("user");
    List<Word> words = user.isPresent() ? user.get().words() : List.of();
    var candidate =
        new Candidate(text, Purpose.TRACK, name, span)
            .runBy(words, user.isPresent() ? user.get().argumentSpan() : span);
    var identity = scope.judge().identity(candidate);
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    Weight weight = Weights.of(section, Weight.FAULT);
    var command = scope.judge().judge(candidate, identity.get());
    scope
        .definitions()
        .add("vrrp_script", name, new Definitions.Tracker(weight, command.isPresent()));
    long interval = section.nanos("interval", 1_000_000_000);
    long timeout = section.nanos("timeout", 0);
    return command.map(
        given ->
            new ScriptConfig(
                name,
                given,
                interval,
                timeout == 0 ? interval : timeout,
                weight,
                (int) section.number("rise", 1),
                (int) section.number("fall", 1),
                section.has("init_fail")));
  }
}
