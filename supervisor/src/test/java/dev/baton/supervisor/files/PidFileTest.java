package dev.baton.supervisor.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PidFileTest {

  @TempDir Path directory;

  @Test
  void holdsTheNumberWhileItIsOpen() throws Exception {
    Path path = directory.resolve("a.pid");
    try (PidFile file = PidFile.lock(path.toString())) {
      assertEquals(0, file.write(4_000_000));
      assertEquals(0, file.write(12));
      assertEquals("12\n", Files.readString(path));
      assertEquals("rw-r--r--", permissions(path));
    }
    assertFalse(Files.exists(path));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theLockKeepsOthersOut() throws Exception {
    Path path = directory.resolve("a.pid");
    try (PidFile file = PidFile.lock(path.toString())) {
      file.write(7);
      var refusal = assertThrows(OsException.class, () -> PidFile.lock(path.toString()));
      assertEquals(Errno.EAGAIN, refusal.errno());
      assertEquals("7\n", Files.readString(path));
    }
    PidFile.lock(path.toString()).close();
  }

  @Test
  void whatACrashLeftIsTakenOver() throws Exception {
    Path path = directory.resolve("a.pid");
    Files.writeString(path, "1234567\nrubbish");
    try (PidFile file = PidFile.lock(path.toString())) {
      file.write(8);
      assertEquals("8\n", Files.readString(path));
    }
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(directory.resolve("a.pid"), target);
    var refusal = assertThrows(OsException.class, () -> PidFile.lock(link.toString()));
    assertEquals(Errno.ELOOP, refusal.errno());
    assertEquals("data", Files.readString(target));
  }
}
