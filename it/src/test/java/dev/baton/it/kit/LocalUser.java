package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A user of the host without any rights: a number that no account has. He has a home, and a
 * directory where everybody may write, as /tmp is.
 */
public final class LocalUser {

  public static final int UID = 61_001;

  private final Path home;
  private final Path shared;

  /** At home in a new directory of this folder, which everybody may enter from now on. */
  public LocalUser(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      this.home = Files.createDirectories(folder.resolve("home/bin")).resolve("..").normalize();
      own(home);
      own(home.resolve("bin"));
      this.shared = Files.createDirectory(folder.resolve("shared"));
      Files.setAttribute(shared, "unix:mode", 01777);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Gives him a file. */
  public static void own(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", UID, LinkOption.NOFOLLOW_LINKS);
  }

  public Path home() {
    return home;
  }

  /** Root's, sticky, and writable by everyone. */
  public Path shared() {
    return shared;
  }

  /** The words before a command that make it his. */
  public static List<String> as(String... command) {
    String id = Integer.toString(UID);
    var words = new ArrayList<>(List.of("setpriv", "--reuid", id, "--regid", id));
    words.add("--clear-groups");
    words.addAll(List.of(command));
    return words;
  }

  /** Runs a line of the shell as him, which must succeed. */
  public void does(String line) {
    Shell.Outcome outcome = Shell.attempt(as("sh", "-c", "cd " + home + " && " + line));
    if (outcome.exitCode() != 0) {
      throw new AssertionError(line + ": " + outcome.text());
    }
  }
}
