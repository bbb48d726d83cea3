package dev.baton.host;

import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Goes along a path as the kernel does (path_resolution(7)), from the root on, and notes what and
 * whose each step is, links and what they lead through included. Each step is taken from the
 * directory in which the last one ended, never from a name that may lead elsewhere by now.
 */
public final class PathWalk implements AutoCloseable {

  /** File systems whose changes inotify(7) does not tell of, by their names in /proc/mounts. */
  private static final Set<String> UNWATCHED =
      Set.of("proc", "sysfs", "cgroup", "cgroup2", "nfs", "nfs4", "smb3", "cifs", "ceph", "9p");

  /** As many as the kernel follows (MAXSYMLINKS). */
  private static final int LINKS_MAX = 40;

  /** What the kernel looks at for {@code #!} (BINPRM_BUF_SIZE). */
  private static final int HEAD_BYTES = 256;

  /**
   * A name that is still ahead.
   *
   * @param given the path as it was given, as far as this name
   */
  private record Ahead(String name, String given) {}

  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final List<Step> steps = new ArrayList<>();
  private Fd here;
  private FileStatus status;

  /** Where we are, without links. */
  private String where = "/";

  private int links;

  private PathWalk(String path) throws OsException {
    for (int at = 0; at < path.length(); at = path.indexOf('/', at) + 1) {
      int end = path.indexOf('/', at);
      if (end < 0) {
        ahead.add(new Ahead(path.substring(at), path));
        break;
      }
      ahead.add(new Ahead(path.substring(at, end), path.substring(0, end)));
    }
    here = HostFile.open("/", HostFile.NAME_ONLY, 0);
    status = FileStatus.of(here);
    note("/");
  }

  /** What stands at an absolute path, and on the way to it. */
  public static PathFact of(String path) {
    PathFact way = way(path);
    return new PathFact(
        path,
        way.resolved(),
        way.kind(),
        way.head(),
        way.interpreter(),
        way.steps(),
        path.startsWith("/") && isWatchable(path));
  }

  /** The same, without asking whether it can be watched, which takes the most time. */
  public static PathFact way(String path) {
    if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
      return PathFact.absent(path);
    }
    try (var walk = new PathWalk(path)) {
      return walk.toEnd(path);
    } catch (OsException noRoot) {
      return PathFact.absent(path);
    }
  }

  private PathFact toEnd(String path) {
    // What is mounted on demand is mounted for this, and not for a step.
    HostFile.access(path, HostFile.MAY_READ);
    try {
      while (!ahead.isEmpty()) {
        step(ahead.pop());
      }
      // A link of /proc leads elsewhere than it says, and anything may have changed meanwhile.
      checkSame(FileStatus.of(path), path);
      Kind kind = kind(status);
      String start = kind == Kind.FILE ? start(path) : "";
      List<Step> way = List.copyOf(steps);
      return new PathFact(path, where, kind, head(start), interpreter(start), way, false);
    } catch (OsException missing) {
      List<Step> way = List.copyOf(steps);
      return new PathFact(path, "", Kind.ABSENT, Head.OTHER, "", way, false);
    }
  }

  private void step(Ahead next) throws OsException {
    if (next.name().isEmpty() || next.name().equals(".")) {
      return;
    }
    Fd entry = HostFile.openIn(here, next.name(), HostFile.NAME_ONLY);
    try (Fd left = here) {
      here = entry;
      status = FileStatus.of(entry);
      String reached = joined(where, next.name());
      note(links == 0 ? next.given() : reached);
      if (status.isSymbolicLink()) {
        follow(entry, left);
      } else {
        where = reached;
      }
    }
  }

  /** Goes on in the directory that the link is in, or from the root. */
  private void follow(Fd link, Fd directory) throws OsException {
    String target = HostFile.linkTarget(link);
    links++;
    if (links > LINKS_MAX) {
      throw new OsException("follow", Errno.ELOOP, target);
    }
    boolean absolute = target.startsWith("/");
    here =
        absolute
            ? HostFile.open("/", HostFile.NAME_ONLY, 0)
            : HostFile.openIn(directory, ".", HostFile.NAME_ONLY);
    link.close();
    where = absolute ? "/" : where;
    status = FileStatus.of(here);
    note(where);
    String[] names = target.split("/", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      ahead.push(new Ahead(names[i], ""));
    }
  }

  private static String joined(String directory, String name) {
    if (name.equals("..")) {
      return directory.substring(0, Math.max(1, directory.lastIndexOf('/')));
    }
    return directory.equals("/") ? "/" + name : directory + "/" + name;
  }

  private void note(String path) {
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

  private void checkSame(FileStatus other, String path) throws OsException {
    if (!other.isSameFile(status)) {
      throw new OsException("look at", Errno.ENOENT, path);
    }
  }

  /** What the file begins with; nothing if it may be run but not read. */
  private String start(String path) throws OsException {
    byte[] first = new byte[HEAD_BYTES];
    int flags = HostFile.READ | HostFile.NON_BLOCKING;
    try (Fd file = HostFile.open(path, flags, 0)) {
      checkSame(FileStatus.of(file), path);
      return Utf8.decode(first, 0, Math.max(0, file.read(first)));
    } catch (OsException refused) {
      if (refused.errno() == Errno.EACCES) {
        return "";
      }
      throw refused;
    }
  }

  private static Head head(String start) {
    if (start.startsWith("#!")) {
      return Head.SHEBANG;
    }
    return start.startsWith("\u007FELF") ? Head.PROGRAM : Head.OTHER;
  }

  /** The line behind {@code #!}, as far as the kernel reads it. */
  private static String interpreter(String start) {
    if (!start.startsWith("#!")) {
      return "";
    }
    int from = 2;
    while (from < start.length() && isBlank(start.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < start.length() && start.charAt(to) != '\n' && start.charAt(to) != '\0') {
      to++;
    }
    while (to > from && isBlank(start.charAt(to - 1))) {
      to--;
    }
    return start.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether changes in the directory above are told, if there is one. */
  private static boolean isWatchable(String path) {
    try {
      Path parent = Path.of(path).getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        return false;
      }
      String type = Files.getFileStore(parent).type();
      return !UNWATCHED.contains(type) && !type.startsWith("fuse");
    } catch (IOException | InvalidPathException noDirectory) {
      return false;
    }
  }

  @Override
  public void close() {
    here.close();
  }
}
