package dev.baton.core.vrrp;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;

/**
 * The adverts of one virtual router, built once whenever its configuration or source address
 * changes. Only the priority and the IP identification differ from one advert to the next, so each
 * costs a copy of about forty bytes and two short checksums. An authentication header or a
 * signature costs a digest as well.
 */
public final class AdvertTemplate {

  private final IpEnvelope envelope;
  private final byte[] bytes;
  private final int messageOffset;
  private final long messageSum;
  private final VrrpAuthentication authentication;

  /** Of the message and what follows it. */
  private final IpEnvelope signed;

  /** Of a whole packet without authentication header and signature. */
  private AdvertTemplate(IpEnvelope plain, byte[] packet, VrrpAuthentication authentication) {
    this.authentication = authentication;
    int headerBytes = authentication.protocol().headerBytes();
    envelope =
        IpEnvelope.toSend(
            plain.source(),
            plain.destination(),
            plain.hopLimit(),
            headerBytes + plain.lengthBytes() + authentication.trailerBytes());
    signed = envelope.behind(headerBytes);
    bytes = new byte[packet.length + headerBytes + authentication.trailerBytes()];
    envelope.writeHeader(bytes, authentication.protocol());
    messageOffset = plain.offset() + headerBytes;
    System.arraycopy(packet, plain.offset(), bytes, messageOffset, plain.lengthBytes());
    // The sum that made the checksum is its one's complement.
    long sum =
        ~NetworkOrder.readShort(bytes, messageOffset + VrrpDatagram.CHECKSUM_OFFSET) & 0xFFFF;
    messageSum = sumsTrailer() ? sum + authentication.trailerBytes() : sum;
  }

  /** Adverts from {@code source} to {@code destination}, a group or a peer. */
  public static AdvertTemplate of(
      VrrpConfig config, IpAddress source, IpAddress destination, int hopLimit) {
    return of(config, source, destination, hopLimit, destination);
  }

  /**
   * Adverts whose checksum is made for another destination.
   *
   * @param summed the destination in the pseudo header
   */
  public static AdvertTemplate of(
      VrrpConfig config, IpAddress source, IpAddress destination, int hopLimit, IpAddress summed) {
    var packet =
        new VrrpPacket(
            config.version(), config.vrid(), 0, config.advertIntervalNanos(), config.addresses());
    boolean may =
        config.version() == VrrpVersion.V2
            || config.authentication() instanceof VrrpAuthentication.Trailer;
    VrrpAuthentication authentication = may ? config.authentication() : VrrpAuthentication.NONE;
    var datagram =
        new VrrpDatagram(
            source, destination, hopLimit, packet, authentication.type(), authentication.data());
    return new AdvertTemplate(
        datagram.envelope(), datagram.encode(config.checksumAsV2(), summed), authentication);
  }

  /** The checksum of IPv6 is that of the whole payload, and the kernel writes it. */
  private boolean sumsTrailer() {
    return envelope.family() == IpFamily.INET6 && authentication.trailerBytes() > 0;
  }

  /** How the packets are authenticated. */
  public VrrpAuthentication authentication() {
    return authentication;
  }

  /** A whole IP packet without sequence number, as {@link #packet(int, int, long)}. */
  public byte[] packet(int priority, int identification) {
    return packet(priority, identification, 0);
  }

  /**
   * A whole IP packet.
   *
   * @param priority 0 to 255
   * @param identification of the IPv4 header, 16 bits; more are cut off
   * @param sequence of the authentication header, 32 bits, or of the signature; without either it
   *     does not matter
   */
  public byte[] packet(int priority, int identification, long sequence) {
    byte[] packet = bytes.clone();
    envelope.number(packet, identification);
    packet[messageOffset + VrrpDatagram.PRIORITY_OFFSET] = (byte) priority;
    // The priority is the high half of its 16-bit word.
    long sum = messageSum + ((long) priority << 8);
    if (authentication instanceof VrrpAuthentication.Trailer trailer
        && trailer.trailerBytes() > 0) {
      AdvertTrailer.complete(packet, signed, trailer.activeKey(), sequence);
      sum =
          sumsTrailer()
              ? InternetChecksum.add(
                  sum, packet, AdvertTrailer.startIn(signed), AdvertTrailer.BYTES)
              : sum;
    }
    NetworkOrder.writeShort(
        packet, messageOffset + VrrpDatagram.CHECKSUM_OFFSET, InternetChecksum.finish(sum));
    if (authentication instanceof VrrpAuthentication.Header header) {
      AuthenticationHeader.complete(packet, envelope, header.key(), sequence);
    }
    return packet;
  }
}
