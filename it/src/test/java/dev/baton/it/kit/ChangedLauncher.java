package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The built image with another launcher, for what chance would have to bring about. */
public final class ChangedLauncher {

  /** Where the launcher has its unforeseeable key from. */
  private static final String RANDOM = "/proc/sys/kernel/random/uuid";

  /** How the line begins by which the launcher becomes the supervisor. */
  private static final String SUPERVISOR = "run \"$home/lib/runtime/bin/$name\" ";

  private final Path folder;
  private String text;

  private ChangedLauncher(Path folder, String text) {
    this.folder = folder;
    this.text = text;
  }

  /** One that is made in this folder. */
  public static ChangedLauncher in(Path folder) throws IOException {
    return new ChangedLauncher(folder, Files.readString(Daemon.image()));
  }

  /** Its key is this one. */
  public ChangedLauncher withKey(String key) throws IOException {
    return with(RANDOM, Files.writeString(folder.resolve("key"), key + "\n").toString());
  }

  /** The shell does this before it becomes the supervisor. */
  public ChangedLauncher delayedBy(String command) {
    return with(SUPERVISOR, command + "\n" + SUPERVISOR);
  }

  /** Something else stands where this stood. */
  public ChangedLauncher with(String part, String by) {
    if (!text.contains(part)) {
      throw new AssertionError("the launcher is another, without " + part);
    }
    text = text.replace(part, by);
    return this;
  }

  /** Writes it; the path of the program. */
  public Path program() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("image/bin"));
    Path built = Daemon.image().resolve("../..").normalize();
    Files.createSymbolicLink(folder.resolve("image/lib"), built.resolve("lib"));
    Path program = Files.writeString(bin.resolve("baton"), text);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
