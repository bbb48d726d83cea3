package dev.baton.supervisor.observe;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import java.util.Arrays;

/**
 * Standard error. A terminal that was halted and a pipe that nobody reads do not take what is
 * written: after a short wait the line is given up, and no further line waits until there is room.
 */
final class ConsoleSink implements LogSink {

  private static final long PATIENCE_NANOS = 200_000_000L;

  /** A pipe that is writable has room for so much at least (PIPE_BUF). */
  private static final int PIECE_BYTES = 4096;

  private final Fd fd;
  private final Poller poller;
  private final boolean pollable;
  private boolean stuck;

  ConsoleSink(Fd fd) throws OsException {
    this.fd = fd;
    this.poller = Poller.open(1);
    this.pollable = isPolled();
  }

  /** A regular file cannot be polled (EPERM), and never makes a writer wait for a reader. */
  private boolean isPolled() {
    try {
      poller.add(fd, Poller.WRITABLE, 0);
      return true;
    } catch (OsException refused) {
      return false;
    }
  }

  @Override
  public boolean write(LogEntry entry, WallClock clock) {
    byte[] bytes = Utf8.encode(entry.stamped(clock));
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      int end = Math.min(bytes.length, at + PIECE_BYTES);
      if (!writePiece(Arrays.copyOfRange(bytes, at, end))) {
        return false;
      }
    }
    return true;
  }

  private boolean writePiece(byte[] piece) {
    if (pollable && poller.await(stuck ? 0 : PATIENCE_NANOS) <= 0) {
      stuck = true;
      return false;
    }
    stuck = false;
    return fd.write(piece) == piece.length;
  }
}
