package dev.baton.supervisor.files;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.ThisProcess;
import java.util.Arrays;

/**
 * A file that the daemon writes at a place where others may write, too: whatever somebody has put
 * there, it is neither followed nor waited for, and neither cut nor changed. It is looked at when
 * it is open, so that nobody can change what it is.
 *
 * <p>It must be a regular file of the daemon's user, with one name, since a second one may be that
 * of another file of his; and not everybody may write it.
 */
public final class OwnFile {

  private static final int FLAGS =
      HostFile.READ_WRITE
          | HostFile.CREATE
          | HostFile.APPEND
          | HostFile.NO_FOLLOW
          | HostFile.NON_BLOCKING;

  private static final int WORLD_WRITABLE = 02;

  /** What came of the attempt. */
  public sealed interface Opening {}

  /** It is open for appending, and whoever asked owns it; what was in it is still there. */
  public record Opened(Fd file) implements Opening {}

  /** It is not, and why, in a sentence that begins with its path. */
  public record Refused(String reason) implements Opening {}

  private OwnFile() {}

  /** Opens it; made, if it is missing, with this mode, to which the umask applies. */
  public static Opening open(String path, int mode) {
    return open(path, mode, false);
  }

  /** The same for text that may go to /dev/null or a terminal: only root can make a device. */
  public static Opening openOrDevice(String path, int mode) {
    return open(path, mode, true);
  }

  private static Opening open(String path, int mode, boolean orDevice) {
    try {
      Fd file = HostFile.open(path, FLAGS, mode);
      Opening opening = judge(path, file, orDevice);
      if (opening instanceof Refused) {
        file.close();
      }
      return opening;
    } catch (OsException refused) {
      return new Refused(reason(path, refused));
    }
  }

  private static Opening judge(String path, Fd file, boolean orDevice) {
    try {
      FileStatus status = FileStatus.of(file);
      boolean device = orDevice && status.isCharacterDevice();
      String refusal = device ? "" : refusal(path, status);
      return refusal.isEmpty() ? new Opened(file) : new Refused(refusal);
    } catch (OsException unknown) {
      return new Refused(unknown.getMessage());
    }
  }

  /** What is wrong with what stands there says more than the kernel's word for it. */
  private static String reason(String path, OsException refused) {
    try {
      String refusal = refusal(path, FileStatus.ofLink(path));
      return refusal.isEmpty() ? refused.getMessage() : refusal;
    } catch (OsException nothingThere) {
      return refused.getMessage();
    }
  }

  private static String refusal(String path, FileStatus status) {
    if (status.isSymbolicLink()) {
      return path + " is a symbolic link, which is not followed";
    }
    if (!status.isRegular()) {
      return path + " is not a regular file";
    }
    if (status.uid() != ThisProcess.effectiveUid()) {
      return path
          + " belongs to user "
          + Integer.toUnsignedString(status.uid())
          + ", not to the daemon's user";
    }
    if (status.nameCount() > 1) {
      return path + " has more than one name (hard links)";
    }
    return (status.permissions() & WORLD_WRITABLE) != 0 ? path + " is writable by everyone" : "";
  }

  /** Removes what has this name, if it is a file; anything else stays. */
  public static void remove(String path) {
    try {
      if (FileStatus.ofLink(path).isRegular()) {
        HostFile.unlink(path);
      }
    } catch (OsException gone) {
      // Then it need not be removed.
    }
  }

  /** Writes all of it: 0 or a negated errno. */
  public static int writeAll(Fd file, byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int count = file.write(Arrays.copyOfRange(bytes, at, bytes.length));
      if (count < 0 && count != -Errno.EINTR) {
        return count;
      }
      at += Math.max(count, 0);
    }
    return 0;
  }
}
