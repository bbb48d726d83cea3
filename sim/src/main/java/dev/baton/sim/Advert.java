package dev.baton.sim;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * An advert as the judge reads it: straight from the bytes of an IPv4 or IPv6 packet, with no code
 * of the core, so that a fault there cannot hide itself.
 *
 * @param source the sender's address, as an unsigned number
 * @param destination a group or a peer, as an unsigned number
 * @param hopLimit for IPv4 the TTL
 * @param intervalNanos as the packet says
 */
record Advert(
    int vrid,
    int version,
    int priority,
    BigInteger source,
    BigInteger destination,
    int hopLimit,
    long intervalNanos,
    int count) {

  static final int VRRP = 112;
  private static final int IPV4_HEADER_BYTES = 20;
  private static final int IPV6_HEADER_BYTES = 40;

  /** The advert in a packet that a node made, from its IP header on. */
  static Advert of(byte[] packet) {
    boolean six = packet.length > 0 && packet[0] >> 4 == 6;
    int start = six ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
    boolean proper =
        packet.length >= start + 8
            && (six ? octet(packet, 6) : octet(packet, 9)) == VRRP
            && (six ? start + word(packet, 4) : word(packet, 2)) == packet.length
            && (six || packet[0] == 0x45);
    if (!proper) {
      throw new Violation("a node sent what is no advert");
    }
    int version = octet(packet, start) >> 4;
    long intervalNanos =
        version == 2
            ? octet(packet, start + 5) * World.SECOND
            : (word(packet, start + 4) & 0x0FFF) * 10L * World.MILLISECOND;
    int addressAt = six ? 8 : 12;
    int addressBytes = six ? 16 : 4;
    return new Advert(
        octet(packet, start + 1),
        version,
        octet(packet, start + 2),
        number(packet, addressAt, addressBytes),
        number(packet, addressAt + addressBytes, addressBytes),
        octet(packet, six ? 7 : 8),
        intervalNanos,
        octet(packet, start + 3));
  }

  private static BigInteger number(byte[] packet, int at, int count) {
    return new BigInteger(1, Arrays.copyOfRange(packet, at, at + count));
  }

  private static int word(byte[] packet, int at) {
    return octet(packet, at) * 256 + octet(packet, at + 1);
  }

  private static int octet(byte[] packet, int at) {
    return packet[at] & 0xFF;
  }

  /** Whether it beats a master of this priority and address (RFC 9568, section 6.4.3). */
  boolean beats(int otherPriority, BigInteger otherSource) {
    return priority == otherPriority ? source.compareTo(otherSource) > 0 : priority > otherPriority;
  }
}
