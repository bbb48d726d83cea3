package dev.baton.host;

import dev.baton.core.config.host.PathFact;
import dev.baton.core.config.host.PathFact.Head;
import dev.baton.core.config.host.PathFact.Kind;
import dev.baton.core.config.host.PathFact.Step;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Goes along a path, from the root on, and notes what and whose each step is. */
final class PathWalk {

  /** File systems whose changes inotify(7) does not tell of, by their names in /proc/mounts. */
  private static final Set<String> UNWATCHED =
      Set.of("proc", "sysfs", "cgroup", "cgroup2", "nfs", "nfs4", "smb3", "cifs", "ceph", "9p");

  private PathWalk() {}

  static PathFact of(String path) {
    if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
      return PathFact.absent(path);
    }
    try {
      var steps = new ArrayList<Step>();
      String real = Path.of(path).toRealPath().toString();
      Path parent = Path.of(path).getParent();
      boolean watchable = parent != null && isWatchable(parent);
      walk(path, steps);
      if (!real.equals(path)) {
        walk(real, steps);
      }
      Kind kind = kind(FileStatus.of(path));
      Head head = kind == Kind.FILE ? head(real) : Head.OTHER;
      return new PathFact(path, real, kind, head, List.copyOf(steps), watchable);
    } catch (IOException | OsException | InvalidPathException missing) {
      return missing(path);
    }
  }

  /** Nothing stands there, but something may come, if there is a directory for it. */
  private static PathFact missing(String path) {
    try {
      Path parent = Path.of(path).getParent();
      boolean watchable = parent != null && Files.isDirectory(parent) && isWatchable(parent);
      return new PathFact(path, "", Kind.ABSENT, Head.OTHER, List.of(), watchable);
    } catch (IOException | InvalidPathException noDirectory) {
      return PathFact.absent(path);
    }
  }

  private static boolean isWatchable(Path directory) throws IOException {
    String type = Files.getFileStore(directory).type();
    return !UNWATCHED.contains(type) && !type.startsWith("fuse");
  }

  private static void walk(String path, List<Step> steps) throws OsException {
    addStep("/", steps);
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (path.charAt(slash - 1) != '/') {
        addStep(path.substring(0, slash), steps);
      }
    }
    if (!path.endsWith("/")) {
      addStep(path, steps);
    }
  }

  private static void addStep(String path, List<Step> steps) throws OsException {
    FileStatus status = FileStatus.ofLink(path);
    steps.add(new Step(path, kind(status), status.uid(), status.gid(), status.permissions()));
  }

  private static Kind kind(FileStatus status) {
    if (status.isSymbolicLink()) {
      return Kind.LINK;
    }
    if (status.isDirectory()) {
      return Kind.DIRECTORY;
    }
    return status.isRegular() ? Kind.FILE : Kind.OTHER;
  }

  private static Head head(String path) {
    byte[] first = new byte[4];
    try (Fd file = HostFile.open(path, HostFile.READ | HostFile.NON_BLOCKING, 0)) {
      int count = file.read(first);
      if (count >= 2 && first[0] == '#' && first[1] == '!') {
        return Head.SHEBANG;
      }
      boolean elf = first[0] == 0x7F && first[1] == 'E' && first[2] == 'L' && first[3] == 'F';
      return count == 4 && elf ? Head.PROGRAM : Head.OTHER;
    } catch (OsException unreadable) {
      return Head.OTHER;
    }
  }
}
