package dev.baton.supervisor.files;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file with the number of a process in it. The lock on the file, not the number, says that the
 * process lives: a number that a crash left behind hinders nobody, and a number that another
 * process has got by now misleads nobody.
 */
public final class PidFile implements AutoCloseable {

  /** World-readable whatever the umask: unprivileged tools look here. */
  private static final int MODE = 0644;

  /** How often it may be replaced while we open it. */
  private static final int ATTEMPTS_MAX = 10;

  /** What came of the attempt. */
  public sealed interface Locking {}

  /** It is ours. */
  public record Locked(PidFile file) implements Locking {}

  /** A living process holds it. */
  public record Busy() implements Locking {}

  /** It cannot be ours, and why. */
  public record Refused(String reason) implements Locking {}

  private final String path;
  private final Fd file;

  private PidFile(String path, Fd file) {
    this.path = path;
    this.file = file;
  }

  /** Makes or takes over the file. Nothing is changed in it before it is known to be ours. */
  public static Locking lock(String path) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      switch (OwnFile.open(path, MODE)) {
        case OwnFile.Refused(String reason) -> {
          return new Refused(reason);
        }
        case OwnFile.Opened(Fd opened) -> {
          Optional<Locking> settled = settle(path, opened);
          if (settled.isPresent()) {
            return settled.get();
          }
          opened.close();
        }
      }
    }
    return new Refused(path + " keeps being replaced");
  }

  /** Empty if the path names another file by now: then everything starts again. */
  private static Optional<Locking> settle(String path, Fd file) {
    int result = FileLock.tryLock(file);
    if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
      return giveWay(path, file);
    }
    if (result < 0) {
      file.close();
      return Optional.of(new Refused(new OsException("lock", result, path).getMessage()));
    }
    if (!isAt(path, file)) {
      // Its last owner removed it between our opening and locking it.
      return Optional.empty();
    }
    HostFile.changeMode(file, MODE);
    HostFile.truncate(file, 0);
    return Optional.of(new Locked(new PidFile(path, file)));
  }

  /**
   * To a daemon's lock. Everybody may read the file and so hold a lock that readers share, but that
   * is no daemon's, and shall keep none from starting: the file is replaced.
   */
  private static Optional<Locking> giveWay(String path, Fd file) {
    if (FileLock.tryShare(file) < 0) {
      file.close();
      return Optional.of(new Busy());
    }
    if (isAt(path, file)) {
      HostFile.unlink(path);
    }
    return Optional.empty();
  }

  private static boolean isAt(String path, Fd file) {
    try {
      return FileStatus.ofLink(path).isSameFile(FileStatus.of(file));
    } catch (OsException gone) {
      return false;
    }
  }

  public String path() {
    return path;
  }

  /** Writes the number of the process; 0 or a negated errno. */
  public int write(int pid) {
    // Appending to what was cut: each number is written at the file's beginning.
    int result = HostFile.truncate(file, 0);
    if (result < 0) {
      return result;
    }
    return OwnFile.writeAll(file, (pid + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Removes the file, then gives the lock up: never the other way round. */
  @Override
  public void close() {
    if (isAt(path, file)) {
      HostFile.unlink(path);
    }
    file.close();
  }
}
