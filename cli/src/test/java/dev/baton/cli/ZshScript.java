package dev.baton.cli;

import dev.baton.cli.command.Command;
import dev.baton.supervisor.option.Option;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion of zsh. */
final class ZshScript {

  private final StringBuilder out = new StringBuilder();

  ZshScript() {
    out.append("#compdef baton\n");
    out.append("# Completes the words of baton in zsh: put it as _baton below the fpath.\n");
    out.append("# Generated from Baton's own tables by a test; edit those.\n\n");
    out.append("_baton() {\n");
    out.append("  local -a commands=(\n");
    for (Command command : CommandLineTool.commands()) {
      out.append("    ").append(quoted(command.name() + ":" + command.summary())).append('\n');
    }
    out.append("    'version:Print the version'\n    'help:Explain a command'\n  )\n");
    out.append("  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n");
    out.append("    _describe command commands\n    return\n  fi\n");
    out.append("  case $words[2] in\n");
    CommandLineTool.commands().forEach(this::command);
    out.append("    help) _describe command commands ;;\n");
    out.append("    *)\n      _arguments -s");
    for (Option option : Option.values()) {
      daemon(option);
    }
    out.append("\n      ;;\n  esac\n}\n\n");
    out.append("if [ \"$funcstack[1]\" = _baton ]; then\n  _baton \"$@\"\n");
    out.append("else\n  compdef _baton baton\nfi\n");
  }

  private void command(Command command) {
    out.append("    ").append(command.name()).append(")\n");
    out.append("      shift words\n      (( CURRENT-- ))\n      _arguments -s");
    for (OptionSpec option : GeneratedTest.options(command)) {
      String text = String.join(" ", option.description());
      String value = "";
      if (option.arity().max() > 0) {
        List<String> values = Words.values(option);
        String offered = values.isEmpty() ? "" : "(" + String.join(" ", values) + ")";
        value =
            Words.takesFile(option) ? ":file:_files" : ":" + option.paramLabel() + ":" + offered;
      }
      for (String name : option.names()) {
        String glue = value.isEmpty() ? "" : name.startsWith("--") ? "=" : "+";
        argument(name + glue + "[" + bracketed(text) + "]" + value);
      }
    }
    switch (command.name()) {
      case "docs" -> argument("1:word:(" + String.join(" ", Words.explained()) + ")");
      case "completion" -> argument("1:shell:(" + String.join(" ", Words.SHELLS) + ")");
      default -> {
        if (Words.takesFiles(command)) {
          argument("*:file:_files");
        }
      }
    }
    out.append("\n      ;;\n");
  }

  private void daemon(Option option) {
    String text = "[" + bracketed(option.purpose()) + "]";
    String action = Words.takesFile(option) ? "_files" : "";
    if (!Words.values(option).isEmpty()) {
      action = "(" + String.join(" ", Words.values(option)) + ")";
    }
    String name = option.valueName().replace(":", "\\:");
    switch (option.value()) {
      case NONE -> {
        letter(option, "", text);
        argument("--" + option.longName() + text);
      }
      case REQUIRED -> {
        letter(option, "+", text + ":" + name + ":" + action);
        argument("--" + option.longName() + "=" + text + ":" + name + ":" + action);
      }
      case OPTIONAL -> {
        letter(option, "-", text + "::" + name + ":" + action);
        argument("--" + option.longName() + "=-" + text + "::" + name + ":" + action);
      }
      case LONG_ONLY -> {
        letter(option, "", text);
        argument("--" + option.longName() + "=-" + text + "::" + name + ":" + action);
      }
    }
  }

  private void letter(Option option, String glue, String rest) {
    if (option.letter() != '\0') {
      argument("-" + option.letter() + glue + rest);
    }
  }

  private void argument(String spec) {
    out.append(" \\\n        ").append(quoted(spec));
  }

  private static String bracketed(String text) {
    return text.replace("[", "\\[").replace("]", "\\]");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
