package dev.baton.cli;

import dev.baton.cli.command.Command;
import dev.baton.supervisor.option.Option;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion of bash. */
final class BashScript {

  private final StringBuilder out = new StringBuilder();

  BashScript() {
    out.append("# Completes the words of baton in bash: . <(baton completion bash)\n");
    out.append("# Generated from Baton's own tables by a test; edit those.\n\n");
    out.append("_baton() {\n");
    out.append("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n");
    // The shell takes --color=auto for three words.
    out.append("  [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD - 2]}\n");
    out.append("  [ \"$word\" = = ] && word=\n");
    out.append("  COMPREPLY=()\n");
    out.append("  if [ \"$COMP_CWORD\" = 1 ] && [[ $word != -* ]]; then\n");
    words("    ", Words.commands());
    out.append("    return\n  fi\n");
    out.append("  case ${COMP_WORDS[1]} in\n");
    CommandLineTool.commands().forEach(this::command);
    out.append("    help)\n");
    words("      ", Words.commands());
    out.append("      ;;\n    -*)\n");
    daemon();
    out.append("      ;;\n  esac\n}\n\n");
    out.append("_baton_words() { # WORD CANDIDATES\n");
    out.append("  mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$1\")\n}\n\n");
    out.append("_baton_files() { # WORD\n");
    out.append("  compopt -o filenames\n");
    out.append("  mapfile -t COMPREPLY < <(compgen -f -- \"$1\")\n}\n\n");
    out.append("complete -F _baton baton\n");
  }

  private void command(Command command) {
    out.append("    ").append(command.name()).append(")\n");
    var names = new ArrayList<String>();
    var files = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (OptionSpec option : GeneratedTest.options(command)) {
      names.addAll(List.of(option.names()));
      if (option.arity().max() > 0 && Words.values(option).isEmpty()) {
        (Words.takesFile(option) ? files : others).addAll(List.of(option.names()));
      }
    }
    out.append("      case $before in\n");
    for (OptionSpec option : GeneratedTest.options(command)) {
      if (!Words.values(option).isEmpty()) {
        valueOf(List.of(option.names()), offer(Words.values(option)));
      }
    }
    valueOf(files, "_baton_files \"$word\"");
    valueOf(others, "");
    out.append("      esac\n");
    out.append("      if [[ $word == -* ]]; then\n");
    words("        ", names);
    out.append("      else\n");
    switch (command.name()) {
      case "docs" -> words("        ", Words.explained());
      case "completion" -> words("        ", Words.SHELLS);
      default ->
          out.append(
              Words.takesFiles(command) ? "        _baton_files \"$word\"\n" : "        :\n");
    }
    out.append("      fi\n      ;;\n");
  }

  private void valueOf(List<String> options, String action) {
    if (!options.isEmpty()) {
      out.append("        ").append(String.join(" | ", options)).append(") ");
      out.append(action.isEmpty() ? "" : action + "; ").append("return ;;\n");
    }
  }

  private static String offer(List<String> values) {
    return "_baton_words \"$word\" '" + String.join(" ", values) + "'";
  }

  private void daemon() {
    var all = new ArrayList<String>();
    var files = new ArrayList<String>();
    out.append("      case $before in\n");
    for (Option option : Option.values()) {
      List<String> names = names(option);
      all.addAll(names);
      if (option.value() == Option.Value.REQUIRED) {
        List<String> values = Words.values(option);
        if (Words.takesFile(option)) {
          files.addAll(names);
        } else {
          valueOf(names, values.isEmpty() ? "" : offer(values));
        }
      }
    }
    valueOf(files, "_baton_files \"$word\"");
    out.append("      esac\n");
    words("      ", all);
  }

  private static List<String> names(Option option) {
    String name = "--" + option.longName();
    return option.letter() == '\0' ? List.of(name) : List.of("-" + option.letter(), name);
  }

  private void words(String indent, List<String> words) {
    out.append(indent).append("_baton_words \"$word\" '").append(String.join(" ", words));
    out.append("'\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
