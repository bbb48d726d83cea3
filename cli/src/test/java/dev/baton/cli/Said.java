package dev.baton.cli;

import dev.baton.cli.command.Terminal;
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

  private static Said run(boolean colour, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = new CommandLineTool(new Terminal(out, err, colour)).run(words);
    return new Said(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
