package dev.baton.router.socket;

import dev.baton.core.node.BfdSocketSpec;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.UdpSocket;
import java.util.Optional;

/** A socket of BFD: one that hears all sessions of a kind, or one that sends for one session. */
public final class BfdSocket implements AutoCloseable {

  /** A thousand sessions of ten milliseconds bring so much in a tenth of a second. */
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private final UdpSocket socket;
  private final Optional<Destination> destination;

  private BfdSocket(UdpSocket socket, Optional<Destination> destination) {
    this.socket = socket;
    this.destination = destination;
  }

  /** Opens and binds it. */
  public static BfdSocket open(BfdSocketSpec spec) throws OsException {
    return switch (spec) {
      case BfdSocketSpec.Listener listener ->
          new BfdSocket(
              UdpSocket.receiver(listener.family(), listener.port(), RECEIVE_BUFFER_BYTES),
              Optional.empty());
      case BfdSocketSpec.Sender sender -> sender(sender);
    };
  }

  private static BfdSocket sender(BfdSocketSpec.Sender spec) throws OsException {
    var socket = UdpSocket.sender(spec.family(), spec.hopLimit());
    socket.bindToFree(
        spec.local(),
        BfdSocketSpec.SOURCE_PORT_MIN,
        BfdSocketSpec.SOURCE_PORT_COUNT,
        spec.portIndex());
    return new BfdSocket(socket, Optional.of(Destination.port(spec.neighbor(), spec.port())));
  }

  /** Where its packets go; empty of one that hears. */
  public Optional<Destination> destination() {
    return destination;
  }

  /** To be polled and read, or written. */
  public Fd fd() {
    return socket.fd();
  }

  @Override
  public void close() {
    socket.close();
  }
}
