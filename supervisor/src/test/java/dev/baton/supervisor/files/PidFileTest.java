package dev.baton.supervisor.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PidFileTest {

  private static final int EVIL = 61_001;

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("a.pid");
  }

  private PidFile locked() {
    var locking = PidFile.lock(path.toString());
    return assertInstanceOf(PidFile.Locked.class, locking, locking::toString).file();
  }

  private String refusal() {
    return assertInstanceOf(PidFile.Refused.class, PidFile.lock(path.toString())).reason();
  }

  private Fd open(int flags) throws OsException {
    return HostFile.open(path.toString(), flags, 0);
  }

  @Test
  void holdsTheNumberWhileItIsOpen() throws Exception {
    try (PidFile file = locked()) {
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
    try (PidFile file = locked()) {
      file.write(7);
      assertInstanceOf(PidFile.Busy.class, PidFile.lock(path.toString()));
      assertEquals("7\n", Files.readString(path));
    }
    locked().close();
  }

  @Test
  void whatACrashLeftIsTakenOver() throws Exception {
    Files.writeString(path, "1234567\nrubbish");
    try (PidFile file = locked()) {
      file.write(8);
      assertEquals("8\n", Files.readString(path));
    }
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Files.createSymbolicLink(path, target);
    assertEquals(path + " is a symbolic link, which is not followed", refusal());
    assertEquals("data", Files.readString(target));
  }

  @Test
  void aHardLinkLeavesTheOtherFileAsItIs() throws Exception {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    Files.createLink(path, target);
    assertEquals(path + " has more than one name (hard links)", refusal());
    assertEquals("data", Files.readString(target));
    assertEquals("rw-------", permissions(target));
  }

  /** Not "already running": nobody of ours holds it. */
  @Test
  void aFileOfAnotherIsSaidToBeHisWhoeverHoldsIt() throws Exception {
    Files.writeString(path, "1\n");
    Files.setAttribute(path, "unix:uid", EVIL);
    assertEquals(path + " belongs to user 61001, not to the daemon's user", refusal());
    try (Fd his = open(HostFile.READ_WRITE)) {
      assertEquals(0, FileLock.tryLock(his));
      assertEquals(path + " belongs to user 61001, not to the daemon's user", refusal());
    }
    assertEquals("1\n", Files.readString(path));
  }

  @Test
  void aDeviceStaysWhatItIs() throws Exception {
    var maker = new ProcessBuilder("mknod", path.toString(), "c", "1", "3").start();
    assertEquals(0, maker.waitFor());
    FileStatus before = FileStatus.ofLink(path.toString());
    assertEquals(path + " is not a regular file", refusal());
    assertEquals(before, FileStatus.ofLink(path.toString()));
  }

  /** Everybody may read the file, and so hold a lock that readers share. */
  @Test
  void aReadersLockKeepsNoDaemonFromStarting() throws Exception {
    Files.writeString(path, "1\n");
    try (Fd reader = open(HostFile.READ)) {
      assertEquals(0, FileLock.tryShare(reader));
      try (PidFile file = locked()) {
        assertEquals(0, file.write(9));
        assertEquals("9\n", Files.readString(path));
        assertInstanceOf(PidFile.Busy.class, PidFile.lock(path.toString()));
      }
    }
    assertFalse(Files.exists(path));
  }

  /**
   * Who ends removes the file before he lets it go: what waited for it must not keep the old one.
   */
  @Test
  void theFileThatIsLockedIsTheOneThatHasTheName() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> first = threads.submit(this::comeAndGo);
      Future<?> second = threads.submit(this::comeAndGo);
      first.get();
      second.get();
    }
  }

  private void comeAndGo() {
    for (int i = 0; i < 400; i++) {
      if (PidFile.lock(path.toString()) instanceof PidFile.Locked(PidFile file)) {
        assertEquals(0, file.write(i));
        // While we hold it nobody else may have another file of that name.
        assertTrue(Files.exists(path), "run " + i);
        file.close();
      }
    }
  }

  @Test
  void whatHasTakenTheNameMeanwhileIsNotRemoved() throws Exception {
    PidFile file = locked();
    Files.delete(path);
    Files.writeString(path, "another's");
    file.close();
    assertEquals("another's", Files.readString(path));
  }
}
