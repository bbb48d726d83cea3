package dev.baton.cli.check;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.core.config.ConfigReader;
import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.DiagnosticRenderer;
import dev.baton.core.config.diagnose.ExitClass;
import dev.baton.core.config.text.ReadOptions;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Tells all that is wrong with configurations. */
public final class CheckCommand implements Command {

  /** Nothing has been read. */
  public CheckCommand() {}

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Say all that is wrong with a configuration, where, and how to mend it";
  }

  @Override
  public CommandSpec words() {
    return CommandSpec.create()
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("FILE")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A configuration, as `baton -f` takes it.")
                .build());
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    int exitCode = Exit.OK;
    List<String> files = words.matchedPositionalValue(0, List.of());
    for (String file : files) {
      exitCode = Math.max(exitCode, check(file, terminal));
    }
    return exitCode;
  }

  private static int check(String file, Terminal terminal) {
    var facts = new LiveHostFacts(true);
    var reading = ConfigReader.read(file, new LiveSources(), facts, ReadOptions.DEFAULT);
    int exitCode = Exit.OK;
    for (Diagnostic diagnostic : reading.diagnostics()) {
      terminal.out(DiagnosticRenderer.render(diagnostic));
      exitCode = diagnostic.exitClass() == ExitClass.NOTE ? exitCode : Exit.NO;
    }
    if (!reading.mainFileRead() && reading.diagnostics().isEmpty()) {
      terminal.err("baton check: " + file + ": no such file\n");
      return Exit.FAILED;
    }
    return exitCode;
  }
}
