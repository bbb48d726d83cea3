package dev.baton.core.vrrp;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;

/**
 * The adverts of one virtual router, built once whenever its configuration or source address
 * changes. Only the priority and the IP identification differ from one advert to the next, so each
 * costs a copy of about forty bytes and two short checksums.
 */
public final class AdvertTemplate {

  private final IpEnvelope envelope;
  private final byte[] bytes;
  private final long messageSum;

  private AdvertTemplate(IpEnvelope envelope, byte[] bytes) {
    this.envelope = envelope;
    this.bytes = bytes;
    // The sum that made the checksum is its one's complement.
    this.messageSum =
        ~NetworkOrder.readShort(bytes, envelope.offset() + VrrpDatagram.CHECKSUM_OFFSET) & 0xFFFF;
  }

  /** Adverts from {@code source} to {@code destination}, a group or a peer. */
  public static AdvertTemplate of(
      VrrpConfig config, IpAddress source, IpAddress destination, int hopLimit) {
    var packet =
        new VrrpPacket(
            config.version(), config.vrid(), 0, config.advertIntervalNanos(), config.addresses());
    VrrpAuthentication authentication =
        config.version() == VrrpVersion.V2 ? config.authentication() : VrrpAuthentication.NONE;
    var datagram =
        new VrrpDatagram(
            source, destination, hopLimit, packet, authentication.type(), authentication.data());
    return new AdvertTemplate(datagram.envelope(), datagram.encode(config.checksumAsV2()));
  }

  /**
   * A whole IP packet.
   *
   * @param priority 0 to 255
   * @param identification of the IPv4 header, 16 bits; more are cut off
   */
  public byte[] packet(int priority, int identification) {
    byte[] packet = bytes.clone();
    envelope.number(packet, identification);
    int start = envelope.offset();
    packet[start + VrrpDatagram.PRIORITY_OFFSET] = (byte) priority;
    // The priority is the high half of its 16-bit word.
    NetworkOrder.writeShort(
        packet,
        start + VrrpDatagram.CHECKSUM_OFFSET,
        InternetChecksum.finish(messageSum + ((long) priority << 8)));
    return packet;
  }
}
