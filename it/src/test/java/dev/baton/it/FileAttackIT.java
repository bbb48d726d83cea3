package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.LocalUser;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A local user puts something in the place of a file that the daemon is told to write. */
final class FileAttackIT {

  private static final String VIP = "10.9.0.100";
  private static final String TEXT = VrrpInstance.v3(200, VIP).text();

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final LocalUser evil = new LocalUser(lan.folder());
  private final Path place = evil.shared().resolve("file");

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void aFifoInTheLogsPlaceSilencesNothing() {
    evil.does("mkfifo -m 666 ../shared/file");
    Daemon daemon = one.baton(TEXT, "-g" + place);
    daemon.awaitLog("Startup complete");
    daemon.awaitLog("Unable to log: " + place + " is not a regular file");
    assertEquals(0, daemon.stop());
    assertTrue(Files.exists(evil.shared().resolve("file_vrrp")));
  }

  @Test
  void hisFileInTheLogsPlaceIsNotWrittenTo() throws IOException {
    evil.does("touch ../shared/file");
    Daemon daemon = one.baton(TEXT, "-g" + place).awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    assertEquals(0, Files.size(place));
    daemon.awaitLog("Unable to log: " + place + " belongs to user " + LocalUser.UID);
  }

  @Test
  void aHardLinkInThePidFilesPlaceLeavesTheFileAsItIs() throws IOException {
    Path precious = Files.writeString(evil.shared().resolve("precious"), "data");
    Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-------"));
    Files.createLink(place, precious);
    Daemon daemon = one.baton(TEXT, "-p" + place);
    assertEquals(1, daemon.awaitEnd());
    assertTrue(daemon.log().contains(place + " has more than one name"), daemon::log);
    assertEquals("data", Files.readString(precious));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(precious)));
  }

  @Test
  void hisLockedPidFileIsSaidToBeHis() throws IOException {
    evil.does("touch ../shared/file");
    try (var file = FileChannel.open(place, StandardOpenOption.WRITE)) {
      assertTrue(file.lock().isValid());
      Daemon daemon = one.baton(TEXT, "-p" + place);
      assertEquals(1, daemon.awaitEnd());
      assertTrue(daemon.log().contains(place + " belongs to user " + LocalUser.UID), daemon::log);
      assertFalse(daemon.log().contains("already running"), daemon::log);
    }
  }

  /** Whoever may read a pid file that a crash has left can hold a lock on it that readers share. */
  @Test
  void aReadersLockKeepsNoDaemonFromStarting() throws IOException {
    Files.writeString(place, "4711\n");
    try (var file = FileChannel.open(place, StandardOpenOption.READ)) {
      assertTrue(file.lock(0, Long.MAX_VALUE, true).isShared());
      Daemon daemon = one.baton(TEXT, "-p" + place).awaitAddress(VIP, true);
      assertEquals(daemon.pid() + "\n", Files.readString(place));
      assertEquals(0, daemon.stop());
    }
  }

  @Test
  void theTestOfAFileWritesThroughNoLinkOfHis() throws IOException {
    Path precious = Files.writeString(lan.folder().resolve("precious"), "data");
    evil.does("ln -s ../precious ../shared/file");
    Path conf = Files.writeString(lan.folder().resolve("k.conf"), "nonsense\n");
    Shell.Outcome outcome =
        Shell.attempt(
            List.of(Daemon.image().toString(), "-f", conf.toString(), "--config-test=" + place));
    assertEquals(5, outcome.exitCode());
    assertEquals("data", Files.readString(precious));
    assertTrue(outcome.text().contains(place + " is a symbolic link"), outcome::text);
    assertTrue(outcome.text().contains("Unknown keyword 'nonsense'"), outcome::text);
  }

  @Test
  void aFifoInTheReloadFilesPlaceHoldsNothingUp() {
    Daemon daemon =
        one.baton(
                VrrpInstance.v3(200, VIP)
                    .after("global_defs {\n  reload_file " + place + "\n}")
                    .text())
            .awaitAddress(VIP, true);
    daemon.awaitLog("Startup complete");
    evil.does("mkfifo ../shared/file");
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete");
    daemon.awaitLog("Unable to make the reload file: " + place + " is not a regular file");
    assertEquals(0, daemon.stop());
  }
}
