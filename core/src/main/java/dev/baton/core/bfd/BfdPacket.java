package dev.baton.core.bfd;

import dev.baton.core.net.NetworkOrder;

/**
 * A control packet (RFC 5880, section 4.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Vers |  Diag   |Sta|P|F|C|A|D|M|  Detect Mult  |    Length     |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                       My Discriminator                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                      Your Discriminator                       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                    Desired Min TX Interval                    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                   Required Min RX Interval                    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                 Required Min Echo RX Interval                 |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>The bits C, A and M are 0 in what we send: a router that dies takes its sessions with it,
 * there is no authentication, and multipoint is for the future.
 *
 * @param diagnostic 0 to 31, see {@link Diagnostic}
 * @param finished the bit F, which answers a poll
 * @param authenticated the bit A; a section follows that nobody reads
 * @param detectMultiplier 1 to 255
 * @param desiredMinTransmitMicros unsigned 32 bits, as are the others
 */
public record BfdPacket(
    int diagnostic,
    SessionState state,
    boolean poll,
    boolean finished,
    boolean authenticated,
    boolean demand,
    int detectMultiplier,
    int myDiscriminator,
    int yourDiscriminator,
    long desiredMinTransmitMicros,
    long requiredMinReceiveMicros)
    implements Decoded {

  /** The mandatory section, which is all that we send. */
  public static final int BYTES = 24;

  /** With the first two bytes of an authentication section (section 6.8.6). */
  private static final int AUTHENTICATED_BYTES = 26;

  private static final int VERSION = 1;
  private static final int POLL = 0x20;
  private static final int FINAL = 0x10;
  private static final int AUTHENTICATION = 0x04;
  private static final int DEMAND = 0x02;
  private static final int MULTIPOINT = 0x01;

  /** The bytes of it. */
  public byte[] encode() {
    var bytes = new byte[BYTES];
    bytes[0] = (byte) (VERSION << 5 | diagnostic);
    bytes[1] =
        (byte)
            (state.number() << 6
                | (poll ? POLL : 0)
                | (finished ? FINAL : 0)
                | (authenticated ? AUTHENTICATION : 0)
                | (demand ? DEMAND : 0));
    bytes[2] = (byte) detectMultiplier;
    bytes[3] = BYTES;
    NetworkOrder.writeInt(bytes, 4, myDiscriminator);
    NetworkOrder.writeInt(bytes, 8, yourDiscriminator);
    NetworkOrder.writeInt(bytes, 12, (int) desiredMinTransmitMicros);
    NetworkOrder.writeInt(bytes, 16, (int) requiredMinReceiveMicros);
    return bytes;
  }

  /**
   * The packet in a datagram's payload, or why it must be thrown away: the checks of section 6.8.6
   * that need no session.
   *
   * @param lengthBytes how many of the bytes are the payload
   */
  public static Decoded decode(byte[] bytes, int lengthBytes) {
    if (lengthBytes < BYTES) {
      return new Malformed(BfdDiscard.LENGTH);
    }
    int flags = bytes[1];
    boolean authenticated = (flags & AUTHENTICATION) != 0;
    int saidBytes = bytes[3] & 0xFF;
    if ((bytes[0] & 0xFF) >> 5 != VERSION) {
      return new Malformed(BfdDiscard.VERSION);
    }
    if (saidBytes < (authenticated ? AUTHENTICATED_BYTES : BYTES) || saidBytes > lengthBytes) {
      return new Malformed(BfdDiscard.LENGTH);
    }
    var packet =
        new BfdPacket(
            bytes[0] & 0x1F,
            SessionState.of((flags & 0xFF) >> 6),
            (flags & POLL) != 0,
            (flags & FINAL) != 0,
            authenticated,
            (flags & DEMAND) != 0,
            bytes[2] & 0xFF,
            NetworkOrder.readInt(bytes, 4),
            NetworkOrder.readInt(bytes, 8),
            NetworkOrder.readInt(bytes, 12) & 0xFFFF_FFFFL,
            NetworkOrder.readInt(bytes, 16) & 0xFFFF_FFFFL);
    return packet.checked((flags & MULTIPOINT) != 0);
  }

  private Decoded checked(boolean multipoint) {
    if (detectMultiplier == 0) {
      return new Malformed(BfdDiscard.DETECT_MULTIPLIER);
    }
    if (multipoint) {
      return new Malformed(BfdDiscard.MULTIPOINT);
    }
    // Section 6.5: nobody may send it, and nobody can tell what it would mean.
    if (poll && finished) {
      return new Malformed(BfdDiscard.POLL_AND_FINAL);
    }
    if (myDiscriminator == 0) {
      return new Malformed(BfdDiscard.MY_DISCRIMINATOR);
    }
    if (yourDiscriminator == 0 && state != SessionState.DOWN && state != SessionState.ADMIN_DOWN) {
      return new Malformed(BfdDiscard.YOUR_DISCRIMINATOR);
    }
    return this;
  }
}
