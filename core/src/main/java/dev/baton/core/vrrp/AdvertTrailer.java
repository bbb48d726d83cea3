package dev.baton.core.vrrp;

import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The signature behind an advert (auth_hmac).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |    Type 1     |    Key id     |          Reserved 0           |
 * |                 Seconds since 1970, in UTC                    |
 * |  Fraction of a second, 1/65536|            Counter            |
 * |            The first 16 bytes of an HMAC-SHA256               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Signed are a pseudo header of 20 bytes (IP version, VRRP version, VRID, 0, source address
 * padded to 16 bytes), the message with a checksum of zero, and the trailer with zeros for the
 * HMAC. Over IPv4 the message's checksum does not cover the trailer, over IPv6 it does.
 *
 * @param sequence seconds, fraction and counter as one number
 */
record AdvertTrailer(int type, int keyId, int reserved, long sequence) {

  static final int BYTES = 28;

  static final int TYPE_HMAC_SHA256 = 1;

  private static final int SEQUENCE_OFFSET = 4;
  private static final int MAC_OFFSET = 12;
  private static final int MAC_BYTES = 16;
  private static final int PSEUDO_HEADER_BYTES = 20;

  /**
   * Signs a packet.
   *
   * @param envelope of the message and the trailer, which is written; the message is complete but
   *     for its checksum
   */
  static void complete(byte[] packet, IpEnvelope envelope, HmacKey key, long sequence) {
    int start = startIn(envelope);
    packet[start] = TYPE_HMAC_SHA256;
    packet[start + 1] = (byte) key.id();
    NetworkOrder.writeShort(packet, start + 2, 0);
    NetworkOrder.writeLong(packet, start + SEQUENCE_OFFSET, sequence);
    System.arraycopy(mac(packet, envelope, key), 0, packet, start + MAC_OFFSET, MAC_BYTES);
  }

  /** The trailer of a message that is {@link #BYTES} longer than its addresses say. */
  static AdvertTrailer read(byte[] bytes, IpEnvelope envelope) {
    int start = startIn(envelope);
    return new AdvertTrailer(
        bytes[start] & 0xFF,
        bytes[start + 1] & 0xFF,
        NetworkOrder.readShort(bytes, start + 2),
        NetworkOrder.readLong(bytes, start + SEQUENCE_OFFSET));
  }

  /** Whether who sent it knew the key, and nobody has changed it since; in constant time. */
  static boolean isGenuine(byte[] bytes, IpEnvelope envelope, HmacKey key) {
    int told = startIn(envelope) + MAC_OFFSET;
    return MessageDigest.isEqual(
        Arrays.copyOfRange(bytes, told, told + MAC_BYTES), mac(bytes, envelope, key));
  }

  static int startIn(IpEnvelope envelope) {
    return envelope.offset() + envelope.lengthBytes() - BYTES;
  }

  private static byte[] mac(byte[] bytes, IpEnvelope envelope, HmacKey key) {
    int start = envelope.offset();
    byte[] covered = new byte[PSEUDO_HEADER_BYTES + envelope.lengthBytes()];
    covered[0] = (byte) (envelope.family() == IpFamily.INET ? 4 : 6);
    covered[1] = (byte) (bytes[start] >> 4 & 0xF);
    covered[2] = bytes[start + 1];
    envelope.source().writeTo(covered, 4);
    System.arraycopy(
        bytes, start, covered, PSEUDO_HEADER_BYTES, envelope.lengthBytes() - MAC_BYTES);
    NetworkOrder.writeShort(covered, PSEUDO_HEADER_BYTES + VrrpDatagram.CHECKSUM_OFFSET, 0);
    return Arrays.copyOf(Hmac.sha256(key.secret(), covered), MAC_BYTES);
  }
}
