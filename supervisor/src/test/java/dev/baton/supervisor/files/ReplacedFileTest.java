package dev.baton.supervisor.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplacedFileTest {

  @TempDir Path directory;

  @Test
  void replacesWholeAndPrivately() throws Exception {
    Path path = directory.resolve("dump");
    Files.writeString(path, "a longer text than the next");
    ReplacedFile.write(path.toString(), "né");
    assertEquals("né", Files.readString(path));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertOnlyFile();
  }

  @Test
  void aLinkIsReplacedAndNotWrittenThrough() throws Exception {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(directory.resolve("dump"), target);
    ReplacedFile.write(link.toString(), "text");
    assertFalse(Files.isSymbolicLink(link));
    assertEquals("text", Files.readString(link));
    assertEquals("data", Files.readString(target));
  }

  @Test
  void aRefusalLeavesNothingBehind() throws Exception {
    Path path = Files.createDirectory(directory.resolve("dump"));
    var refusal =
        assertThrows(OsException.class, () -> ReplacedFile.write(path.toString(), "text"));
    assertEquals(Errno.EISDIR, refusal.errno());
    assertOnlyFile();
  }

  private void assertOnlyFile() throws Exception {
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }
}
