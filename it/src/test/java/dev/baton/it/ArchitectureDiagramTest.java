package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture of the architecture is that of the tree; {@code ./dev diagram} draws it anew. */
final class ArchitectureDiagramTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void isOfThisTree() throws IOException {
    Path picture = ROOT.resolve("docs/architecture.svg");
    String actual = ArchitectureDiagram.of(ROOT);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(picture, actual);
    }
    // Not assertEquals, which would print both pictures.
    assertTrue(
        Files.readString(picture).equals(actual),
        "docs/architecture.svg is stale: run ./dev diagram");
  }
}
