package dev.baton.cli;

import dev.baton.cli.command.Command;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.supervisor.option.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.OptionSpec;

/** What the completion scripts of all shells offer. */
final class Words {

  static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private Words() {}

  /** Words that {@code baton docs} explains, as far as a shell takes them unquoted. */
  static List<String> explained() {
    var words = new TreeSet<String>();
    var table = new KeywordTable();
    for (Block block : Block.values()) {
      table.names(block).stream()
          .filter(name -> name.matches("[A-Za-z][\\w-]*"))
          .forEach(words::add);
    }
    return List.copyOf(words);
  }

  /** The names of all commands. */
  static List<String> commands() {
    var names = new ArrayList<String>();
    CommandLineTool.commands().forEach(command -> names.add(command.name()));
    names.add("version");
    names.add("help");
    return names;
  }

  /** What an option of the daemon takes: words, or empty for a file or anything. */
  static List<String> values(Option option) {
    return switch (option) {
      case SIGNUM -> List.of("STOP", "RELOAD", "DATA", "STATS", "STATS_CLEAR", "JSON");
      case LOG_FACILITY -> {
        var names = new ArrayList<>(List.of("daemon", "user"));
        for (int i = 0; i < 8; i++) {
          names.add("local" + i);
        }
        yield names;
      }
      default -> List.of();
    };
  }

  /** Whether a command takes names of files. */
  static boolean takesFiles(Command command) {
    return command.words().positionalParameters().stream()
        .anyMatch(it -> it.paramLabel().equals("FILE"));
  }

  /** Whether an option of a command takes the name of a file. */
  static boolean takesFile(OptionSpec option) {
    return option.paramLabel().endsWith("FILE");
  }

  /** The words that an option of a command takes; none if it takes anything. */
  static List<String> values(OptionSpec option) {
    var values = new ArrayList<String>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(values::add);
    }
    return values;
  }

  /** Whether an option of the daemon takes the name of a file. */
  static boolean takesFile(Option option) {
    return option.valueName().endsWith("FILE") || option.valueName().equals("SOCKET");
  }
}
