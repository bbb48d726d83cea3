package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.model.Command;
import dev.baton.core.model.Command.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was safe when the file was read, and is no longer when the script is to start. */
final class ScriptSafetyTest {

  private static final int EVIL = 61_001;

  @TempDir Path made;
  private Path directory;
  private Path script;

  @BeforeEach
  void script() throws IOException {
    directory = Files.createDirectory(made.toRealPath().resolve("d"));
    script = program("check", "#!/bin/sh\n");
  }

  private Path program(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void own(Path path, int uid) throws IOException {
    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
  }

  private String fault() {
    var kind = new Command.Direct(List.of(script.toString()));
    return ScriptSafety.fault(
        new Command(script.toString(), kind, Identity.DAEMON, script.toString()));
  }

  @Test
  void isAskedOnlyOfWhatIsGuarded() throws IOException {
    assertEquals("", fault());
    own(script, EVIL);
    assertEquals("insecure, " + script + " does not belong to root", fault());
    var kind = new Command.Direct(List.of(script.toString()));
    var free = new Command(script.toString(), kind, Identity.DAEMON, "");
    assertEquals("", ScriptSafety.fault(free));
  }

  @Test
  void theDirectoryCountsHoweverSticky() throws IOException {
    Files.setAttribute(directory, "unix:mode", 01777);
    assertEquals("", fault());
    own(directory, EVIL);
    assertEquals("insecure, " + directory + " does not belong to root", fault());
  }

  @Test
  void aLinkOfAnotherCounts() throws IOException {
    Files.setAttribute(directory, "unix:mode", 01777);
    Files.delete(script);
    Files.createSymbolicLink(script, program("other", "#!/bin/sh\n"));
    assertEquals("", fault());
    own(script, EVIL);
    assertEquals(
        "insecure, " + script + " is a symbolic link that does not belong to root", fault());
  }

  @Test
  void theInterpreterCounts() throws IOException {
    Path interpreter = program("sh", "");
    script = program("check", "#!" + interpreter + "\n");
    assertEquals("", fault());
    own(interpreter, EVIL);
    assertEquals("insecure, " + interpreter + " does not belong to root", fault());
  }
}
