package dev.baton.cli.show;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.config.advice.Linter;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.diagnose.Secrets;
import dev.baton.config.diagnose.Severity;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.Sources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.read.SectionRemarks;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.net.Printable;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Prints a configuration as it is understood. */
public final class ShowCommand implements Command {

  private static final String DEFAULTS = "--defaults";
  private static final String SECRETS = "--secrets";
  private static final String CONFIG_ID = "--config-id";

  private final Sources sources;
  private final HostFacts facts;

  /** Of this host's files. */
  public ShowCommand() {
    this(new LiveSources(), new LiveHostFacts(false));
  }

  /** Of these files, on that host. */
  ShowCommand(Sources sources, HostFacts facts) {
    this.sources = sources;
    this.facts = facts;
  }

  @Override
  public String name() {
    return "show";
  }

  @Override
  public String summary() {
    return "Print a configuration as Baton reads it: includes and variables resolved";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec = CommandSpec.create();
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1")
            .required(true)
            .type(String.class)
            .description("A configuration, as `baton -f` takes it.")
            .build());
    spec.addOption(
        OptionSpec.builder("-d", DEFAULTS)
            .description("Add the settings that a block omits, with their defaults, as comments.")
            .build());
    spec.addOption(
        OptionSpec.builder("-s", SECRETS)
            .description("Print passwords; otherwise each of their characters is an asterisk.")
            .build());
    spec.addOption(
        OptionSpec.builder("-i", CONFIG_ID)
            .paramLabel("ID")
            .type(String.class)
            .description("Name of the host for `@ID` lines; by default the host name.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "The output is itself a configuration, with one statement per line. Mistakes",
            "go to standard error; the usable part of the file is printed.",
            "",
            "Exit code: 0 no errors, 1 the file has errors, 2 it cannot be read.",
            "",
            "Examples:",
            "  baton show /etc/keepalived/keepalived.conf",
            "  baton show --defaults keepalived.conf | less",
            "  diff <(baton show a.conf) <(baton show b.conf)");
    return spec;
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    String file = words.matchedPositionalValue(0, "");
    var options = new ReadOptions(words.matchedOptionValue(CONFIG_ID, ""), false, 1);
    ConfigReader.Reading reading = ConfigReader.read(file, sources, facts, options);
    if (!reading.mainFileRead()) {
      return fail(terminal, file + ": no such file");
    }
    int exitCode =
        tellOfMistakes(ConfigReader.readForAdvice(file, sources, facts, options), terminal);
    boolean defaults = words.hasMatchedOption(DEFAULTS);
    String text = reading.normalisedWith(defaults ? new Defaults() : SectionRemarks.NONE);
    terminal.out(words.hasMatchedOption(SECRETS) ? text : withoutSecrets(text));
    return exitCode;
  }

  /** What a check calls errors and warnings, so that both say and end with the same. */
  private int tellOfMistakes(ConfigReader.Reading meant, Terminal terminal) {
    int exitCode = Exit.OK;
    for (Diagnostic diagnostic : Linter.check(meant, facts)) {
      if (diagnostic.severity() != Severity.NOTE) {
        terminal.err(DiagnosticRenderer.render(diagnostic));
      }
      exitCode = diagnostic.severity() == Severity.ERROR ? Exit.NO : exitCode;
    }
    return exitCode;
  }

  private static String withoutSecrets(String text) {
    var shown = new StringBuilder(text.length());
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      shown.append(Printable.of(Secrets.hidden(text.substring(from, end)))).append('\n');
      from = end + 1;
    }
    return shown.toString();
  }
}
