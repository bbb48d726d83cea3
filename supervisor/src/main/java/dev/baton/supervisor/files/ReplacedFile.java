package dev.baton.supervisor.files;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.Entropy;
import dev.baton.linux.host.HostFile;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that is written anew each time: under another name first, so that readers see one whole
 * content or the other. It lands in directories where everybody may write; a link or a file that
 * somebody prepared there is replaced, never written through.
 */
public final class ReplacedFile {

  private static final int PRIVATE_MODE = 0600;
  private static final int SUFFIX_BYTES = 6;

  private ReplacedFile() {}

  /** Puts the text in the place of what was there. */
  public static void write(String path, String text) throws OsException {
    String fresh = path + HexFormat.of().formatHex(Entropy.bytes(SUFFIX_BYTES));
    int flags = HostFile.WRITE | HostFile.CREATE | HostFile.EXCLUSIVE | HostFile.NO_FOLLOW;
    int result;
    try (Fd file = HostFile.open(fresh, flags, PRIVATE_MODE)) {
      result = writeAll(file, Utf8.encode(text));
    }
    if (result == 0) {
      result = HostFile.rename(fresh, path);
    }
    if (result < 0) {
      HostFile.unlink(fresh);
      throw new OsException("write", result, path);
    }
  }

  private static int writeAll(Fd file, byte[] bytes) {
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
