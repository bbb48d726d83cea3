package dev.baton.it.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One command of the system, run to its end. */
public final class Shell {

  /** What a command said and how it ended. */
  public record Outcome(int exitCode, String text) {}

  private Shell() {}

  /** The output of a command that must succeed; words are separated by single blanks. */
  public static String run(String command) {
    Outcome outcome = attempt(List.of(command.split(" ")));
    if (outcome.exitCode() != 0) {
      throw new AssertionError(command + ": exit " + outcome.exitCode() + "\n" + outcome.text());
    }
    return outcome.text();
  }

  /** Runs a command that may fail. */
  public static Outcome attempt(List<String> words) {
    return attempt(Map.of(), words);
  }

  /** Runs a command that may fail, with {@code settings} added to its environment. */
  public static Outcome attempt(Map<String, String> settings, List<String> words) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().putAll(settings);
      Process process = builder.start();
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
