package dev.baton.router.loop;

import dev.baton.core.net.IpAddress;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.wire.SocketFigures;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.ReceiveBatch;
import dev.baton.linux.socket.SendBatch;
import dev.baton.router.socket.VrrpSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All VRRP sockets, by the number of their channel, with the buffers that they share. Packets are
 * received 32 at a time, and all adverts of a turn leave in one call for each socket. The kernel
 * worker opens and closes the sockets.
 */
final class VrrpSockets {

  /** Is given what the sockets hear, and what became of them. */
  interface Listener {

    /** A packet has come; its bytes are valid during the call. */
    void heard(NodeEvent.DatagramReceived event);

    /** A socket is open. */
    void opened(int channel, VrrpSocket socket);

    /** A socket was not opened, or an advert did not leave. Not to be acted upon in the call. */
    void failed(NodeEvent.SocketFailed event);
  }

  /**
   * Opens and closes sockets, when it comes to it; {@link #opened} or the node's failure answers.
   */
  interface Opener {

    /** Is to open a socket for this channel. */
    void open(int channel, SocketSpec spec);

    /** Need not open one for this channel any more. */
    void callOff(int channel);

    /** Is to close one that nobody uses any more. */
    void close(VrrpSocket socket);
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
  private final Opener opener;
  private final Map<Integer, VrrpSocket> sockets = new LinkedHashMap<>();

  /** What is being opened, with the filter that it is to have by now. */
  private final Map<Integer, SocketSpec> opening = new HashMap<>();

  private final ReceiveBatch received = new ReceiveBatch(RECEIVE_COUNT, PACKET_BYTES_MAX);
  private final SendBatch leaving = new SendBatch(SEND_COUNT, SEND_BYTES);
  private final byte[] packet = new byte[PACKET_BYTES_MAX + 64];
  private final Listener listener;
  private @Nullable VrrpSocket sendingTo;
  private int sendingChannel;

  /** Sockets that are polled with tokens of {@code firstToken} and their channel. */
  VrrpSockets(Poller poller, long firstToken, Opener opener, Listener listener) {
    this.poller = poller;
    this.firstToken = firstToken;
    this.opener = opener;
    this.listener = listener;
  }

  /** Has a socket opened. */
  void open(int channel, SocketSpec spec) {
    opening.put(channel, spec);
    opener.open(channel, spec);
  }

  /** Changes the filter of a socket that is open, or will be. */
  void filter(int channel, SocketSpec spec) {
    VrrpSocket socket = sockets.get(channel);
    if (socket != null) {
      socket.filter(spec);
    } else {
      opening.replace(channel, spec);
    }
  }

  /** A socket was opened for a channel, which may be closed again by now. */
  void opened(int channel, VrrpSocket socket) {
    SocketSpec wanted = opening.remove(channel);
    if (wanted == null) {
      opener.close(socket);
      return;
    }
    if (!wanted.equals(socket.spec())) {
      socket.filter(wanted);
    }
    try {
      poller.add(socket.receivingFd(), Poller.READABLE, firstToken + channel);
      sockets.put(channel, socket);
      listener.opened(channel, socket);
    } catch (OsException failed) {
      opener.close(socket);
      listener.failed(new NodeEvent.SocketFailed(channel, failed.call(), failed.errno()));
    }
  }

  /** A socket could not be opened. */
  void refused(NodeEvent.SocketFailed failure) {
    if (opening.remove(failure.channel()) != null) {
      listener.failed(failure);
    }
  }

  /** Has a socket closed, if it is open. */
  void close(int channel) {
    if (opening.remove(channel) != null) {
      opener.callOff(channel);
    }
    VrrpSocket socket = sockets.remove(channel);
    if (socket != null) {
      poller.remove(socket.receivingFd());
      opener.close(socket);
    }
  }

  /** All that are open, for dumps. */
  List<SocketFigures> figures() {
    return sockets.values().stream().map(VrrpSocket::figures).toList();
  }

  /** Reads the queue of the socket that was polled with this token. */
  void receive(long token) {
    receiveFrom((int) (token - firstToken));
  }

  /** Reads the queues of all sockets, which a late turn must know before it decides. */
  void receiveAll() {
    List.copyOf(sockets.keySet()).forEach(this::receiveFrom);
  }

  private void receiveFrom(int channel) {
    int count = RECEIVE_COUNT;
    for (int i = 0; i < BATCH_COUNT_MAX && count == RECEIVE_COUNT; i++) {
      // What is heard may have the socket closed.
      VrrpSocket socket = sockets.get(channel);
      if (socket == null) {
        return;
      }
      count = received.receive(socket.receivingFd());
      for (int index = 0; index < count; index++) {
        Optional<IpEnvelope> envelope = socket.copyPacket(received, index, packet);
        if (envelope.isPresent()) {
          listener.heard(new NodeEvent.DatagramReceived(channel, envelope.get(), packet));
        }
      }
    }
    // An error of the device (ENETDOWN) is reported here once; the link's own event follows.
  }

  /** Takes a packet for this destination; it leaves with {@link #flush}, if not before. */
  void send(int channel, IpAddress to, byte[] packet) {
    VrrpSocket socket = sockets.get(channel);
    if (socket == null) {
      listener.failed(new NodeEvent.SocketFailed(channel, "sendmsg", Errno.EBADF));
      return;
    }
    if (!leaving.hasRoom(packet.length) || (leaving.count() > 0 && sendingTo != socket)) {
      flush();
    }
    sendingTo = socket;
    sendingChannel = channel;
    leaving.add(packet, packet.length, socket.destination(to));
  }

  /** Sends what is left to send. */
  void flush() {
    int count = leaving.count();
    if (count == 0) {
      return;
    }
    int sent = leaving.send(Objects.requireNonNull(sendingTo).sendingFd());
    leaving.clear();
    // One report for a batch: what stops one packet of a socket stops the others too.
    for (int i = 0; sent < count && i < count; i++) {
      if (leaving.errno(i) != 0) {
        listener.failed(new NodeEvent.SocketFailed(sendingChannel, "sendmsg", leaving.errno(i)));
        return;
      }
    }
  }
}
