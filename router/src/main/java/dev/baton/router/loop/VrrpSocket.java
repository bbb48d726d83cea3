package dev.baton.router.loop;

import dev.baton.core.net.IpFamily;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.wire.SocketFigures;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.Device;
import dev.baton.linux.socket.PacketFilter;
import dev.baton.linux.socket.RawSocket;
import dev.baton.linux.socket.ReceiveBatch;
import java.util.BitSet;

/**
 * VRRP of one family on one interface: a socket that hears the group and one that sends to it.
 *
 * <p>A filter in the kernel passes the wanted virtual routers only. To change it is one call that
 * loses no packet.
 */
final class VrrpSocket implements AutoCloseable {

  private static final int PROTOCOL_VRRP = 112;

  /** Where the virtual router's number is in a VRRP packet (RFC 9568, section 5.1). */
  private static final int VRID_OFFSET = 1;

  private static final int VRID_COUNT = 256;
  private static final int IPV6_HEADER_BYTES = 40;

  /**
   * A segment with all 255 virtual routers at their shortest interval brings 25,500 packets a
   * second; this holds what comes in a tenth of a second.
   */
  private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

  private final RawSocket receiver;
  private final RawSocket sender;
  private final Destination destination;
  private SocketSpec spec;

  private VrrpSocket(SocketSpec spec, RawSocket receiver, RawSocket sender) {
    this.spec = spec;
    this.receiver = receiver;
    this.sender = sender;
    this.destination = Destination.onLink(spec.group(), spec.linkIndex());
  }

  static VrrpSocket open(SocketSpec spec) throws OsException {
    var device = new Device(spec.linkIndex(), spec.interfaceName());
    long buffer = spec.receiveBufferBytes() > 0 ? spec.receiveBufferBytes() : RECEIVE_BUFFER_BYTES;
    RawSocket sender = RawSocket.multicastSender(PROTOCOL_VRRP, device, spec.group().family());
    try {
      RawSocket receiver =
          RawSocket.multicastReceiver(
              PROTOCOL_VRRP, device, spec.group(), (int) Math.min(buffer, Integer.MAX_VALUE));
      var socket = new VrrpSocket(spec, receiver, sender);
      socket.filter(spec);
      return socket;
    } catch (OsException failed) {
      sender.close();
      throw failed;
    }
  }

  /** Lets through the virtual routers of {@code changed}, which is the same socket; none: all. */
  void filter(SocketSpec changed) {
    var wanted = new BitSet();
    for (int vrid : changed.vrids()) {
      wanted.set(vrid);
    }
    if (wanted.isEmpty()) {
      wanted.set(0, VRID_COUNT);
    }
    // Without a filter the node discards what is foreign; so a refusal costs time only.
    receiver.filter(
        spec.group().family() == IpFamily.INET
            ? PacketFilter.ip4PayloadByte(VRID_OFFSET, wanted)
            : PacketFilter.ip6PayloadByte(VRID_OFFSET, wanted));
    spec = changed;
  }

  SocketSpec spec() {
    return spec;
  }

  SocketFigures figures() {
    return new SocketFigures(
        spec.interfaceName(),
        spec.group(),
        spec.receiveBufferBytes(),
        receiver.fd().number(),
        sender.fd().number());
  }

  Destination destination() {
    return destination;
  }

  Fd receivingFd() {
    return receiver.fd();
  }

  Fd sendingFd() {
    return sender.fd();
  }

  /** Copies a received packet, from its IP header on, and returns its length. */
  int copyPacket(ReceiveBatch batch, int index, byte[] target) {
    int lengthBytes = batch.copyTo(index, target);
    if (spec.group().family() == IpFamily.INET) {
      return lengthBytes;
    }
    System.arraycopy(target, 0, target, IPV6_HEADER_BYTES, lengthBytes);
    writeIpv6Header(batch, index, target, lengthBytes);
    return IPV6_HEADER_BYTES + lengthBytes;
  }

  /** The header that a raw IPv6 socket hides (RFC 8200, section 3), from what the kernel tells. */
  private static void writeIpv6Header(
      ReceiveBatch batch, int index, byte[] target, int payloadBytes) {
    target[0] = 0x60;
    target[1] = 0;
    target[2] = 0;
    target[3] = 0;
    target[4] = (byte) (payloadBytes >> 8);
    target[5] = (byte) payloadBytes;
    target[6] = PROTOCOL_VRRP;
    target[7] = (byte) batch.hopLimit(index);
    int behindSource = batch.source(index).writeTo(target, 8);
    batch.destination(index).writeTo(target, behindSource);
  }

  @Override
  public void close() {
    receiver.close();
    sender.close();
  }
}
