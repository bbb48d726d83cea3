package dev.baton.host;

import dev.baton.config.facts.Sources;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.MemoryFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the running system. A file is judged after it is opened, so that nobody can change
 * what it is in between, and opened so that a FIFO does not make us wait for its writer.
 */
public final class LiveSources implements Sources {

  /** More than all files of a configuration may hold together, and still little to read. */
  private static final int FILE_BYTES_MAX = 4 << 20;

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
  public Matches matching(String pattern, int entriesMax) {
    if (pattern.isEmpty() || pattern.indexOf('\0') >= 0) {
      return new Matches(List.of(), 0);
    }
    return new PatternWalk(entriesMax).along(pattern);
  }
}
