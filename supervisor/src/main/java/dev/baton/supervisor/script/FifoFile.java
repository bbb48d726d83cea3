package dev.baton.supervisor.script;

import dev.baton.core.model.Command.Identity;
import dev.baton.core.model.NotifyFifo;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.ThisProcess;

/**
 * An open FIFO. It is made if nothing stands at its path, and then removed in the end; one that is
 * there already is used, if it is the daemon's or its configured owner's, and left.
 *
 * <p>It is open for reading too, though nobody here reads: so it opens without a reader, and a
 * reader may go and another come.
 *
 * @param made by this daemon
 */
record FifoFile(Fd fd, String path, boolean made) {

  /** The umask applies. */
  private static final int MODE = 0644;

  private static final int FLAGS = HostFile.READ_WRITE | HostFile.NON_BLOCKING | HostFile.NO_FOLLOW;

  /** What came of an attempt to open one. */
  sealed interface Opening {}

  /** It is open. */
  record Opened(FifoFile file) implements Opening {}

  /** It is not, for this reason. */
  record Refused(String reason) implements Opening {}

  /** Opens it; the path may lead to a file system that does not answer. */
  static Opening open(NotifyFifo config) {
    String path = config.path();
    int result = HostFile.makeFifo(path, MODE);
    boolean made = result >= 0;
    if (!made && result != -Errno.EEXIST) {
      return new Refused(Errno.message(result));
    }
    try {
      Fd fd = HostFile.open(path, FLAGS, 0);
      String refusal = made ? giveAway(fd, config.owner()) : refusal(fd, config.owner());
      if (refusal.isEmpty()) {
        return new Opened(new FifoFile(fd, path, made));
      }
      fd.close();
      return new Refused(refusal);
    } catch (OsException refused) {
      boolean link = refused.errno() == Errno.ELOOP;
      return new Refused(
          link ? "it is a symbolic link, which is not followed" : Errno.message(refused.errno()));
    }
  }

  private static String giveAway(Fd fd, Identity owner) {
    if (owner.uid() < 0) {
      return "";
    }
    int result = HostFile.changeOwner(fd, owner.uid(), owner.gid());
    return result < 0 ? "it cannot be given to its owner: " + Errno.message(result) : "";
  }

  private static String refusal(Fd fd, Identity owner) throws OsException {
    FileStatus status = FileStatus.of(fd);
    if (!status.isFifo()) {
      return "it is not a FIFO";
    }
    boolean known = status.uid() == ThisProcess.effectiveUid() || status.uid() == owner.uid();
    return known ? "" : "it belongs to user " + Integer.toUnsignedString(status.uid());
  }

  /** Writes a line whole, or nothing: its length, or a negated errno. */
  int write(byte[] line) {
    return fd.write(line);
  }

  /** Ends it: readers find its end when they have read what is in it. */
  void close() {
    fd.close();
    if (made) {
      HostFile.unlink(path);
    }
  }
}
