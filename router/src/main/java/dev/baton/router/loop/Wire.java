package dev.baton.router.loop;

import dev.baton.core.wire.Connection;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.SeqPacketSocket;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The router's end of the connection to the supervisor. It never blocks. Messages that the
 * supervisor does not accept yet wait in order in a bounded queue. Messages that do not fit into
 * the queue are counted, and the number is reported when there is room again.
 */
final class Wire {

  /** The start of a thousand instances, ten times. */
  private static final int FACT_COUNT_MAX = 10_000;

  /**
   * Log lines may go first: they repeat themselves, transitions do not. So many are two transitions
   * of a thousand instances, each with its cause.
   */
  private static final int LOG_COUNT_MAX = 5_000;

  private final SeqPacketSocket socket;
  private final Poller poller;
  private final long token;
  private final ArrayDeque<Parcel> queue = new ArrayDeque<>();
  private final byte[] incoming = new byte[Connection.MESSAGE_BYTES_MAX];
  private int logCount;
  private long lostLogCount;
  private long lostTransitionCount;
  private boolean waiting;
  private boolean severed;

  /** A message that waits, and the descriptor that goes with it. */
  private record Parcel(byte[] bytes, boolean isLog, Optional<Fd> passing) {}

  /** The connection, to be polled with {@code token}. */
  Wire(Fd fd, Poller poller, long token) throws OsException {
    this.socket = SeqPacketSocket.adopt(fd, Connection.MESSAGE_BYTES_MAX);
    this.poller = poller;
    this.token = token;
    poller.add(fd, Poller.READABLE, token);
  }

  /** Whether the supervisor's end has been closed. */
  boolean isSevered() {
    return severed;
  }

  /** Whether nothing waits to be said. */
  boolean isIdle() {
    return severed || queue.isEmpty();
  }

  /** Says something to the supervisor, now or when it listens again. */
  void say(ToSupervisor message) {
    boolean isLog = message instanceof ToSupervisor.Log;
    enqueue(new Parcel(MessageCodec.encode(message), isLog, Optional.empty()));
    flush();
  }

  /** Sends what is in {@code passing} along, and closes it here. */
  void say(ToSupervisor message, Fd passing) {
    enqueue(new Parcel(MessageCodec.encode(message), false, Optional.of(passing)));
    flush();
  }

  private void enqueue(Parcel parcel) {
    boolean isLog = parcel.isLog();
    if (severed || (isLog ? logCount >= LOG_COUNT_MAX : queue.size() >= FACT_COUNT_MAX)) {
      lostLogCount += isLog ? 1 : 0;
      lostTransitionCount += isLog ? 0 : 1;
      parcel.passing().ifPresent(Fd::close);
      return;
    }
    logCount += isLog ? 1 : 0;
    queue.add(parcel);
  }

  /** Sends what the supervisor has room for. */
  void flush() {
    while (!severed && !queue.isEmpty()) {
      Parcel parcel = queue.getFirst();
      int result = send(parcel);
      if (result == -Errno.EAGAIN || result == -Errno.ENOBUFS) {
        await(true);
        return;
      }
      // Any other refusal is final: the peer has gone, and hang-up will tell.
      severed |= result == -Errno.EPIPE || result == -Errno.ECONNRESET;
      queue.removeFirst();
      logCount -= parcel.isLog() ? 1 : 0;
      parcel.passing().ifPresent(Fd::close);
      reportLosses();
    }
    await(false);
  }

  private int send(Parcel parcel) {
    int lengthBytes = Math.min(parcel.bytes().length, Connection.MESSAGE_BYTES_MAX);
    if (parcel.passing().isPresent()) {
      return socket.send(parcel.bytes(), lengthBytes, parcel.passing().get());
    }
    return socket.send(parcel.bytes(), lengthBytes);
  }

  private void reportLosses() {
    if (queue.isEmpty() && lostLogCount + lostTransitionCount > 0) {
      var lost = new ToSupervisor.Lost(lostLogCount, lostTransitionCount);
      lostLogCount = 0;
      lostTransitionCount = 0;
      queue.add(new Parcel(MessageCodec.encode(lost), false, Optional.empty()));
    }
  }

  private void await(boolean room) {
    if (room != waiting) {
      waiting = room;
      int interest = room ? Poller.READABLE | Poller.WRITABLE : Poller.READABLE;
      poller.change(socket.fd(), interest, token);
    }
  }

  /** The next message, if there is one; a broken one counts as the end of the connection. */
  Optional<ToRouter> next() {
    if (severed) {
      return Optional.empty();
    }
    int lengthBytes = socket.receive(incoming);
    if (lengthBytes == -Errno.EAGAIN || lengthBytes == -Errno.EINTR) {
      return Optional.empty();
    }
    if (lengthBytes > 0
        && MessageCodec.decodeToRouter(incoming, lengthBytes)
            instanceof Decoded.Value<ToRouter>(ToRouter message)) {
      return Optional.of(message);
    }
    severed = true;
    return Optional.empty();
  }

  /** The descriptor that came with the last message. */
  Optional<Fd> takePassed() {
    return socket.takePassed();
  }
}
