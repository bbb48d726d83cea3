package dev.baton.config.facts;

import java.util.List;

/**
 * What stands at a path, and everything on the way to it, so that the security walk of a script can
 * be made without the file system.
 *
 * @param resolved the path with every symbolic link resolved; empty if nothing stands there
 * @param head what the file begins with, as far as it tells how it can be run
 * @param interpreter what follows {@code #!}: the interpreter, and perhaps words for it; empty
 *     without
 * @param steps everything that the kernel meets on the way, in that order, from the root on: behind
 *     a symbolic link come the components of its target (path_resolution(7)). If nothing stands
 *     there, those up to where the way ends
 * @param watchable whether changes below its directory can be watched (not proc, sysfs, nfs …)
 */
public record PathFact(
    String path,
    String resolved,
    Kind kind,
    Head head,
    String interpreter,
    List<Step> steps,
    boolean watchable) {

  /** Nothing stands there, not even a directory to put it in. */
  public static PathFact absent(String path) {
    return new PathFact(path, "", Kind.ABSENT, Head.OTHER, "", List.of(), false);
  }

  /** What a directory entry is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER,
    ABSENT
  }

  /** How a file begins. */
  public enum Head {
    /** {@code #!}: a script that names its interpreter. */
    SHEBANG,
    /** An ELF program or library. */
    PROGRAM,
    /** Neither: only a shell can make sense of it. */
    OTHER
  }

  /**
   * One component: its full path, what it is, whose, and its mode's twelve permission bits.
   *
   * @param mode set-user-id, set-group-id and sticky bit included
   */
  public record Step(String path, Kind kind, int uid, int gid, int mode) {

    /** Whether the sticky bit is set. */
    public boolean sticky() {
      return (mode & 01000) != 0;
    }
  }

  /** Whether there is anything. */
  public boolean exists() {
    return kind != Kind.ABSENT;
  }

  /** The component that the path itself names, after links. */
  public Step last() {
    return steps.get(steps.size() - 1);
  }
}
