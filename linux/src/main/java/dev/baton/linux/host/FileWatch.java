package dev.baton.linux.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysInotify;
import dev.baton.linux.libc.SysInotify.InotifyEvent;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Hears of changes of files and directories (inotify(7)). It never waits.
 *
 * <p>A watch is on a file, not on its name: whoever waits for a name to appear, or for the file
 * behind it to be replaced, watches the directory.
 */
public final class FileWatch implements AutoCloseable {

  public static final int CLOSED_AFTER_WRITING = SysInotify.IN_CLOSE_WRITE;
  public static final int CREATED = SysInotify.IN_CREATE;
  public static final int DELETED = SysInotify.IN_DELETE;
  public static final int MOVED_AWAY = SysInotify.IN_MOVED_FROM;
  public static final int MOVED_HERE = SysInotify.IN_MOVED_TO;

  /** Told unasked: events were lost, so look at everything anew. The watch is −1. */
  public static final int OVERFLOW = SysInotify.IN_Q_OVERFLOW;

  /** Told unasked: the watch is gone, with its file or by {@link #remove}. */
  public static final int WATCH_GONE = SysInotify.IN_IGNORED;

  /**
   * What has happened.
   *
   * @param name of the file inside the watched directory; empty when it is the watched one itself
   */
  public record Event(int watch, int what, String name) {}

  private static final int BUFFER_BYTES = 16 * 1024;

  private final Fd fd;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 8);

  private FileWatch(Fd fd) {
    this.fd = fd;
  }

  public static FileWatch open() throws OsException {
    // int inotify_init1(int flags);
    int flags = SysInotify.IN_NONBLOCK | SysInotify.IN_CLOEXEC;
    return new FileWatch(
        Fd.opened(Syscall.call(Sys.INOTIFY_INIT1, flags), "inotify_init1", "file watch"));
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return fd;
  }

  /** Watches a path for these things: the number of the watch, or a negated errno. */
  public int add(String path, int what) {
    try (var arena = Arena.ofConfined()) {
      // int inotify_add_watch(int fd, const char *pathname, uint32_t mask);
      return Syscall.call(
          Sys.INOTIFY_ADD_WATCH, fd.number(), CString.in(arena, path).address(), what);
    }
  }

  /** Ends a watch; 0 or a negated errno. */
  public int remove(int watch) {
    // int inotify_rm_watch(int fd, int wd);
    return Syscall.call(Sys.INOTIFY_RM_WATCH, fd.number(), watch);
  }

  /** Hands what has happened to the sink; 0, or a negated errno that was not expected. */
  public int read(Consumer<Event> sink) {
    int length = Syscall.call(Sys.READ, fd.number(), buffer.address(), BUFFER_BYTES);
    if (length < 0) {
      return length == -Errno.EAGAIN || length == -Errno.EINTR ? 0 : length;
    }
    int at = 0;
    while (at < length) {
      int nameBytes = buffer.get(JAVA_INT, at + InotifyEvent.LEN);
      sink.accept(
          new Event(
              buffer.get(JAVA_INT, at + InotifyEvent.WD),
              buffer.get(JAVA_INT, at + InotifyEvent.MASK),
              name(at + InotifyEvent.SIZE, nameBytes)));
      at += InotifyEvent.SIZE + nameBytes;
    }
    return 0;
  }

  /** The name is padded by zeros. */
  private String name(int offset, int paddedBytes) {
    int length = 0;
    while (length < paddedBytes && buffer.get(JAVA_BYTE, offset + length) != 0) {
      length++;
    }
    byte[] bytes = buffer.asSlice(offset, length).toArray(JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    fd.close();
  }
}
