package dev.baton.cli.completion;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
      terminal.err("baton completion: `" + shell + "` is not bash, zsh or fish\n");
      return Exit.FAILED;
    }
    return print("baton." + shell, terminal);
  }

  private static int print(String name, Terminal terminal) {
    try (InputStream in = CompletionCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError(name + " is not in the module");
      }
      terminal.out(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return Exit.OK;
    } catch (IOException unreadable) {
      throw new AssertionError(name + " is in the module", unreadable);
    }
  }
}
