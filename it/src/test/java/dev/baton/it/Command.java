package dev.baton.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line that is run to its end: how it ended, and all that it wrote. */
record Command(int exitCode, String output) {

  private static final int PATIENCE_SECONDS = 60;

  static Command run(String... words) throws IOException, InterruptedException {
    return run(Map.of(), words);
  }

  /** Runs in {@code /}, with {@code settings} added to the environment. */
  static Command run(Map<String, String> settings, String... words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
    builder.environment().putAll(settings);
    var process = builder.redirectErrorStream(true).start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("still running: " + String.join(" ", words));
      }
      return new Command(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
