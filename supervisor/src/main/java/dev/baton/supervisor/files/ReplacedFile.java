package dev.baton.supervisor.files;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.Entropy;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.ThisProcess;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file that is written again each time: under another name first, so that readers see one whole
 * content or the other. It lands in directories where everybody may write; a link or a file that
 * somebody prepared there is replaced, never written through. A device, as /dev/null, is written
 * into; what else is ours there and no file, a link above all, is left as it is.
 */
public final class ReplacedFile {

  private static final int PRIVATE_MODE = 0600;
  private static final int SUFFIX_BYTES = 6;

  private ReplacedFile() {}

  /** Puts the text in the place of what was there. */
  public static void write(String path, String text) throws OsException {
    Optional<FileStatus> there = status(path);
    if (there.isPresent() && there.get().isCharacterDevice()) {
      writeInto(path, text);
      return;
    }
    if (there.isPresent() && !there.get().isRegular() && isOurs(there.get())) {
      throw new OsException("replace", Errno.EEXIST, path);
    }
    String fresh = path + HexFormat.of().formatHex(Entropy.bytes(SUFFIX_BYTES));
    int flags = HostFile.WRITE | HostFile.CREATE | HostFile.EXCLUSIVE | HostFile.NO_FOLLOW;
    int result;
    try (Fd file = HostFile.open(fresh, flags, PRIVATE_MODE)) {
      result = OwnFile.writeAll(file, Utf8.encode(text));
    }
    if (result == 0) {
      result = HostFile.rename(fresh, path);
    }
    if (result < 0) {
      HostFile.unlink(fresh);
      throw new OsException("write", result, path);
    }
  }

  private static Optional<FileStatus> status(String path) {
    try {
      return Optional.of(FileStatus.ofLink(path));
    } catch (OsException missing) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(FileStatus status) {
    return status.uid() == ThisProcess.effectiveUid();
  }

  private static void writeInto(String device, String text) throws OsException {
    int flags = HostFile.WRITE | HostFile.NO_FOLLOW | HostFile.NON_BLOCKING;
    try (Fd file = HostFile.open(device, flags, 0)) {
      OsException.check(OwnFile.writeAll(file, Utf8.encode(text)), "write", device);
    }
  }
}
