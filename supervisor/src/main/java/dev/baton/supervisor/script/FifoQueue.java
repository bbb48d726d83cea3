package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.poll.Poller;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.ThrottledLine;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lines for one FIFO that it has no room for yet. Nobody waits for a reader: when too many
 * lines pile up the oldest are dropped, which is reported, for the newest state matters most.
 */
final class FifoQueue {

  /** The kernel holds some 2,000 lines before these. */
  static final int LINES_MAX = 1_024;

  /** PIPE_BUF of {@code <linux/limits.h>}: so much is written whole, or not at all. */
  private static final int LINE_BYTES_MAX = 4_096;

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final String path;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private final ThrottledLine dropped = new ThrottledLine();
  private Optional<FifoFile> file = Optional.empty();
  private Optional<EventLoop.Watch> watch = Optional.empty();

  FifoQueue(EventLoop loop, Consumer<LogLine> log, String path) {
    this.loop = loop;
    this.log = log;
    this.path = path;
  }

  /** It is open: what waits is written. */
  void open(FifoFile opened) {
    file = Optional.of(opened);
    watch = Optional.of(loop.watch(opened.fd(), 0, this::flush));
    flush();
  }

  /** Writes a line, at once or when there is room. */
  void add(String line) {
    byte[] bytes = Utf8.encode(line);
    if (bytes.length > LINE_BYTES_MAX) {
      drop();
      return;
    }
    waiting.add(bytes);
    flush();
    if (waiting.size() > LINES_MAX) {
      waiting.removeFirst();
      drop();
    }
  }

  private void drop() {
    long count = dropped.happened(System.nanoTime());
    if (count > 0) {
      String text = "Notify fifo " + path + " is full, nobody reads - " + count + " lines dropped";
      log.accept(LogLine.warning(text));
    }
  }

  private void flush() {
    if (file.isEmpty()) {
      return;
    }
    while (!waiting.isEmpty()) {
      int result = file.get().write(waiting.getFirst());
      if (result == -Errno.EAGAIN) {
        watch.ifPresent(it -> it.interest(Poller.WRITABLE));
        return;
      }
      if (result != -Errno.EINTR) {
        // Whatever else the kernel says, it will say again.
        waiting.removeFirst();
      }
    }
    watch.ifPresent(it -> it.interest(0));
  }

  /** Gives the file back, to be closed. */
  Optional<FifoFile> release() {
    watch.ifPresent(EventLoop.Watch::forget);
    watch = Optional.empty();
    Optional<FifoFile> released = file;
    file = Optional.empty();
    return released;
  }
}
