package dev.baton.cli.completion;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.ModuleText;
import dev.baton.cli.command.Terminal;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Prints the completion script of a shell. */
public final class CompletionCommand implements Command {

  /** Of all shells. */
  public CompletionCommand() {}

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "Print the completion script of bash, zsh or fish";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec = CommandSpec.create();
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SHELL")
            .arity("1")
            .required(true)
            .type(String.class)
            .description("bash, zsh or fish.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  . <(baton completion bash)",
            "  baton completion bash >/etc/bash_completion.d/baton",
            "  baton completion zsh >/usr/local/share/zsh/site-functions/_baton",
            "  baton completion fish >~/.config/fish/completions/baton.fish");
    return spec;
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    String shell = words.matchedPositionalValue(0, "");
    if (!Set.of("bash", "zsh", "fish").contains(shell)) {
      return fail(terminal, "`" + shell + "` is not bash, zsh or fish");
    }
    terminal.out(ModuleText.of(CompletionCommand.class, "baton." + shell));
    return Exit.OK;
  }
}
