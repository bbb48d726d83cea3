package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code ./dev package} has made. */
public final class Packages {

  private Packages() {}

  /** The folder that they are in. */
  public static Path folder() {
    return Daemon.image().resolve("../../../package").normalize();
  }

  /** The one package file whose name matches a glob. */
  public static Path file(String glob) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (var files = Files.list(folder())) {
      List<Path> found = files.filter(file -> matcher.matches(file.getFileName())).toList();
      if (found.size() != 1) {
        throw new AssertionError("not one of " + glob + ", run ./dev package first: " + found);
      }
      return found.getFirst();
    } catch (IOException missing) {
      throw new AssertionError("no packages: run ./dev package first", missing);
    }
  }

  /** The files of a Debian package, unpacked below {@code into}. */
  public static Path unpack(String glob, Path into) {
    Shell.run("dpkg-deb -x " + file(glob) + " " + into);
    return into;
  }
}
