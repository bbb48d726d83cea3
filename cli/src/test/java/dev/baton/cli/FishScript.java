package dev.baton.cli;

import dev.baton.cli.command.Command;
import dev.baton.supervisor.option.Option;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion of fish. */
final class FishScript {

  private final StringBuilder out = new StringBuilder();

  FishScript() {
    out.append("# Completes the words of baton in fish: baton completion fish | source\n");
    out.append("# Generated from Baton's own tables by a test; edit those.\n\n");
    String all = String.join(" ", Words.commands());
    line("-f");
    for (Command command : CommandLineTool.commands()) {
      line("-n __fish_use_subcommand -a " + command.name() + " -d " + quoted(command.summary()));
    }
    line("-n __fish_use_subcommand -a version -d 'Print the version'");
    line("-n __fish_use_subcommand -a help -d 'Explain a command'");
    line("-n '__fish_seen_subcommand_from help' -a " + quoted(all));
    CommandLineTool.commands().forEach(this::command);
    String daemon = "-n 'not __fish_seen_subcommand_from " + all + "'";
    for (Option option : Option.values()) {
      line(daemon + names(option) + value(option) + " -d " + quoted(option.purpose()));
    }
  }

  private void command(Command command) {
    String seen = "-n '__fish_seen_subcommand_from " + command.name() + "'";
    switch (command.name()) {
      case "docs" -> line(seen + " -a " + quoted(String.join(" ", Words.explained())));
      case "completion" -> line(seen + " -a " + quoted(String.join(" ", Words.SHELLS)));
      default -> {
        if (Words.takesFiles(command)) {
          line(seen + " -F");
        }
      }
    }
    for (OptionSpec option : GeneratedTest.options(command)) {
      var names = new StringBuilder();
      for (String name : option.names()) {
        names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
      }
      List<String> values = Words.values(option);
      String value = option.arity().max() == 0 ? "" : Words.takesFile(option) ? " -r -F" : " -x";
      value += values.isEmpty() ? "" : " -a " + quoted(String.join(" ", values));
      String text = String.join(" ", option.description());
      line(seen + names + value + " -d " + quoted(text));
    }
  }

  private static String names(Option option) {
    String letter = option.letter() == '\0' ? "" : " -s " + option.letter();
    return letter + " -l " + option.longName();
  }

  private static String value(Option option) {
    if (option.value() != Option.Value.REQUIRED) {
      return "";
    }
    List<String> values = Words.values(option);
    if (!values.isEmpty()) {
      return " -x -a " + quoted(String.join(" ", values));
    }
    return Words.takesFile(option) ? " -r -F" : " -x";
  }

  private void line(String rest) {
    out.append("complete -c baton ").append(rest).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
