package dev.baton.linux.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory files and locks. */
class FilesOfProcessTest {

  @TempDir Path directory;

  @Test
  void aMemoryFileIsReadButNotChanged() throws Exception {
    byte[] contents = new byte[200_000];
    new Random(7).nextBytes(contents);
    try (Fd file = MemoryFile.of("configuration", contents)) {
      assertArrayEquals(contents, MemoryFile.contents(file, 200_000));
      assertArrayEquals(contents, MemoryFile.contents(file, 200_000), "and again");
      assertEquals(-Errno.EPERM, file.write(new byte[1]));
      assertEquals(-Errno.EPERM, HostFile.truncate(file, 0));
      var tooLong = assertThrows(OsException.class, () -> MemoryFile.contents(file, 100_000));
      assertEquals(Errno.EFBIG, tooLong.errno());
    }
  }

  @Test
  void aLockHasOneHolder() throws Exception {
    String path = directory.resolve("pid").toString();
    int flags = HostFile.READ_WRITE | HostFile.CREATE;
    try (Fd first = HostFile.open(path, flags, 0644);
        Fd second = HostFile.open(path, flags, 0644)) {
      assertEquals(0, FileLock.tryLock(first));
      assertEquals(-Errno.EAGAIN, FileLock.tryLock(second));
      HostFile.open(path, HostFile.READ, 0).close();
      assertEquals(-Errno.EAGAIN, FileLock.tryLock(second), "closing another does not free it");
      assertEquals(0, FileLock.unlock(first));
      assertEquals(0, FileLock.tryLock(second));
    }
    try (Fd third = HostFile.open(path, flags, 0644)) {
      assertEquals(0, FileLock.tryLock(third), "closing the holder does");
      assertEquals(4, third.write("4711".getBytes(UTF_8)));
    }
  }
}
