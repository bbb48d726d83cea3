package dev.baton.supervisor.files;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.FileLock;
import java.nio.charset.StandardCharsets;

/**
 * A file with the number of a process in it. The lock on the file, not the number, says that the
 * process lives: a number that a crash left behind hinders nobody, and a number that another
 * process has got by now misleads nobody.
 */
public final class PidFile implements AutoCloseable {

  /** World-readable whatever the umask: unprivileged tools look here. */
  private static final int MODE = 0644;

  private static final int NO_SURPRISE = HostFile.NO_FOLLOW | HostFile.NON_BLOCKING;

  private final String path;
  private final Fd file;

  private PidFile(String path, Fd file) {
    this.path = path;
    this.file = file;
  }

  /** Makes or takes over the file; {@code EAGAIN} if a living process holds it. */
  public static PidFile lock(String path) throws OsException {
    // Appending to what was truncated: each number is written at the file's beginning.
    int flags = HostFile.WRITE | HostFile.CREATE | HostFile.APPEND | NO_SURPRISE;
    Fd file = HostFile.open(path, flags, MODE);
    int result = FileLock.tryLock(file);
    if (result < 0) {
      file.close();
      throw new OsException("lock", result == -Errno.EACCES ? -Errno.EAGAIN : result, path);
    }
    HostFile.changeMode(file, MODE);
    HostFile.truncate(file, 0);
    return new PidFile(path, file);
  }

  public String path() {
    return path;
  }

  /** Writes the number of the process; 0 or a negated errno. */
  public int write(int pid) {
    int result = HostFile.truncate(file, 0);
    if (result < 0) {
      return result;
    }
    byte[] text = (pid + "\n").getBytes(StandardCharsets.US_ASCII);
    return Math.min(0, file.write(text));
  }

  /** Removes the file, then gives the lock up: never the other way round. */
  @Override
  public void close() {
    HostFile.unlink(path);
    file.close();
  }
}
