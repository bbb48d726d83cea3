package dev.baton.core.vrrp;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;

/**
 * The adverts of one virtual router, built once when its configuration or its source address
 * changes. Priority and identification are all that differs from one to the next, so an advert
 * costs a copy of some forty bytes and two sums that are finished, not made.
 */
public final class AdvertTemplate {

  private final byte[] bytes;
  private final long headerSum;
  private final long messageSum;

  private AdvertTemplate(byte[] bytes, long headerSum, long messageSum) {
    this.bytes = bytes;
    this.headerSum = headerSum;
    this.messageSum = messageSum;
  }

  /** Adverts from {@code source} to {@code destination}, a group or a peer. */
  public static AdvertTemplate of(
      VrrpConfig config, IpAddress source, IpAddress destination, int ttl) {
    var packet =
        new VrrpPacket(
            config.version(), config.vrid(), 0, config.advertIntervalNanos(), config.addresses());
    VrrpAuthentication authentication =
        config.version() == VrrpVersion.V2 ? config.authentication() : VrrpAuthentication.NONE;
    byte[] bytes =
        new VrrpDatagram(
                source, destination, ttl, packet, authentication.type(), authentication.data())
            .encode(0, config.checksumAsV2());
    return new AdvertTemplate(
        bytes,
        sumWithout(bytes, VrrpDatagram.IP_CHECKSUM_OFFSET),
        sumWithout(bytes, VrrpDatagram.IP_HEADER_BYTES + VrrpDatagram.CHECKSUM_OFFSET));
  }

  /** The sum that made the checksum at {@code offset}: its one's complement. */
  private static long sumWithout(byte[] bytes, int offset) {
    return ~NetworkOrder.readShort(bytes, offset) & 0xFFFF;
  }

  /**
   * A whole IPv4 packet.
   *
   * @param priority 0 to 255
   * @param identification of the IP header, 16 bits; more are cut off
   */
  public byte[] packet(int priority, int identification) {
    byte[] packet = bytes.clone();
    NetworkOrder.writeShort(packet, VrrpDatagram.IDENTIFICATION_OFFSET, identification);
    NetworkOrder.writeShort(
        packet,
        VrrpDatagram.IP_CHECKSUM_OFFSET,
        InternetChecksum.finish(headerSum + (identification & 0xFFFF)));
    int start = VrrpDatagram.IP_HEADER_BYTES;
    packet[start + VrrpDatagram.PRIORITY_OFFSET] = (byte) priority;
    // The priority is the high half of its 16-bit word.
    NetworkOrder.writeShort(
        packet,
        start + VrrpDatagram.CHECKSUM_OFFSET,
        InternetChecksum.finish(messageSum + ((long) priority << 8)));
    return packet;
  }
}
