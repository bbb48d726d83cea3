package dev.baton.cli;

import dev.baton.cli.check.CheckCommand;
import dev.baton.cli.check.FactsCommand;
import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.cli.completion.CompletionCommand;
import dev.baton.cli.control.HistoryCommand;
import dev.baton.cli.control.ReloadCommand;
import dev.baton.cli.control.StatusCommand;
import dev.baton.cli.docs.DocsCommand;
import dev.baton.cli.show.ShowCommand;
import dev.baton.config.tree.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds the command that the first word names, reads the rest of the words for it and runs it. */
final class CommandLineTool {

  private static final int NAME_COLUMNS = 12;

  private static final List<Command> COMMANDS =
      List.of(
          new CheckCommand(),
          new FactsCommand(),
          new ShowCommand(),
          new DocsCommand(),
          new StatusCommand(),
          new HistoryCommand(),
          new ReloadCommand(),
          new CompletionCommand());

  private final Terminal terminal;

  CommandLineTool(Terminal terminal) {
    this.terminal = terminal;
  }

  /** All commands, in the order of the overview. */
  static List<Command> commands() {
    return COMMANDS;
  }

  /** Does what the words say and returns the exit code. */
  int run(String... words) {
    List<String> rest = new ArrayList<>(List.of(words));
    String first = rest.isEmpty() ? "help" : rest.removeFirst();
    if (first.equals("help")) {
      return help(rest);
    }
    Optional<Command> command = named(first);
    if (command.isEmpty()) {
      return unknown(first);
    }
    CommandLine line = commandLine(command.get());
    try {
      ParseResult result = line.parseArgs(rest.toArray(new String[0]));
      if (result.isUsageHelpRequested()) {
        return explain(line);
      }
      return command.get().run(result, terminal);
    } catch (ParameterException wrong) {
      terminal.err("baton " + first + ": " + wrong.getMessage() + "\n");
      terminal.err("Try `baton help " + first + "`.\n");
      return command.get().wrongWordsCode();
    }
  }

  private static Optional<Command> named(String name) {
    return commands().stream().filter(command -> command.name().equals(name)).findAny();
  }

  static CommandLine commandLine(Command command) {
    CommandSpec spec = command.words().name("baton " + command.name());
    spec.usageMessage().description(command.summary() + ".");
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Explain this.").build());
    // A word that begins with @ is a file of that name, not a file of words; and what looks like a
    // variable is one of the configuration's, not of this text.
    return new CommandLine(spec).setExpandAtFiles(false).setInterpolateVariables(false);
  }

  private int explain(CommandLine line) {
    terminal.out(line.getUsageMessage(terminal.colour() ? Ansi.ON : Ansi.OFF));
    return Exit.OK;
  }

  private int help(List<String> words) {
    if (words.isEmpty() || words.getFirst().startsWith("-") || words.getFirst().equals("help")) {
      terminal.out(overview());
      return Exit.OK;
    }
    Optional<Command> command = named(words.getFirst());
    return command.isPresent() ? explain(commandLine(command.get())) : unknown(words.getFirst());
  }

  private int unknown(String word) {
    var names = new ArrayList<String>();
    commands().forEach(command -> names.add(command.name()));
    names.add("help");
    String near = Spelling.nearest(word, names);
    terminal.err("baton: `" + word + "` is not a command");
    terminal.err(near.isEmpty() ? "\n" : "; did you mean `" + near + "`?\n");
    terminal.err("Usage: baton " + String.join("|", names) + " ...\n");
    terminal.err("       baton [OPTION...] runs the daemon; `baton --help` lists its options\n");
    return Exit.FAILED;
  }

  private static String overview() {
    var text = new StringBuilder(1024);
    text.append("Usage: baton COMMAND [OPTION...] [ARGUMENT...]\n");
    text.append(
        "       baton [OPTION...]       runs the daemon; `baton --help` lists its options\n");
    text.append("\nCommands:\n");
    for (Command command : commands()) {
      row(text, command.name(), command.summary());
    }
    row(text, "version", "Print the version, as `baton --version` does");
    row(text, "help", "Explain a command");
    text.append("\n`baton help COMMAND` explains one, with examples.\n");
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String summary) {
    text.append("  ").append(name).repeat(' ', NAME_COLUMNS - name.length()).append(summary);
    text.append('\n');
  }
}
