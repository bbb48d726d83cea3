package dev.baton.core.vrrp;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;
import java.util.Optional;

/**
 * How a VRRP message arrived, independent of its content. A raw IPv4 socket delivers the IP header
 * in front of the message. A raw IPv6 socket hides the header and reports its fields separately
 * (RFC 3542, section 6).
 *
 * @param hopLimit the hop limit on arrival, for IPv4 the TTL; -1 if the kernel did not report it
 * @param offset where the message begins in the received bytes
 * @param lengthBytes the length of the message, without any bytes after it
 */
public record IpEnvelope(
    IpAddress source, IpAddress destination, int hopLimit, int offset, int lengthBytes) {

  static final int IP4_HEADER_BYTES = 20;
  static final int IP6_HEADER_BYTES = 40;

  /** Internetwork control: IP precedence 6 (RFC 791, section 3.1). */
  private static final int TRAFFIC_CLASS = 0xC0;

  private static final int IDENTIFICATION_OFFSET = 4;
  private static final int IP4_CHECKSUM_OFFSET = 10;

  /**
   * The envelope of an IPv4 packet, as it begins with its header. Nothing if that is no header or
   * tells of more than is there: the kernel has such packets dropped, and cuts the others to their
   * length, before any socket gets them.
   */
  public static Optional<IpEnvelope> ofIp4(byte[] bytes, int lengthBytes) {
    if (lengthBytes < IP4_HEADER_BYTES || (bytes[0] & 0xF0) != 0x40) {
      return Optional.empty();
    }
    int start = (bytes[0] & 0xF) * 4;
    int totalBytes = NetworkOrder.readShort(bytes, 2);
    if (start < IP4_HEADER_BYTES || totalBytes < start || totalBytes > lengthBytes) {
      return Optional.empty();
    }
    return Optional.of(
        new IpEnvelope(
            IpAddress.of(IpFamily.INET, bytes, 12),
            IpAddress.of(IpFamily.INET, bytes, 16),
            bytes[8] & 0xFF,
            start,
            totalBytes - start));
  }

  /** The same to another destination: for sums that are made so. */
  IpEnvelope to(IpAddress other) {
    return new IpEnvelope(source, other, hopLimit, offset, lengthBytes);
  }

  /** The same for a packet of the family: for whoever has whole IPv6 packets, too. */
  public static Optional<IpEnvelope> of(IpFamily family, byte[] bytes, int lengthBytes) {
    if (family == IpFamily.INET) {
      return ofIp4(bytes, lengthBytes);
    }
    if (lengthBytes < IP6_HEADER_BYTES || (bytes[0] & 0xF0) != 0x60) {
      return Optional.empty();
    }
    int payloadBytes = NetworkOrder.readShort(bytes, 4);
    if (IP6_HEADER_BYTES + payloadBytes > lengthBytes) {
      return Optional.empty();
    }
    return Optional.of(
        new IpEnvelope(
            IpAddress.of(IpFamily.INET6, bytes, 8),
            IpAddress.of(IpFamily.INET6, bytes, 24),
            bytes[7] & 0xFF,
            IP6_HEADER_BYTES,
            payloadBytes));
  }

  /** Those of the messages that we send, behind a header without options. */
  static IpEnvelope toSend(IpAddress source, IpAddress destination, int hopLimit, int lengthBytes) {
    return new IpEnvelope(source, destination, hopLimit, headerBytes(source.family()), lengthBytes);
  }

  /**
   * The same for what is this much further behind the IP header; shorter than 0 if it ends before.
   */
  public IpEnvelope behind(int headerBytes) {
    return new IpEnvelope(
        source, destination, hopLimit, offset + headerBytes, lengthBytes - headerBytes);
  }

  /** The same without so many bytes at the end of the message. */
  IpEnvelope shortenedBy(int trailerBytes) {
    return new IpEnvelope(source, destination, hopLimit, offset, lengthBytes - trailerBytes);
  }

  static int headerBytes(IpFamily family) {
    return family == IpFamily.INET ? IP4_HEADER_BYTES : IP6_HEADER_BYTES;
  }

  IpFamily family() {
    return source.family();
  }

  /**
   * Writes the header in front of the message.
   *
   * <pre>
   *  0                   1                   2                   3
   *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |   4   |  IHL  |   TOS 0xC0    |         Total Length          |
   * |        Identification         |     no fragment, no DF        |
   * |   TTL 255     |   Protocol    |        Header Checksum        |
   * |                 Source, then Destination Address              |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |   6   |  Class 0xC0   |             Flow Label 0              |
   * |         Payload Length        |  Next Header  | Hop Limit 255 |
   * |                 Source, then Destination Address              |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * </pre>
   *
   * RFC 791, section 3.1; RFC 8200, section 3.
   */
  void writeHeader(byte[] packet, IpProtocol protocol) {
    if (family() == IpFamily.INET6) {
      NetworkOrder.writeShort(packet, 0, 0x6000 | TRAFFIC_CLASS << 4);
      NetworkOrder.writeShort(packet, 4, lengthBytes);
      packet[6] = (byte) protocol.number();
      packet[7] = (byte) hopLimit;
      destination.writeTo(packet, source.writeTo(packet, 8));
      return;
    }
    packet[0] = 0x45;
    packet[1] = (byte) TRAFFIC_CLASS;
    NetworkOrder.writeShort(packet, 2, offset + lengthBytes);
    packet[8] = (byte) hopLimit;
    packet[9] = (byte) protocol.number();
    destination.writeTo(packet, source.writeTo(packet, 12));
    number(packet, 0);
  }

  /** Gives an IPv4 packet its number, of which 16 bits count; IPv6 has none. */
  void number(byte[] packet, int identification) {
    if (family() == IpFamily.INET) {
      NetworkOrder.writeShort(packet, IDENTIFICATION_OFFSET, identification);
      NetworkOrder.writeShort(packet, IP4_CHECKSUM_OFFSET, 0);
      long sum = InternetChecksum.add(0, packet, 0, IP4_HEADER_BYTES);
      NetworkOrder.writeShort(packet, IP4_CHECKSUM_OFFSET, InternetChecksum.finish(sum));
    }
  }
}
