package dev.baton.sim;

/**
 * An advert as the judge reads it: straight from the bytes, with no code of the core, so that a
 * fault there cannot hide itself.
 *
 * @param sourceBits the sender's IPv4 address
 * @param intervalNanos as the packet says
 */
record Advert(int vrid, int version, int priority, int sourceBits, long intervalNanos, int count) {

  private static final int IPV4_HEADER_BYTES = 20;

  /** The advert in a packet that a node made, from its IPv4 header on. */
  static Advert of(byte[] packet) {
    if (packet.length < IPV4_HEADER_BYTES + 8 || packet[0] != 0x45 || packet[9] != 112) {
      throw new Violation("a node sent what is no advert");
    }
    int version = octet(packet, 20) >> 4;
    long intervalNanos =
        version == 2
            ? octet(packet, 25) * World.SECOND
            : ((octet(packet, 24) & 0x0F) * 256 + octet(packet, 25)) * 10L * World.MILLISECOND;
    int sourceBits = 0;
    for (int i = 12; i < 16; i++) {
      sourceBits = sourceBits * 256 + octet(packet, i);
    }
    return new Advert(
        octet(packet, 21),
        version,
        octet(packet, 22),
        sourceBits,
        intervalNanos,
        octet(packet, 23));
  }

  private static int octet(byte[] packet, int at) {
    return packet[at] & 0xFF;
  }

  /** Whether it beats a master of this priority and address (RFC 9568, section 6.4.3). */
  boolean beats(int otherPriority, int otherSourceBits) {
    return priority == otherPriority
        ? Integer.compareUnsigned(sourceBits, otherSourceBits) > 0
        : priority > otherPriority;
  }
}
