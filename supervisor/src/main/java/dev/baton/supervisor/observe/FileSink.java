package dev.baton.supervisor.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * A log file, to which whole lines are appended. Its default place is a directory where everybody
 * may write, so a symbolic link in its place is not followed.
 */
final class FileSink implements LogSink {

  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private Optional<FileChannel> file;

  FileSink(String path) throws IOException {
    this.path = Path.of(path);
    this.file = Optional.of(FileChannel.open(this.path, OPTIONS));
  }

  @Override
  public boolean write(LogEntry entry, WallClock clock) {
    if (file.isEmpty()) {
      return false;
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(entry.stamped(clock));
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
