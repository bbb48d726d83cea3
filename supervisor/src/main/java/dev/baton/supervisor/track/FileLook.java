package dev.baton.supervisor.track;

import dev.baton.config.facts.PathFact;
import dev.baton.core.model.TrackFileConfig.Init;
import dev.baton.core.track.FileValue;
import dev.baton.host.PathWalk;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.FileWatch;
import dev.baton.linux.host.HostFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What one look at a tracked file found, and what will report its changes. Every directory on the
 * way to the file is watched for the next name of the way, so that links that are set again and
 * directories that go and come back are noticed like a file that does.
 *
 * @param spots where to listen from now on
 * @param complete whether all of them could be watched; else nothing may report the next change
 * @param trouble why there is no value, for the log; empty if that needs no words
 */
record FileLook(Set<Spot> spots, boolean complete, FileValue value, String trouble) {

  /**
   * A name in a watched directory.
   *
   * @param name empty for every name
   */
  record Spot(int watch, String name) {}

  /** Begins to report what happens in a directory: the number of the watch, or an errno. */
  @FunctionalInterface
  interface Watching {
    int add(String directory, int what);
  }

  private static final FileValue NOTHING = new FileValue.Whole(0);

  private static final int CHANGES =
      FileWatch.CLOSED_AFTER_WRITING
          | FileWatch.CREATED
          | FileWatch.DELETED
          | FileWatch.MOVED_AWAY
          | FileWatch.MOVED_HERE;

  private static final int FLAGS = HostFile.WRITE | HostFile.NO_FOLLOW | HostFile.NON_BLOCKING;

  /** The umask applies. */
  private static final int MODE = 0666;

  /** Watches, then reads: what changes in between is told. */
  static FileLook at(String path, Watching changes) {
    PathFact way = PathWalk.way(path);
    var spots = new HashSet<Spot>();
    boolean complete = add(spots, changes, directoryOf(path), nameOf(path));
    String last = "/";
    for (PathFact.Step step : way.steps()) {
      // Who may not look into a directory far above is reported less, as of no change there.
      if (!step.path().equals("/")) {
        add(spots, changes, directoryOf(step.path()), nameOf(step.path()));
      }
      last = step.kind() == PathFact.Kind.DIRECTORY ? step.path() : last;
    }
    if (!way.exists()) {
      complete |= add(spots, changes, last, "");
    }
    return read(path, spots, complete);
  }

  private static boolean add(Set<Spot> spots, Watching changes, String directory, String name) {
    int watch = changes.add(directory, CHANGES);
    if (watch >= 0) {
      spots.add(new Spot(watch, name));
    }
    return watch >= 0;
  }

  private static FileLook read(String path, Set<Spot> spots, boolean complete) {
    try {
      // A FIFO would let us wait for who writes into it.
      return FileStatus.of(path).isRegular()
          ? readRegular(path, spots, complete)
          : new FileLook(spots, complete, NOTHING, path + " is not a regular file");
    } catch (OsException refused) {
      boolean missing = refused.errno() == Errno.ENOENT || refused.errno() == Errno.ENOTDIR;
      return new FileLook(spots, complete, NOTHING, missing ? "" : refused.getMessage());
    }
  }

  private static FileLook readRegular(String path, Set<Spot> spots, boolean complete)
      throws OsException {
    try (Fd file = HostFile.open(path, HostFile.READ, 0)) {
      byte[] bytes = new byte[FileValue.BYTES_MAX];
      int count = file.read(bytes);
      return count < 0
          ? new FileLook(spots, complete, NOTHING, "read " + path + ": " + Errno.message(count))
          : new FileLook(spots, complete, FileValue.parse(bytes, count), "");
    }
  }

  /** Writes the number that the file begins with; why that failed, or nothing. */
  static String initialise(String path, Init init) {
    try {
      return make(path, init);
    } catch (OsException refused) {
      boolean there = refused.errno() == Errno.EEXIST;
      if (there && !init.overwrite()) {
        return "";
      }
      return there ? overwrite(path, init) : refused.getMessage();
    }
  }

  private static String make(String path, Init init) throws OsException {
    int flags = FLAGS | HostFile.CREATE | HostFile.EXCLUSIVE;
    try (Fd file = HostFile.open(path, flags, MODE)) {
      return write(file, path, init);
    }
  }

  /** What a link leads to, or another name of it, is not touched: a new file takes its place. */
  private static String overwrite(String path, Init init) {
    try {
      FileStatus there = FileStatus.ofLink(path);
      if (there.isSymbolicLink() || (there.isRegular() && there.nameCount() > 1)) {
        HostFile.unlink(path);
        return make(path, init);
      }
      return there.isRegular() ? rewrite(path, init) : path + " is not a regular file";
    } catch (OsException refused) {
      return refused.getMessage();
    }
  }

  private static String rewrite(String path, Init init) throws OsException {
    try (Fd file = HostFile.open(path, FLAGS, 0)) {
      int result = HostFile.truncate(file, 0);
      return result < 0
          ? "truncate " + path + ": " + Errno.message(result)
          : write(file, path, init);
    }
  }

  private static String write(Fd file, String path, Init init) {
    int result = file.write((init.value() + "\n").getBytes(StandardCharsets.US_ASCII));
    return result < 0 ? "write " + path + ": " + Errno.message(result) : "";
  }

  private static String directoryOf(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
