package dev.baton.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: which words it takes, and what it does with them. */
public interface Command {

  /** Its name on the command line. */
  String name();

  /** What it does, in a line of the overview; a sentence's end without its stop. */
  String summary();

  /** Its options and arguments, with the text of its help; its name and summary are added. */
  CommandSpec words();

  /** The exit code for words that are wrong. */
  default int wrongWordsCode() {
    return Exit.FAILED;
  }

  /** Says that it could not do its work, and why; that exit code. */
  default int fail(Terminal terminal, String message) {
    terminal.err("baton " + name() + ": " + message + "\n");
    return Exit.FAILED;
  }

  /** Does it and returns one of {@link Exit}'s codes. */
  int run(ParseResult words, Terminal terminal);
}
