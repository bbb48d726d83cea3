package dev.baton.host;

import dev.baton.core.config.host.Sources;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.MemoryFile;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files of the running system. A file is judged after it is opened, so that nobody can change
 * what it is in between, and opened so that a FIFO does not make us wait for its writer.
 */
public final class LiveSources implements Sources {

  /** A hundred times a file with ten thousand servers. */
  private static final int FILE_BYTES_MAX = 16 << 20;

  private static final int ANY_EXECUTE = 0111;

  private final List<String> opened = new ArrayList<>();

  /** Nothing has been read yet. */
  public LiveSources() {}

  /** The names of the files that were read so far. */
  public List<String> opened() {
    return List.copyOf(opened);
  }

  @Override
  public Reading read(String path) {
    if (path.indexOf('\0') >= 0) {
      return new Refused(Reason.MISSING);
    }
    try (Fd file = HostFile.open(path, HostFile.READ | HostFile.NON_BLOCKING, 0)) {
      FileStatus status = FileStatus.of(file);
      if (status.isDirectory()) {
        return new Refused(Reason.DIRECTORY);
      }
      if (!status.isRegular()) {
        return new Refused(Reason.NOT_REGULAR);
      }
      if ((status.permissions() & ANY_EXECUTE) != 0) {
        return new Refused(Reason.EXECUTABLE);
      }
      if (status.sizeBytes() > FILE_BYTES_MAX) {
        return new Refused(Reason.TOO_LARGE);
      }
      byte[] bytes = MemoryFile.contents(file, FILE_BYTES_MAX);
      opened.add(path);
      return new Content(bytes);
    } catch (OsException failure) {
      return new Refused(reason(failure.errno()));
    }
  }

  private static Reason reason(int errno) {
    return switch (errno) {
      case Errno.ENOENT, Errno.ENOTDIR, Errno.ENAMETOOLONG -> Reason.MISSING;
      case Errno.EACCES, Errno.EPERM -> Reason.NO_PERMISSION;
      case Errno.ENXIO -> Reason.NOT_REGULAR;
      // It grew while it was read.
      case Errno.EFBIG -> Reason.TOO_LARGE;
      default -> Reason.FAILED;
    };
  }

  @Override
  public List<String> matching(String pattern) {
    if (pattern.isEmpty() || pattern.indexOf('\0') >= 0) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    boolean absolute = pattern.startsWith("/");
    found.add(absolute ? "/" : "");
    for (String component : pattern.split("/", -1)) {
      if (!component.isEmpty()) {
        found = NamePattern.isPattern(component) ? below(found, component) : with(found, component);
      }
    }
    var marked = new ArrayList<String>(found.size());
    for (String path : found) {
      mark(path, marked);
    }
    Collections.sort(marked);
    return marked;
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

  /** More than any configuration may include; who reads them says so. */
  private static final int NAMES_MAX = 20_000;

  private static List<String> below(List<String> directories, String component) {
    var pattern = new NamePattern(component);
    var found = new ArrayList<String>();
    for (String directory : directories) {
      if (found.size() > NAMES_MAX) {
        break;
      }
      String[] names = new File(directory.isEmpty() ? "." : directory).list();
      for (String name : names == null ? new String[0] : names) {
        if (pattern.matches(name)) {
          found.add(joined(directory, name));
        }
      }
    }
    return found;
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
