package dev.baton.cli;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What one run of the tool said, and how it ended. */
public record Said(int exitCode, String out, String err) {

  /** Runs it in this process, without colours. */
  public static Said by(String... words) {
    return run(false, words);
  }

  /** The same at a terminal that shows colours. */
  public static Said inColour(String... words) {
    return run(true, words);
  }

  /** The same with that text on standard input. */
  public static Said of(String input, String... words) {
    return run(input, false, words);
  }

  /** What this command says to these words. */
  public static Said by(Command command, String... words) {
    return run(command, false, words);
  }

  /** The same at a terminal that shows colours. */
  public static Said inColour(Command command, String... words) {
    return run(command, true, words);
  }

  private static Said run(Command command, boolean colour, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal = new Terminal(out, err, colour);
    int exitCode = command.run(CommandLineTool.commandLine(command).parseArgs(words), terminal);
    return new Said(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Said run(boolean colour, String... words) {
    return run("", colour, words);
  }

  private static Said run(String input, boolean colour, String... words) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = new CommandLineTool(new Terminal(in, out, err, colour)).run(words);
    return new Said(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
