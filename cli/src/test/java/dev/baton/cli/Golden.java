package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated file that is kept in the source tree. {@code -Dgolden.update} writes it anew; without
 * it a stale one is a failure.
 */
public final class Golden {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Golden() {}

  /** Compares the file of that name, from the root of the source tree. */
  public static void check(String name, String expected) throws IOException {
    Path file = ROOT.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    String actual = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(expected, actual, name + " is stale: JAVA_TOOL_OPTIONS=-Dgolden.update=1 fixes");
  }
}
