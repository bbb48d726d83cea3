package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.baton.core.model.Command.Identity;
import dev.baton.linux.process.Capability;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.UserChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptRightsTest {

  private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);
  private static final Optional<UserChange> CHANGE = UserChange.find(ALL);
  private static final ScriptRights ROOT = new ScriptRights(0, 0, ALL, CHANGE);
  private static final Identity OTHER = new Identity(61002, 61003, List.of());

  @TempDir Path directory;

  @Test
  void theDaemonsOwnUserNeedsNothing() {
    var nothing = new ScriptRights(61001, 61001, Set.of(), Optional.empty());
    var request = SpawnRequest.of(List.of("/bin/true"), List.of());
    for (Identity own : List.of(Identity.DAEMON, new Identity(61001, 61001, List.of()))) {
      assertEquals("", nothing.obstacle(own));
      assertSame(request, nothing.applied(request, own));
      assertEquals("", nothing.fault("/none/such", own), "the kernel will say so");
    }
    var root = new ScriptRights(0, 0, Set.of(), Optional.empty());
    assertEquals("", root.obstacle(new Identity(0, 0, List.of())));
  }

  @Test
  void rootCanGiveItsScriptsAnyUser() {
    var request = SpawnRequest.of(List.of("/bin/true"), List.of());
    for (Identity other :
        List.of(OTHER, new Identity(0, 100, List.of()), new Identity(0, 0, List.of(100)))) {
      assertEquals("", ROOT.obstacle(other));
      assertNotEquals(request, ROOT.applied(request, other));
    }
  }

  @Test
  void whatIsMissingIsNamedWithItsHelp() {
    String asWhom = "run it as uid 61002 and gid 61003";
    assertEquals(
        "only root can " + asWhom + ", and baton is uid 61001: start baton as root",
        new ScriptRights(61001, 61001, ALL, CHANGE).obstacle(OTHER));
    assertEquals(
        "only root can run it as uid 0 and gid 0, and baton is uid 61001: start baton as root",
        new ScriptRights(61001, 61001, ALL, CHANGE).obstacle(new Identity(0, 0, List.of())));
    assertEquals(
        "cannot " + asWhom + ": neither chroot nor setpriv was found, install util-linux",
        new ScriptRights(0, 0, ALL, Optional.empty()).obstacle(OTHER));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 61002, CAP_SETUID and CAP_SETGID",
    "SETUID, 61002, CAP_SETGID",
    "SETGID, 61002, CAP_SETUID",
    "'', 0, CAP_SETGID",
  })
  void missingCapabilitiesAreNamed(String held, int uid, String missing) {
    Set<Capability> capabilities = held.isEmpty() ? Set.of() : EnumSet.of(Capability.valueOf(held));
    var rights = new ScriptRights(0, 0, capabilities, CHANGE);
    assertEquals(
        "to run it as uid %d and gid 100 baton lacks %s: grant the service what is missing"
            .formatted(uid, missing),
        rights.obstacle(new Identity(uid, 100, List.of())));
  }

  private Path program(String mode) throws IOException {
    Path program = directory.resolve("program");
    Files.writeString(program, "");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString(mode));
    return program;
  }

  @Test
  void whatIsPlainlyNoProgramIsSaid() throws IOException {
    assertEquals(
        "stat " + directory + "/none: No such file or directory",
        ROOT.fault(directory + "/none", OTHER));
    assertEquals("exec " + directory + ": Permission denied", ROOT.fault("" + directory, OTHER));
    String path = program("rw-r--r--").toString();
    assertEquals("exec " + path + ": Permission denied", ROOT.fault(path, OTHER));
    assertEquals("stat " + path + "/x: Not a directory", ROOT.fault(path + "/x", OTHER));
  }

  /** The owner's bit is for root, the others' may be for the user or not. */
  @Test
  void bitsAreLookedAtAsFarAsTheyDecide() throws IOException {
    var ofRoot = new Identity(0, 100, List.of());
    String path = program("rwxr--r--").toString();
    assertEquals("exec " + path + ": Permission denied", ROOT.fault(path, OTHER));
    assertEquals("", ROOT.fault(path, ofRoot));
    program("rw-r-xr--");
    assertEquals("", ROOT.fault(path, OTHER));
    assertEquals("", ROOT.fault(path, ofRoot), "root needs any of them");
    program("rw-r--r-x");
    assertEquals("", ROOT.fault(path, OTHER));
    Files.setAttribute(Path.of(path), "unix:uid", 61002);
    assertEquals("exec " + path + ": Permission denied", ROOT.fault(path, OTHER));
    program("rwxr--r--");
    assertEquals("", ROOT.fault(path, OTHER));
  }
}
