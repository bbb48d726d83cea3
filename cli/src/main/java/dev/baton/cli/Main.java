package dev.baton.cli;

import dev.baton.cli.command.Terminal;

/** Runs one command and ends. */
public final class Main {

  private Main() {}

  /** Exits with the command's code. */
  public static void main(String... words) {
    System.exit(new CommandLineTool(Terminal.ofProcess()).run(words));
  }
}
