package dev.baton.router.loop;

import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.wire.SocketFigures;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.ReceiveBatch;
import dev.baton.linux.socket.SendBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All sockets that VRRP is spoken on, with the buffers that they share: packets are taken 64 at a
 * time, and adverts that leave in one turn leave in one call for each socket.
 */
final class VrrpSockets implements AutoCloseable {

  /** Is given what the sockets hear, and what failed on them. */
  interface Listener {

    /** A packet has come; its bytes are valid during the call. */
    void heard(NodeEvent.DatagramReceived event);

    /** A socket is open. */
    void opened(SocketSpec spec, SocketFigures figures);

    /** A socket was not opened, or an advert did not leave. Not to be acted upon in the call. */
    void failed(NodeEvent.SocketFailed event);
  }

  /** An IPv6 header and an advert of 255 IPv6 addresses (RFC 9568, section 5.2.5), rounded up. */
  private static final int PACKET_BYTES_MAX = 4_160;

  private static final int RECEIVE_COUNT = 32;
  private static final int SEND_COUNT = 64;

  /** As many adverts of 60 IPv4 addresses, or fewer with more. */
  private static final int SEND_BYTES = 4 * PACKET_BYTES_MAX;

  /**
   * How many batches of one socket are read in one turn. A queue is read to its end before time
   * decides anything, or a master whose adverts wait there would be taken for dead; a flood must
   * not keep our own adverts back for longer than a few milliseconds.
   */
  private static final int BATCH_COUNT_MAX = 32;

  private final Poller poller;
  private final long firstToken;
  private final List<VrrpSocket> sockets = new ArrayList<>();
  private final ReceiveBatch received = new ReceiveBatch(RECEIVE_COUNT, PACKET_BYTES_MAX);
  private final SendBatch leaving = new SendBatch(SEND_COUNT, SEND_BYTES);
  private final byte[] packet = new byte[PACKET_BYTES_MAX + 64];
  private final Listener listener;
  private @Nullable VrrpSocket sendingTo;

  /** Sockets that are polled with tokens from {@code firstToken} up. */
  VrrpSockets(Poller poller, long firstToken, Listener listener) {
    this.poller = poller;
    this.firstToken = firstToken;
    this.listener = listener;
  }

  /** Opens a socket, or changes the filter of the one that is open. */
  void open(SocketSpec spec) {
    int at = indexOf(spec);
    if (at >= 0) {
      sockets.get(at).filter(spec);
      return;
    }
    try {
      VrrpSocket socket = polled(VrrpSocket.open(spec), firstToken + sockets.size());
      sockets.add(socket);
      listener.opened(spec, socket.figures());
    } catch (OsException failed) {
      listener.failed(new NodeEvent.SocketFailed(spec, failed.call(), failed.errno()));
    }
  }

  private VrrpSocket polled(VrrpSocket socket, long token) throws OsException {
    try {
      poller.add(socket.receivingFd(), Poller.READABLE, token);
      return socket;
    } catch (OsException failed) {
      socket.close();
      throw failed;
    }
  }

  private int indexOf(SocketSpec spec) {
    for (int i = 0; i < sockets.size(); i++) {
      if (sockets.get(i).spec().sameSocket(spec)) {
        return i;
      }
    }
    return -1;
  }

  /** Closes a socket, if it is open. */
  void close(SocketSpec spec) {
    int at = indexOf(spec);
    if (at < 0) {
      return;
    }
    VrrpSocket last = sockets.removeLast();
    VrrpSocket gone = last;
    if (at < sockets.size()) {
      // The last one moves into the gap, so that tokens stay dense.
      gone = sockets.set(at, last);
      poller.change(last.receivingFd(), Poller.READABLE, firstToken + at);
    }
    poller.remove(gone.receivingFd());
    gone.close();
  }

  /** All that are open, for dumps. */
  List<SocketFigures> figures() {
    return sockets.stream().map(VrrpSocket::figures).toList();
  }

  /** Reads the queue of the socket that was polled with this token. */
  void receive(long token) {
    int at = (int) (token - firstToken);
    if (at < sockets.size()) {
      receive(sockets.get(at));
    }
  }

  /** Reads the queues of all sockets, which a late turn must know before it decides. */
  void receiveAll() {
    for (int i = 0; i < sockets.size(); i++) {
      receive(sockets.get(i));
    }
  }

  private void receive(VrrpSocket socket) {
    int count = RECEIVE_COUNT;
    for (int i = 0; i < BATCH_COUNT_MAX && count == RECEIVE_COUNT; i++) {
      count = received.receive(socket.receivingFd());
      for (int index = 0; index < count; index++) {
        int lengthBytes = socket.copyPacket(received, index, packet);
        listener.heard(new NodeEvent.DatagramReceived(socket.spec(), packet, lengthBytes));
      }
    }
    // An error of the device (ENETDOWN) is reported here once; the link's own event follows.
  }

  /** Takes a packet for the group of the socket; it leaves with {@link #flush}, if not before. */
  void send(SocketSpec spec, byte[] packet) {
    int at = indexOf(spec);
    if (at < 0) {
      listener.failed(new NodeEvent.SocketFailed(spec, "sendmsg", Errno.EBADF));
      return;
    }
    VrrpSocket socket = sockets.get(at);
    if (!leaving.hasRoom(packet.length) || (leaving.count() > 0 && sendingTo != socket)) {
      flush();
    }
    sendingTo = socket;
    leaving.add(packet, packet.length, socket.destination());
  }

  /** Sends what is left to send. */
  void flush() {
    int count = leaving.count();
    if (count == 0) {
      return;
    }
    VrrpSocket socket = Objects.requireNonNull(sendingTo);
    int sent = leaving.send(socket.sendingFd());
    leaving.clear();
    // One report for a batch: what stops one packet of a socket stops the others too.
    for (int i = 0; sent < count && i < count; i++) {
      if (leaving.errno(i) != 0) {
        int errno = leaving.errno(i);
        listener.failed(new NodeEvent.SocketFailed(socket.spec(), "sendmsg", errno));
        return;
      }
    }
  }

  @Override
  public void close() {
    for (VrrpSocket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }
}
