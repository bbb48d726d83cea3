package dev.baton.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of two files is meant, of each kind of file that the first may be. */
final class DefaultFileTest {

  private static final String STATEMENT = "global_defs {\n}\n";

  @TempDir private Path folder;

  private String chosen() {
    String path =
        DefaultFile.path(
            folder.resolve("own").toString(),
            folder.resolve("familiar").toString(),
            new LiveSources());
    return Path.of(path).getFileName().toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void ownIsMeantIfItSaysSomething() throws IOException {
    write("own", "# a pair\n\n  " + STATEMENT);
    write("familiar", STATEMENT);
    assertEquals("own", chosen());
  }

  @Test
  void familiarIsMeantIfThereIsNoOwn() throws IOException {
    assertEquals("familiar", chosen());
    write("familiar", STATEMENT);
    assertEquals("familiar", chosen());
  }

  /** As the package installs it: comments of either kind, or nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n \t\n", "# one\n  ! another\n#", "# a {\r\n\r\n#}\r\n"})
  void ownOfCommentsGivesWayToAFamiliarOne(String comments) throws IOException {
    write("own", comments);
    assertEquals("own", chosen());
    write("familiar", STATEMENT);
    assertEquals("familiar", chosen());
  }

  /** It must not be passed over in silence: the daemon would run something else. */
  @Test
  void ownThatIsNoReadableFileIsMeant() throws IOException {
    write("familiar", STATEMENT);
    Files.createDirectory(folder.resolve("own"));
    assertEquals("own", chosen());
    Files.delete(folder.resolve("own"));
    write("own", "# only a comment\n");
    var program = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(folder.resolve("own"), program);
    assertEquals("own", chosen());
  }
}
