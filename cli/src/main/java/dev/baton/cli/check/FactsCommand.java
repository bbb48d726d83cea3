package dev.baton.cli.check;

import dev.baton.cli.command.Arguments;
import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.config.advice.Linter;
import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import dev.baton.host.HostSurvey;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Records what a check elsewhere must know of this host. */
public final class FactsCommand implements Command {

  /** Nothing has been asked. */
  public FactsCommand() {}

  @Override
  public String name() {
    return "facts";
  }

  @Override
  public String summary() {
    return "Record what `check --host-facts` needs to know about this host";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec =
        CommandSpec.create()
            .addPositional(
                Arguments.any(
                    "FILE",
                    "A configuration whose scripts, files and host names are recorded too."));
    spec.usageMessage()
        .footer(
            "",
            "Exit code: 0, or 2 if a file cannot be read.",
            "",
            "Examples:",
            "  baton facts /etc/baton/baton.conf >facts.json",
            "  baton check --host-facts facts.json baton.conf");
    return spec;
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    var live = new LiveHostFacts(true);
    var recorder = new FactsRecorder(live);
    HostSurvey.ask(recorder);
    int exitCode = Exit.OK;
    List<String> files = words.matchedPositionalValue(0, List.of());
    for (String file : files) {
      // Asking is all that matters; what the answers mean, the check will say.
      var reading =
          ConfigReader.readForAdvice(file, new LiveSources(), recorder, ReadOptions.DEFAULT);
      Linter.check(reading, recorder);
      if (reading.files().isEmpty()) {
        exitCode = fail(terminal, "cannot read " + file);
      }
    }
    terminal.out(FactsJson.print(recorder.recorded()));
    return exitCode;
  }
}
