package dev.baton.supervisor.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
    Files.setAttribute(link, "unix:uid", 61_001, LinkOption.NOFOLLOW_LINKS);
    ReplacedFile.write(link.toString(), "text");
    assertFalse(Files.isSymbolicLink(link));
    assertEquals("text", Files.readString(link));
    assertEquals("data", Files.readString(target));
  }

  @Test
  void aRefusalLeavesNothingBehind() throws Exception {
    Path path = Files.createDirectory(directory.resolve("dump"));
    Files.setAttribute(path, "unix:uid", 61_001);
    assertEquals(Errno.EISDIR, refusal(path));
    assertOnlyFile();
  }

  private static int refusal(Path path) {
    return assertThrows(OsException.class, () -> ReplacedFile.write(path.toString(), "text"))
        .errno();
  }

  /** /dev/null must stay what it is, whoever names it: as state_dump_file, for instance. */
  @Test
  void aDeviceIsWrittenInto() throws Exception {
    Path path = directory.resolve("null");
    var maker = new ProcessBuilder("mknod", path.toString(), "c", "1", "3").start();
    assertEquals(0, maker.waitFor());
    FileStatus before = FileStatus.ofLink(path.toString());
    ReplacedFile.write(path.toString(), "text");
    FileStatus after = FileStatus.ofLink(path.toString());
    assertTrue(before.isSameFile(after) && after.isCharacterDevice());
    assertEquals(before.permissions(), after.permissions());
    assertOnlyFile();
  }

  /** As /dev/stdout is, or what an operator has made to lead the dumps elsewhere. */
  @Test
  void aLinkOfOursIsLeftAsItIs() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("dump"), Path.of("elsewhere"));
    assertEquals(Errno.EEXIST, refusal(link));
    assertEquals(Path.of("elsewhere"), Files.readSymbolicLink(link));
    assertOnlyFile();
  }

  private void assertOnlyFile() throws Exception {
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }
}
