package dev.baton.supervisor.control;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.UnixStream;
import dev.baton.supervisor.loop.EventLoop;
import java.util.function.Consumer;

/**
 * One client: its line is read, answered, and the connection closed. A client that sends nothing,
 * or does not take its answer, is hung up on.
 */
final class Conversation {

  /** From the call to the end of the line, and for each further piece of the answer to be taken. */
  static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final int PIECE_BYTES = 64 << 10;

  /**
   * What a client may do.
   *
   * @param mayChange more than look
   * @param patienceNanos how long it may take for each step
   */
  record Bounds(boolean mayChange, long patienceNanos) {}

  private final EventLoop loop;
  private final UnixStream client;
  private final ControlSocket.Desk desk;
  private final Bounds bounds;
  private final Consumer<Conversation> onEnd;
  private final EventLoop.Watch watch;
  private final byte[] line = new byte[Request.BYTES_MAX + 1];
  private EventLoop.Timer patience;
  private int received;
  private boolean asked;
  private byte[] answer = {};
  private int sent;
  private boolean ended;

  /**
   * Begins to listen to this client.
   *
   * @param onEnd is told once that the connection is closed
   */
  Conversation(
      EventLoop loop,
      UnixStream client,
      ControlSocket.Desk desk,
      Bounds bounds,
      Consumer<Conversation> onEnd) {
    this.loop = loop;
    this.client = client;
    this.desk = desk;
    this.bounds = bounds;
    this.onEnd = onEnd;
    this.watch = loop.watch(client.fd(), Poller.READABLE, this::ready);
    this.patience = patience();
  }

  private EventLoop.Timer patience() {
    return loop.at(System.nanoTime() + bounds.patienceNanos(), this::close);
  }

  private void ready() {
    if (answer.length > 0) {
      send();
    } else if (asked) {
      // Nothing is waited for: it has hung up.
      close();
    } else {
      receive();
    }
  }

  private void receive() {
    byte[] piece = new byte[line.length - received];
    int count = client.read(piece);
    if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
      return;
    }
    if (count < 0 || (count == 0 && received == 0)) {
      close();
      return;
    }
    System.arraycopy(piece, 0, line, received, count);
    int end = received;
    received += count;
    while (end < received && line[end] != '\n') {
      end++;
    }
    // Its end of the connection ends a line as well.
    if (end < received || count == 0 || received == line.length) {
      ask(Request.of(line, end));
    }
  }

  private void ask(Request.Meaning meaning) {
    asked = true;
    patience.cancel();
    watch.interest(0);
    switch (meaning) {
      case Request.Nonsense(String reason) -> reply(ErrorAnswer.notUnderstood(reason));
      case Request.Understood(Request.Reload _) when !bounds.mayChange() ->
          reply(ErrorAnswer.notPermitted("only root may reload"));
      case Request.Understood(Request request) -> desk.answer(request, this::reply);
    }
  }

  private void reply(String text) {
    if (!ended && answer.length == 0) {
      answer = Utf8.encode(text);
      patience = patience();
      send();
    }
  }

  private void send() {
    while (sent < answer.length) {
      int length = Math.min(PIECE_BYTES, answer.length - sent);
      int count = client.send(answer, sent, length);
      if (count == -Errno.EAGAIN) {
        watch.interest(Poller.WRITABLE);
        return;
      }
      if (count < 0 && count != -Errno.EINTR) {
        break;
      }
      sent += Math.max(count, 0);
      patience.cancel();
      patience = patience();
    }
    close();
  }

  /** Hangs up. */
  void close() {
    if (!ended) {
      ended = true;
      patience.cancel();
      watch.forget();
      client.close();
      onEnd.accept(this);
    }
  }
}
