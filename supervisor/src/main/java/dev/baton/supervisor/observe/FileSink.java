package dev.baton.supervisor.observe;

import dev.baton.core.net.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * The log file of one process, to which whole lines are appended. Its default place is a directory
 * where everybody may write, so a symbolic link in its place is not followed.
 */
final class FileSink implements LogSink {

  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

  private static final String ROUTER = "_vrrp";

  private final Path path;
  private final boolean ofRouter;
  private Optional<FileChannel> file;

  private FileSink(String path, boolean ofRouter) throws IOException {
    this.path = Path.of(path);
    this.ofRouter = ofRouter;
    this.file = Optional.of(FileChannel.open(this.path, OPTIONS));
  }

  /** For what the main process says. */
  static FileSink main(String path) throws IOException {
    return new FileSink(path, false);
  }

  /** For what the router says: beside the other, with {@code _vrrp} before its extension. */
  static FileSink router(String path) throws IOException {
    int dot = path.lastIndexOf('.');
    int end = dot > path.lastIndexOf('/') ? dot : path.length();
    return new FileSink(path.substring(0, end) + ROUTER + path.substring(end), true);
  }

  @Override
  public boolean write(LogEntry entry, WallClock clock) {
    if (entry.speaker().router() != ofRouter) {
      return true;
    }
    if (file.isEmpty()) {
      return false;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Utf8.encode(entry.stamped(clock)));
      while (bytes.hasRemaining()) {
        file.get().write(bytes);
      }
      return true;
    } catch (IOException fullDisk) {
      return false;
    }
  }

  @Override
  public void reopen() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
      file = Optional.empty();
      file = Optional.of(FileChannel.open(path, OPTIONS));
    } catch (IOException gone) {
      // Lines count as lost until the next reload opens it.
      file = Optional.empty();
    }
  }
}
