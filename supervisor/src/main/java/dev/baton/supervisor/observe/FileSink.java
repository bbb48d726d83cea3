package dev.baton.supervisor.observe;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Fd;
import dev.baton.supervisor.files.OwnFile;
import java.util.Optional;

/**
 * The log file of one process, to which whole lines are appended. It may be in a directory where
 * everybody may write; what is there and not ours is not written to.
 */
final class FileSink implements LogSink {

  private static final String ROUTER = "_vrrp";
  private static final int MODE = 0666;

  private final String path;
  private final boolean ofRouter;
  private Optional<Fd> file = Optional.empty();

  private FileSink(String path, boolean ofRouter) {
    this.path = path;
    this.ofRouter = ofRouter;
  }

  /** For what the main process says. */
  static FileSink main(String path) {
    return new FileSink(path, false);
  }

  /** For what the router says: beside the other, with {@code _vrrp} before its extension. */
  static FileSink router(String path) {
    int dot = path.lastIndexOf('.');
    int end = dot > path.lastIndexOf('/') ? dot : path.length();
    return new FileSink(path.substring(0, end) + ROUTER + path.substring(end), true);
  }

  @Override
  public String open() {
    file.ifPresent(Fd::close);
    file = Optional.empty();
    return switch (OwnFile.openOrDevice(path, MODE)) {
      case OwnFile.Opened(Fd opened) -> {
        file = Optional.of(opened);
        yield "";
      }
      case OwnFile.Refused(String reason) -> reason;
    };
  }

  @Override
  public boolean write(LogEntry entry, WallClock clock) {
    // That there is no file has been told, once for all its lines.
    return entry.speaker().router() != ofRouter
        || file.isEmpty()
        || OwnFile.writeAll(file.get(), Utf8.encode(entry.stamped(clock))) == 0;
  }
}
