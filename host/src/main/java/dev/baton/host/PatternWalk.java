package dev.baton.host;

import dev.baton.config.facts.Sources.Matches;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Goes through the directories that a glob(7) pattern leads through, component by component, and
 * looks at no more of them than it may: a pattern of ten stars leads through the whole of /proc.
 */
final class PatternWalk {

  /** A directory that is opened costs what so many of its entries cost. */
  private static final int DIRECTORY_ENTRIES = 10;

  private final int entriesMax;
  private int entries;

  PatternWalk(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  /** What matches, as far as it was looked for. */
  Matches along(String pattern) {
    List<String> found = new ArrayList<>();
    found.add(pattern.startsWith("/") ? "/" : "");
    for (String component : pattern.split("/", -1)) {
      if (!component.isEmpty()) {
        found = NamePattern.isPattern(component) ? below(found, component) : with(found, component);
      }
    }
    var marked = new ArrayList<String>();
    for (int i = 0; i < found.size() && mayLook(1); i++) {
      mark(found.get(i), marked);
    }
    Collections.sort(marked);
    return new Matches(marked, entries);
  }

  private boolean mayLook(int more) {
    entries += more;
    return entries <= entriesMax;
  }

  /** Keeps what exists, a directory with a slash at its end, as ls(1) marks it with -p. */
  private static void mark(String path, List<String> marked) {
    try {
      FileStatus.ofLink(path);
      boolean directory = !path.endsWith("/") && isDirectory(path);
      marked.add(directory ? path + "/" : path);
    } catch (OsException missing) {
      // Another component of the pattern led to nowhere.
    }
  }

  private static boolean isDirectory(String path) {
    try {
      return FileStatus.of(path).isDirectory();
    } catch (OsException danglingLink) {
      return false;
    }
  }

  private List<String> below(List<String> directories, String component) {
    var pattern = new NamePattern(component);
    var found = new ArrayList<String>();
    for (int i = 0; i < directories.size() && mayLook(DIRECTORY_ENTRIES); i++) {
      below(directories.get(i), pattern, found);
    }
    return found;
  }

  private void below(String directory, NamePattern pattern, List<String> found) {
    Path path = Path.of(directory.isEmpty() ? "." : directory);
    try (DirectoryStream<Path> names = Files.newDirectoryStream(path)) {
      for (Path entry : names) {
        if (!mayLook(1)) {
          return;
        }
        Path name = entry.getFileName();
        if (name != null && pattern.matches(name.toString())) {
          found.add(joined(directory, name.toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException noDirectory) {
      // Nothing is found in it, then.
    }
  }

  private static List<String> with(List<String> directories, String component) {
    var found = new ArrayList<String>(directories.size());
    for (String directory : directories) {
      found.add(joined(directory, NamePattern.literal(component)));
    }
    return found;
  }

  private static String joined(String directory, String name) {
    return directory.isEmpty() || directory.endsWith("/")
        ? directory + name
        : directory + "/" + name;
  }
}
