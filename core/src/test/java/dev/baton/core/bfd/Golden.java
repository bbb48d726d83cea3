package dev.baton.core.bfd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was agreed, as text in a file beside the tests; {@code -Dgolden.update} writes it anew. */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/dev/baton/core/bfd");

  private Golden() {}

  static void check(String name, List<String> actual) {
    Path file = FOLDER.resolve(name);
    try {
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(FOLDER);
        Files.write(file, actual);
      }
      assertEquals(String.join("\n", Files.readAllLines(file)), String.join("\n", actual));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
