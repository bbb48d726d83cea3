package dev.baton.core.vrrp;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;
import dev.baton.core.vrrp.DecodedDatagram.Malformed;
import dev.baton.core.vrrp.DecodedDatagram.Malformed.Reason;
import java.util.List;

/**
 * An advertisement in its IPv4 packet, as it travels. We build the IP header ourselves, and judge
 * the sender's: a router in between would have changed its TTL.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   4   |  IHL  |   TOS 0xC0    |         Total Length          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |        Identification         |     no fragment, no DF        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   TTL 255     | Protocol 112  |        Header Checksum        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                        Source Address                         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                      Destination Address                      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |               options, then the VrrpPacket                    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param authenticationType of version 2; 0 in version 3
 * @param authenticationData of version 2, eight bytes in network order; 0 in version 3
 */
public record VrrpDatagram(
    IpAddress source,
    IpAddress destination,
    int ttl,
    VrrpPacket packet,
    int authenticationType,
    long authenticationData)
    implements DecodedDatagram {

  /** The TTL of every advert to a group: it crosses no router (RFC 9568, section 5.1.1.3). */
  public static final int TTL = 255;

  /** The number of VRRP in the IP header (RFC 9568, section 5.1.1.4). */
  public static final int PROTOCOL = 112;

  static final int IP_HEADER_BYTES = 20;
  static final int IDENTIFICATION_OFFSET = 4;
  static final int IP_CHECKSUM_OFFSET = 10;
  static final int PRIORITY_OFFSET = 2;
  static final int CHECKSUM_OFFSET = 6;

  /** Internetwork control: IP precedence 6 (RFC 791, section 3.1). */
  private static final int TOS = 0xC0;

  /** Ethernet pads shorter payloads to this (RFC 894). */
  private static final int ETHERNET_PAYLOAD_BYTES_MIN = 46;

  private static final int V3_INTERVAL_MASK = 0x0FFF;

  /**
   * The VRID, wherever it may belong: the shortest look that tells whose packet this is; or -1 if
   * the packet is too short to have one.
   */
  public static int vrid(byte[] bytes, int lengthBytes) {
    int start = lengthBytes < IP_HEADER_BYTES ? lengthBytes : headerBytes(bytes);
    return start + VrrpPacket.HEADER_BYTES > lengthBytes ? -1 : bytes[start + 1] & 0xFF;
  }

  /**
   * Where the bytes begin that only its group may know: the authentication data of version 2, which
   * is a password in clear. The end, if there are none. Of a packet whose length and count
   * disagree, and where the data may be anywhere, all behind the header of VRRP.
   */
  public static int secretFrom(byte[] bytes, int lengthBytes) {
    int start = lengthBytes < IP_HEADER_BYTES ? lengthBytes : headerBytes(bytes);
    int body = start + VrrpPacket.HEADER_BYTES;
    if (body >= lengthBytes || bytes[start] >> 4 != VrrpVersion.V2.number()) {
      return lengthBytes;
    }
    int data = body + (bytes[start + 3] & 0xFF) * IpFamily.INET.addressBytes();
    return data + Long.BYTES == lengthBytes ? data : body;
  }

  /** The whole packet. */
  byte[] encode(int identification, boolean checksumAsV2) {
    int messageBytes = packet.messageBytes();
    byte[] bytes = new byte[IP_HEADER_BYTES + messageBytes];
    encodeHeader(bytes, identification);
    encodeMessage(bytes);
    long sum = InternetChecksum.add(0, bytes, IP_HEADER_BYTES, messageBytes);
    if (packet.version() == VrrpVersion.V3 && !checksumAsV2) {
      sum += InternetChecksum.addPseudoHeader(source, destination, PROTOCOL, messageBytes);
    }
    NetworkOrder.writeShort(bytes, IP_HEADER_BYTES + CHECKSUM_OFFSET, InternetChecksum.finish(sum));
    return bytes;
  }

  private void encodeHeader(byte[] bytes, int identification) {
    bytes[0] = 0x45;
    bytes[1] = (byte) TOS;
    NetworkOrder.writeShort(bytes, 2, bytes.length);
    NetworkOrder.writeShort(bytes, IDENTIFICATION_OFFSET, identification);
    bytes[8] = (byte) ttl;
    bytes[9] = (byte) PROTOCOL;
    source.writeTo(bytes, 12);
    destination.writeTo(bytes, 16);
    long sum = InternetChecksum.add(0, bytes, 0, IP_HEADER_BYTES);
    NetworkOrder.writeShort(bytes, IP_CHECKSUM_OFFSET, InternetChecksum.finish(sum));
  }

  private void encodeMessage(byte[] bytes) {
    int at = IP_HEADER_BYTES;
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
   * Reads a datagram as a raw socket gives it, IP header first. Any bytes are a value or a reason.
   *
   * @param checksumAsV2 version 3 is summed without pseudo header, as {@code v3_checksum_as_v2}
   *     says
   */
  public static DecodedDatagram decode(byte[] bytes, int lengthBytes, boolean checksumAsV2) {
    int leastBytes = IP_HEADER_BYTES + VrrpPacket.HEADER_BYTES;
    if (lengthBytes < leastBytes) {
      return malformed(Reason.TOO_SHORT, lengthBytes, lengthBytes, leastBytes);
    }
    int start = headerBytes(bytes);
    if ((bytes[0] & 0xF0) != 0x40 || start < IP_HEADER_BYTES) {
      return malformed(Reason.IP_HEADER, 0, bytes[0] & 0xFF, 0x45);
    }
    int totalBytes = NetworkOrder.readShort(bytes, 2);
    if (totalBytes < start + VrrpPacket.HEADER_BYTES) {
      return malformed(Reason.TOO_SHORT, 2, totalBytes, start + VrrpPacket.HEADER_BYTES);
    }
    boolean padded = totalBytes < lengthBytes && lengthBytes <= ETHERNET_PAYLOAD_BYTES_MIN;
    if (totalBytes != lengthBytes && !padded) {
      return malformed(Reason.TOTAL_LENGTH, 2, totalBytes, lengthBytes);
    }
    if ((bytes[9] & 0xFF) != PROTOCOL) {
      return malformed(Reason.PROTOCOL, 9, bytes[9] & 0xFF, PROTOCOL);
    }
    return decodeMessage(bytes, start, totalBytes - start, checksumAsV2);
  }

  private static DecodedDatagram decodeMessage(
      byte[] bytes, int start, int messageBytes, boolean checksumAsV2) {
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
    int expectedBytes = VrrpPacket.messageBytes(version, count, IpFamily.INET.addressBytes());
    if (messageBytes != expectedBytes) {
      return malformed(Reason.LENGTH, start + 3, start + messageBytes, start + expectedBytes);
    }
    IpAddress source = IpAddress.of(IpFamily.INET, bytes, 12);
    IpAddress destination = IpAddress.of(IpFamily.INET, bytes, 16);
    long sum = InternetChecksum.add(0, bytes, start, messageBytes);
    if (version == VrrpVersion.V3 && !checksumAsV2) {
      sum += InternetChecksum.addPseudoHeader(source, destination, PROTOCOL, messageBytes);
    }
    int residue = InternetChecksum.finish(sum);
    if (residue != 0) {
      return malformed(Reason.CHECKSUM, start + CHECKSUM_OFFSET, residue, 0);
    }
    return fields(bytes, start, version, source, destination);
  }

  private static Malformed malformed(Reason reason, int offset, int found, int expected) {
    return new Malformed(reason, offset, found, expected);
  }

  private static VrrpDatagram fields(
      byte[] bytes, int start, VrrpVersion version, IpAddress source, IpAddress destination) {
    boolean v2 = version == VrrpVersion.V2;
    int count = bytes[start + 3] & 0xFF;
    IpAddress[] addresses = new IpAddress[count];
    int end = start + VrrpPacket.HEADER_BYTES;
    for (int i = 0; i < count; i++, end += IpFamily.INET.addressBytes()) {
      addresses[i] = IpAddress.of(IpFamily.INET, bytes, end);
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
        source,
        destination,
        bytes[8] & 0xFF,
        packet,
        v2 ? bytes[start + 4] & 0xFF : 0,
        v2 ? NetworkOrder.readLong(bytes, end) : 0);
  }

  private static int headerBytes(byte[] bytes) {
    return (bytes[0] & 0xF) * 4;
  }
}
