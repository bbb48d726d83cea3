package dev.baton.router.loop;

import dev.baton.core.node.BfdSocketSpec;
import dev.baton.core.node.NodeEvent;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.ReceiveBatch;
import dev.baton.linux.socket.SendBatch;
import dev.baton.router.socket.BfdSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sockets of BFD, by the number of their channel. The few that hear are polled; the kernel
 * worker opens and closes all of them.
 */
final class BfdSockets {

  /** Is given what the sockets hear, and what became of them. */
  interface Listener {

    /** A datagram has come; its bytes are valid during the call. */
    void heard(NodeEvent.ControlReceived event);

    /** A socket is open. */
    void opened(int channel);

    /** A socket was not opened, or a packet did not leave. Not to be acted upon in the call. */
    void failed(NodeEvent.BfdSocketFailed event);
  }

  /** Opens and closes sockets, when it comes to it. */
  interface Opener {

    /** Is to open a socket for this channel. */
    void open(int channel, BfdSocketSpec spec);

    /** Is to close one that nobody uses any more. */
    void close(BfdSocket socket);
  }

  /** A packet with the longest authentication is 52 bytes long (RFC 5880, section 4.4). */
  private static final int PACKET_BYTES_MAX = 128;

  private static final int RECEIVE_COUNT = 32;

  /** As for adverts: a flood must not keep ours back for longer than a few milliseconds. */
  private static final int BATCH_COUNT_MAX = 32;

  private final Poller poller;
  private final long firstToken;
  private final Opener opener;
  private final Listener listener;
  private final Map<Integer, BfdSocket> sockets = new HashMap<>();
  private final Set<Integer> hearing = new HashSet<>();
  private final Set<Integer> opening = new HashSet<>();
  private final ReceiveBatch received = new ReceiveBatch(RECEIVE_COUNT, PACKET_BYTES_MAX);
  private final SendBatch leaving = new SendBatch(1, PACKET_BYTES_MAX);
  private final byte[] packet = new byte[PACKET_BYTES_MAX];

  /** Sockets that are polled with tokens of {@code firstToken} and their channel. */
  BfdSockets(Poller poller, long firstToken, Opener opener, Listener listener) {
    this.poller = poller;
    this.firstToken = firstToken;
    this.opener = opener;
    this.listener = listener;
  }

  /** Has a socket opened. */
  void open(int channel, BfdSocketSpec spec) {
    opening.add(channel);
    opener.open(channel, spec);
  }

  /** A socket was opened for a channel, which may be closed again by now. */
  void opened(int channel, BfdSocket socket) {
    if (!opening.remove(channel)) {
      opener.close(socket);
      return;
    }
    try {
      if (socket.destination().isEmpty()) {
        poller.add(socket.fd(), Poller.READABLE, firstToken + channel);
        hearing.add(channel);
      }
      sockets.put(channel, socket);
      listener.opened(channel);
    } catch (OsException failed) {
      opener.close(socket);
      listener.failed(new NodeEvent.BfdSocketFailed(channel, failed.call(), failed.errno()));
    }
  }

  /** A socket could not be opened. */
  void refused(NodeEvent.BfdSocketFailed failure) {
    if (opening.remove(failure.channel())) {
      listener.failed(failure);
    }
  }

  /** Has a socket closed, open or about to be. */
  void close(int channel) {
    opening.remove(channel);
    BfdSocket socket = sockets.remove(channel);
    if (socket != null) {
      if (hearing.remove(channel)) {
        poller.remove(socket.fd());
      }
      opener.close(socket);
    }
  }

  /** Reads the queue of the socket that was polled with this token. */
  void receive(long token) {
    receiveFrom((int) (token - firstToken));
  }

  /** Reads the queues of all sockets, which a late turn must know before it decides. */
  void receiveAll() {
    List.copyOf(hearing).forEach(this::receiveFrom);
  }

  private void receiveFrom(int channel) {
    int count = RECEIVE_COUNT;
    for (int i = 0; i < BATCH_COUNT_MAX && count == RECEIVE_COUNT; i++) {
      BfdSocket socket = sockets.get(channel);
      if (socket == null) {
        return;
      }
      count = received.receive(socket.fd());
      for (int index = 0; index < count; index++) {
        listener.heard(
            new NodeEvent.ControlReceived(
                channel,
                received.source(index),
                received.destination(index),
                received.hopLimit(index),
                packet,
                received.copyTo(index, packet)));
      }
    }
  }

  /** Sends a packet to the neighbor of this channel's session. */
  void send(int channel, byte[] bytes) {
    BfdSocket socket = sockets.get(channel);
    if (socket == null || socket.destination().isEmpty()) {
      listener.failed(new NodeEvent.BfdSocketFailed(channel, "sendmsg", Errno.EBADF));
      return;
    }
    leaving.add(bytes, bytes.length, socket.destination().get());
    leaving.send(socket.fd());
    leaving.clear();
    if (leaving.errno(0) != 0) {
      listener.failed(new NodeEvent.BfdSocketFailed(channel, "sendmsg", leaving.errno(0)));
    }
  }
}
