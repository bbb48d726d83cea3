package dev.baton.cli.control;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.UnixStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Sends a request to a daemon's control socket and waits for the answer. */
final class DaemonCall {

  /** The version of the answers that is understood here. */
  static final int SCHEMA = 1;

  /** More than ten thousand instances have to say. */
  private static final int ANSWER_BYTES_MAX = 64 << 20;

  private static final int PIECE_BYTES = 64 << 10;

  /** A daemon that many call at once takes a moment to let everybody in. */
  private static final long CROWD_NANOS = 20_000_000L;

  private static final String START = "start it, for example with `systemctl start baton`";

  /** What came of a call. */
  sealed interface Reply {}

  /** An answer to what was asked. */
  record Answer(byte[] text, JsonObject object) implements Reply {}

  /** No answer, and what to do about it. */
  sealed interface Failure extends Reply {
    String message();
  }

  /** There is no daemon. */
  record NoDaemon(String message) implements Failure {}

  /** There may be one, and no answer to be had. */
  record NoAnswer(String message) implements Failure {}

  private DaemonCall() {}

  /** Asks at this path, and waits so long at most. */
  static Reply ask(String path, String request, long patienceNanos) {
    long endNanos = System.nanoTime() + patienceNanos;
    try (UnixStream daemon = UnixStream.open();
        Poller poller = Poller.open(1)) {
      int result = daemon.connect(path);
      while (result == -Errno.EAGAIN && endNanos - System.nanoTime() > 0) {
        poller.await(CROWD_NANOS);
        result = daemon.connect(path);
      }
      if (result < 0) {
        return unreachable(path, result);
      }
      byte[] line = Utf8.encode(request + "\n");
      // A line has room in a new connection; whether it was heard, the answer says.
      daemon.send(line, 0, line.length);
      poller.add(daemon.fd(), Poller.READABLE, 0);
      return listen(daemon, poller, endNanos, path);
    } catch (OsException refused) {
      return new NoAnswer(String.valueOf(refused.getMessage()));
    }
  }

  /** Whether a daemon listens there; one that we may not call is one, too. */
  static boolean hears(String path) {
    try (UnixStream daemon = UnixStream.open()) {
      int result = daemon.connect(path);
      return result != -Errno.ECONNREFUSED && result != -Errno.ENOENT;
    } catch (OsException refused) {
      return true;
    }
  }

  private static Reply unreachable(String path, int result) {
    return switch (-result) {
      case Errno.ENOENT, Errno.ENOTDIR ->
          new NoDaemon("no daemon is running (there is no " + path + "): " + START);
      case Errno.ECONNREFUSED ->
          new NoDaemon("the daemon has died and left " + path + " behind: " + START);
      case Errno.EACCES, Errno.EPERM ->
          new NoAnswer(
              "no permission for "
                  + path
                  + ": run this as root, or as a member of the group that control_socket_group"
                  + " names");
      case Errno.EAGAIN -> silent(path);
      default -> new NoAnswer("cannot call " + path + ": " + Errno.message(result));
    };
  }

  private static NoAnswer silent(String path) {
    return new NoAnswer("the daemon at " + path + " does not answer: its log may say why");
  }

  private static Reply listen(UnixStream daemon, Poller poller, long endNanos, String path) {
    var answer = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    while (answer.size() < ANSWER_BYTES_MAX) {
      int count = daemon.read(piece);
      if (count == 0 || count == -Errno.ECONNRESET) {
        return meaning(answer.toByteArray());
      }
      if (count > 0) {
        answer.write(piece, 0, count);
      } else if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
        long leftNanos = endNanos - System.nanoTime();
        if (leftNanos <= 0) {
          return silent(path);
        }
        poller.await(leftNanos);
      } else {
        return new NoAnswer("cannot read from " + path + ": " + Errno.message(count));
      }
    }
    return new NoAnswer("the answer is longer than " + ANSWER_BYTES_MAX + " bytes");
  }

  private static Reply meaning(byte[] text) {
    if (text.length == 0) {
      return new NoAnswer("the daemon has hung up without an answer: it may be stopping");
    }
    try {
      JsonObject object = JsonObject.read(text);
      if (object.whole("schema") != SCHEMA) {
        return new NoAnswer(
            "the daemon is of another version (its answers have schema "
                + object.whole("schema")
                + ", this command knows "
                + SCHEMA
                + "): restart it, or use the `baton` that it was started from");
      }
      if (object.has("error")) {
        return new NoAnswer("the daemon says: " + object.object("error").text("message"));
      }
      return new Answer(text, object);
    } catch (IOException broken) {
      String why = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
      return new NoAnswer("the answer of the daemon cannot be read: " + why);
    }
  }
}
