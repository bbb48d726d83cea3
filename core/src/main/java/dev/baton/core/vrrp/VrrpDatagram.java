package dev.baton.core.vrrp;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;
import dev.baton.core.vrrp.DecodedDatagram.Malformed;
import dev.baton.core.vrrp.DecodedDatagram.Malformed.Reason;
import java.util.List;

/**
 * An advertisement together with fields of its IP header. An intermediate router would have changed
 * the hop limit, so that is checked too.
 *
 * @param hopLimit the TTL of IPv4
 * @param authenticationType of version 2; 0 in version 3
 * @param authenticationData of version 2, eight bytes in network order; 0 in version 3
 */
public record VrrpDatagram(
    IpAddress source,
    IpAddress destination,
    int hopLimit,
    VrrpPacket packet,
    int authenticationType,
    long authenticationData)
    implements DecodedDatagram {

  /** The hop limit of every advert to a group: it crosses no router (RFC 9568, section 5.1.1.3). */
  public static final int HOP_LIMIT = 255;

  /** The group of all VRRP routers (RFC 9568, section 5.1.1.2). */
  public static final IpAddress GROUP4 = IpAddress.ofInt(0xE000_0012);

  static final int PRIORITY_OFFSET = 2;
  static final int CHECKSUM_OFFSET = 6;

  private static final int V3_INTERVAL_MASK = 0x0FFF;

  /**
   * The VRID, wherever it may belong: the shortest look that tells whose message this is; or -1 if
   * it is too short to have one.
   */
  public static int vrid(IpEnvelope envelope, byte[] bytes) {
    return envelope.lengthBytes() < VrrpPacket.HEADER_BYTES
        ? -1
        : bytes[envelope.offset() + 1] & 0xFF;
  }

  /**
   * Where the bytes begin that only its group may know: the authentication data of version 2, which
   * is a password in clear. The end of the message, if there are none. Of one whose length and
   * count disagree, and where the data may be anywhere, all behind the header of VRRP.
   */
  public static int secretFrom(IpEnvelope envelope, byte[] bytes) {
    int start = envelope.offset();
    int end = start + envelope.lengthBytes();
    int body = start + VrrpPacket.HEADER_BYTES;
    if (body >= end || bytes[start] >> 4 != VrrpVersion.V2.number()) {
      return end;
    }
    int data = body + (bytes[start + 3] & 0xFF) * envelope.family().addressBytes();
    return data + Long.BYTES == end ? data : body;
  }

  /** The envelope that it leaves in. */
  IpEnvelope envelope() {
    return IpEnvelope.toSend(source, destination, hopLimit, packet.messageBytes());
  }

  /** The whole packet, header included; its number is 0. */
  byte[] encode(boolean checksumAsV2) {
    return encode(checksumAsV2, destination);
  }

  /** The same with a checksum that is made for this destination. */
  byte[] encode(boolean checksumAsV2, IpAddress summed) {
    IpEnvelope envelope = envelope();
    int start = envelope.offset();
    byte[] bytes = new byte[start + envelope.lengthBytes()];
    envelope.writeHeader(bytes, IpProtocol.VRRP);
    encodeMessage(bytes, start);
    long sum = sum(envelope.to(summed), bytes, packet.version(), checksumAsV2);
    int checksum = InternetChecksum.finish(sum);
    NetworkOrder.writeShort(bytes, start + CHECKSUM_OFFSET, checksum);
    return bytes;
  }

  private void encodeMessage(byte[] bytes, int at) {
    bytes[at] = (byte) (packet.version().number() << 4 | VrrpPacket.TYPE_ADVERTISEMENT);
    bytes[at + 1] = (byte) packet.vrid();
    bytes[at + PRIORITY_OFFSET] = (byte) packet.priority();
    bytes[at + 3] = (byte) packet.addresses().size();
    int interval = (int) (packet.intervalNanos() / packet.version().intervalUnitNanos());
    boolean v2 = packet.version() == VrrpVersion.V2;
    NetworkOrder.writeShort(bytes, at + 4, v2 ? authenticationType << 8 | interval : interval);
    int end = at + VrrpPacket.HEADER_BYTES;
    for (IpAddress address : packet.addresses()) {
      end = address.writeTo(bytes, end);
    }
    if (v2) {
      NetworkOrder.writeLong(bytes, end, authenticationData);
    }
  }

  /**
   * Version 3 sums the pseudo header, too; over IPv4 some do as version 2 did ({@code
   * v3_checksum_as_v2}), over IPv6 nobody (RFC 9568, section 5.2.8).
   */
  private static long sum(
      IpEnvelope envelope, byte[] bytes, VrrpVersion version, boolean checksumAsV2) {
    long sum = InternetChecksum.add(0, bytes, envelope.offset(), envelope.lengthBytes());
    boolean plain = version == VrrpVersion.V2 || checksumAsV2;
    return plain && envelope.family() == IpFamily.INET
        ? sum
        : sum
            + InternetChecksum.addPseudoHeader(
                envelope.source(),
                envelope.destination(),
                IpProtocol.VRRP.number(),
                envelope.lengthBytes());
  }

  /**
   * Reads a message. Any bytes are a value or a reason.
   *
   * @param summed what the checksum covers: the message, or also what follows it
   * @param checksumAsV2 version 3 over IPv4 is summed without pseudo header
   */
  public static DecodedDatagram decode(
      IpEnvelope envelope, IpEnvelope summed, byte[] bytes, boolean checksumAsV2) {
    int start = envelope.offset();
    int messageBytes = envelope.lengthBytes();
    if (messageBytes < VrrpPacket.HEADER_BYTES) {
      return malformed(Reason.TOO_SHORT, start, messageBytes, VrrpPacket.HEADER_BYTES);
    }
    int number = bytes[start] >> 4 & 0xF;
    if (number != 2 && number != 3) {
      return malformed(Reason.VERSION, start, number, 3);
    }
    int type = bytes[start] & 0xF;
    if (type != VrrpPacket.TYPE_ADVERTISEMENT) {
      return malformed(Reason.TYPE, start, type, VrrpPacket.TYPE_ADVERTISEMENT);
    }
    VrrpVersion version = number == 2 ? VrrpVersion.V2 : VrrpVersion.V3;
    int count = bytes[start + 3] & 0xFF;
    int expectedBytes = VrrpPacket.messageBytes(version, count, envelope.family().addressBytes());
    if (messageBytes != expectedBytes) {
      return malformed(Reason.LENGTH, start + 3, start + messageBytes, start + expectedBytes);
    }
    int residue = InternetChecksum.finish(sum(summed, bytes, version, checksumAsV2));
    if (residue != 0) {
      return malformed(Reason.CHECKSUM, start + CHECKSUM_OFFSET, residue, 0);
    }
    return fields(envelope, bytes, version);
  }

  /** The same of a message that nothing follows. */
  public static DecodedDatagram decode(IpEnvelope envelope, byte[] bytes, boolean checksumAsV2) {
    return decode(envelope, envelope, bytes, checksumAsV2);
  }

  /** How long the message is that these bytes begin with, or -1 if they are none. */
  static int messageBytes(IpEnvelope envelope, byte[] bytes) {
    int start = envelope.offset();
    if (envelope.lengthBytes() < VrrpPacket.HEADER_BYTES) {
      return -1;
    }
    int number = bytes[start] >> 4 & 0xF;
    VrrpVersion version = number == VrrpVersion.V2.number() ? VrrpVersion.V2 : VrrpVersion.V3;
    int count = bytes[start + 3] & 0xFF;
    return VrrpPacket.messageBytes(version, count, envelope.family().addressBytes());
  }

  /** The same, but with a checksum that was made for another destination. */
  static DecodedDatagram decode(IpEnvelope envelope, byte[] bytes, IpAddress summed) {
    return switch (decode(envelope.to(summed), bytes, false)) {
      case VrrpDatagram it ->
          new VrrpDatagram(
              it.source,
              envelope.destination(),
              it.hopLimit,
              it.packet,
              it.authenticationType,
              it.authenticationData);
      case Malformed malformed -> malformed;
    };
  }

  private static Malformed malformed(Reason reason, int offset, int found, int expected) {
    return new Malformed(reason, offset, found, expected);
  }

  private static VrrpDatagram fields(IpEnvelope envelope, byte[] bytes, VrrpVersion version) {
    boolean v2 = version == VrrpVersion.V2;
    int start = envelope.offset();
    IpFamily family = envelope.family();
    int count = bytes[start + 3] & 0xFF;
    IpAddress[] addresses = new IpAddress[count];
    int end = start + VrrpPacket.HEADER_BYTES;
    for (int i = 0; i < count; i++, end += family.addressBytes()) {
      addresses[i] = IpAddress.of(family, bytes, end);
    }
    int interval = NetworkOrder.readShort(bytes, start + 4) & (v2 ? 0xFF : V3_INTERVAL_MASK);
    var packet =
        new VrrpPacket(
            version,
            bytes[start + 1] & 0xFF,
            bytes[start + PRIORITY_OFFSET] & 0xFF,
            interval * version.intervalUnitNanos(),
            List.of(addresses));
    return new VrrpDatagram(
        envelope.source(),
        envelope.destination(),
        envelope.hopLimit(),
        packet,
        v2 ? bytes[start + 4] & 0xFF : 0,
        v2 ? NetworkOrder.readLong(bytes, end) : 0);
  }
}
