package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The IP Authentication Header between the IPv4 header and the message (RFC 2402, section 2), with
 * the digest of RFC 2403.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Next header 112|   Length 4    |           Reserved            |
 * |                SPI: the sender's address                      |
 * |                Sequence number                                |
 * |                Integrity check value (12 bytes)               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param spi the security parameters index, which is the address that the sender claims
 * @param sequence 32 bits, unsigned
 * @param genuine whether the sender knew the key, and nobody has changed the packet since
 */
record AuthenticationHeader(int nextHeader, IpAddress spi, long sequence, boolean genuine) {

  static final int BYTES = 24;

  /** The highest sequence number: it must not begin anew under one key (section 3.3.2). */
  static final long SEQUENCE_MAX = 0xFFFF_FFFFL;

  private static final int LENGTH = BYTES / 4 - 2;
  private static final int SPI_OFFSET = 4;
  private static final int ICV_OFFSET = 12;
  private static final int ICV_BYTES = 12;

  private static final int TOS_OFFSET = 1;
  private static final int FRAGMENT_OFFSET = 6;
  private static final int TTL_OFFSET = 8;
  private static final int IP4_CHECKSUM_OFFSET = 10;

  /**
   * A packet with the header in it.
   *
   * @param packet behind an IPv4 header without options, which tells of AH and of the whole length,
   *     with zeros where AH goes; completed in place
   */
  static void complete(byte[] packet, IpEnvelope envelope, byte[] key, long sequence) {
    int start = envelope.offset();
    packet[start] = (byte) IpProtocol.VRRP.number();
    packet[start + 1] = (byte) LENGTH;
    NetworkOrder.writeLong(packet, start + SPI_OFFSET, sequence);
    envelope.source().writeTo(packet, start + SPI_OFFSET);
    byte[] icv = icv(packet, envelope, key);
    System.arraycopy(icv, 0, packet, start + ICV_OFFSET, ICV_BYTES);
  }

  /**
   * The header of a packet.
   *
   * @param envelope of what is behind the IP header, at least {@link #BYTES} long
   */
  static AuthenticationHeader read(byte[] bytes, IpEnvelope envelope, byte[] key) {
    int start = envelope.offset();
    byte[] told = Arrays.copyOfRange(bytes, start + ICV_OFFSET, start + ICV_OFFSET + ICV_BYTES);
    return new AuthenticationHeader(
        bytes[start] & 0xFF,
        IpAddress.of(IpFamily.INET, bytes, start + SPI_OFFSET),
        NetworkOrder.readLong(bytes, start + SPI_OFFSET) & SEQUENCE_MAX,
        MessageDigest.isEqual(told, icv(bytes, envelope, key)));
  }

  /**
   * Over the whole packet but what routers may change (section 3.3.3.1.1). A group is on the link,
   * so there the TTL does not change; keepalived protects it.
   */
  private static byte[] icv(byte[] bytes, IpEnvelope envelope, byte[] key) {
    int start = envelope.offset();
    byte[] covered = Arrays.copyOf(bytes, start + envelope.lengthBytes());
    covered[TOS_OFFSET] = 0;
    NetworkOrder.writeShort(covered, FRAGMENT_OFFSET, 0);
    if (!envelope.destination().isMulticast()) {
      covered[TTL_OFFSET] = 0;
    }
    NetworkOrder.writeShort(covered, IP4_CHECKSUM_OFFSET, 0);
    Arrays.fill(covered, start + ICV_OFFSET, start + ICV_OFFSET + ICV_BYTES, (byte) 0);
    return Arrays.copyOf(Hmac.md5(key, covered), ICV_BYTES);
  }
}
