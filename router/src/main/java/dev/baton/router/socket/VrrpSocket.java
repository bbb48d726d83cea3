package dev.baton.router.socket;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.node.Transport;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.wire.SocketFigures;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.Device;
import dev.baton.linux.socket.PacketFilter;
import dev.baton.linux.socket.RawSocket;
import dev.baton.linux.socket.ReceiveBatch;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * VRRP over one transport: a socket that hears and one that sends.
 *
 * <p>A filter in the kernel passes the wanted virtual routers only. To change it is one call that
 * loses no packet and waits for nobody.
 */
public final class VrrpSocket implements AutoCloseable {

  /** Where the virtual router's number is in a VRRP packet (RFC 9568, section 5.1). */
  private static final int VRID_OFFSET = 1;

  private static final int VRID_COUNT = 256;

  /**
   * A segment with all 255 virtual routers at their shortest interval brings 25,500 packets a
   * second; this holds what comes in a tenth of a second.
   */
  private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

  private final RawSocket receiver;
  private final RawSocket sender;
  private final Map<IpAddress, Destination> destinations = new HashMap<>();
  private SocketSpec spec;

  private VrrpSocket(SocketSpec spec, RawSocket receiver, RawSocket sender) {
    this.spec = spec;
    this.receiver = receiver;
    this.sender = sender;
  }

  /** Opens both; joining a group may wait for a kernel lock. */
  public static VrrpSocket open(SocketSpec spec) throws OsException {
    Transport transport = spec.transport();
    int protocol = transport.protocol().number();
    var device = new Device(transport.linkIndex(), transport.interfaceName());
    RawSocket sender =
        switch (transport) {
          case Transport.Multicast _ ->
              RawSocket.multicastSender(protocol, device, transport.family());
          case Transport.Unicast(_, _, var local, _) ->
              RawSocket.unicastSender(protocol, local, device.index());
        };
    try {
      var socket = new VrrpSocket(spec, receiver(spec, device), sender);
      socket.filter(spec);
      return socket;
    } catch (OsException failed) {
      sender.close();
      throw failed;
    }
  }

  private static RawSocket receiver(SocketSpec spec, Device device) throws OsException {
    long wantedBytes =
        spec.receiveBufferBytes() > 0 ? spec.receiveBufferBytes() : RECEIVE_BUFFER_BYTES;
    int bufferBytes = (int) Math.min(wantedBytes, Integer.MAX_VALUE);
    return switch (spec.transport()) {
      case Transport.Multicast(_, _, var group, var protocol) ->
          RawSocket.multicastReceiver(protocol.number(), device, group, bufferBytes);
      case Transport.Unicast(_, _, var local, var protocol) ->
          RawSocket.unicastReceiver(protocol.number(), local, device.index(), bufferBytes);
    };
  }

  /** Lets through the virtual routers of {@code changed}, of the same transport; none: all. */
  public void filter(SocketSpec changed) {
    var wanted = new BitSet();
    for (int vrid : changed.vrids()) {
      wanted.set(vrid);
    }
    if (wanted.isEmpty()) {
      wanted.set(0, VRID_COUNT);
    }
    // Without a filter the node discards what is foreign; so a refusal costs time only.
    int vridOffset = spec.transport().protocol().headerBytes() + VRID_OFFSET;
    receiver.filter(
        spec.transport().family() == IpFamily.INET
            ? PacketFilter.ip4PayloadByte(vridOffset, wanted)
            : PacketFilter.ip6PayloadByte(vridOffset, wanted));
    spec = changed;
  }

  /** What it was opened for, with its present filter. */
  public SocketSpec spec() {
    return spec;
  }

  /** For dumps. */
  public SocketFigures figures() {
    return new SocketFigures(
        spec.transport().interfaceName(),
        spec.transport().boundTo(),
        spec.transport().protocol(),
        spec.receiveBufferBytes(),
        receiver.fd().number(),
        sender.fd().number());
  }

  /** Where a packet goes, in the kernel's form. */
  public Destination destination(IpAddress to) {
    return destinations.computeIfAbsent(
        to, address -> Destination.onLink(address, spec.transport().linkIndex()));
  }

  /** To be polled and read. */
  public Fd receivingFd() {
    return receiver.fd();
  }

  /** To be written. */
  public Fd sendingFd() {
    return sender.fd();
  }

  /**
   * Copies a received packet to the start of an array, and returns its envelope; nothing if it has
   * none.
   */
  public Optional<IpEnvelope> copyPacket(ReceiveBatch batch, int index, byte[] target) {
    int lengthBytes = batch.copyTo(index, target);
    return spec.transport().family() == IpFamily.INET
        ? IpEnvelope.ofIp4(target, lengthBytes)
        : Optional.of(
            new IpEnvelope(
                batch.source(index),
                batch.destination(index),
                batch.hopLimit(index),
                0,
                lengthBytes));
  }

  /** Leaving the group may wait for a kernel lock. */
  @Override
  public void close() {
    receiver.close();
    sender.close();
  }
}
