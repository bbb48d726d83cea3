package dev.baton.cli;

import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;

/** Runs one command and ends. */
public final class Main {

  private Main() {}

  /** Exits with the command's code. */
  public static void main(String... words) {
    System.exit(run(Terminal.ofProcess(), words));
  }

  private static int run(Terminal terminal, String... words) {
    try {
      return new CommandLineTool(terminal).run(words);
    } catch (OutOfMemoryError tooMuch) {
      // There is room for one file of the largest size, but not for any number of them.
      terminal.err("baton: not enough memory; give fewer files at once\n");
      return Exit.FAILED;
    }
  }
}
