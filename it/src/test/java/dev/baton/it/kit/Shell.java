package dev.baton.it.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command of the system, run to its end. */
final class Shell {

  /** What a command said and how it ended. */
  record Outcome(int exitCode, String text) {}

  private Shell() {}

  /** The output of a command that must succeed; words are separated by single blanks. */
  static String run(String command) {
    Outcome outcome = attempt(List.of(command.split(" ")));
    if (outcome.exitCode() != 0) {
      throw new AssertionError(command + ": exit " + outcome.exitCode() + "\n" + outcome.text());
    }
    return outcome.text();
  }

  /** Runs a command that may fail. */
  static Outcome attempt(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), text);
    } catch (IOException failed) {
      throw new AssertionError("cannot run " + words, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted in " + words, stopped);
    }
  }
}
