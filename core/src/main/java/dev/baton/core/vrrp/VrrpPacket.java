package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import java.util.List;

/**
 * An advertisement. {@link VrrpDatagram} is the packet that carries it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Version| Type  | Virtual Rtr ID|   Priority    | Count IP Addrs|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | v2: Auth Type |  v2: Advert   |           Checksum            |
 * | v3: Reserve and Max Advert Int|                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         IP Addresses                          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           v2 only: 8 bytes of authentication data             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * @param priority 0 (the master leaves) to 255 (the address owner)
 * @param intervalNanos the sender's interval; the wire has seconds (v2) or centiseconds (v3)
 */
public record VrrpPacket(
    VrrpVersion version, int vrid, int priority, long intervalNanos, List<IpAddress> addresses) {

  /** The priority that says: the master leaves. */
  public static final int RESIGNATION = 0;

  /** The part before the addresses. */
  static final int HEADER_BYTES = 8;

  /** The authentication data of version 2, used or not. */
  static final int AUTHENTICATION_BYTES = 8;

  /** The only type there is. */
  static final int TYPE_ADVERTISEMENT = 1;

  /** How long the message is: header, addresses, authentication data. */
  int messageBytes() {
    int addressBytes = addresses.isEmpty() ? 0 : addresses.getFirst().family().addressBytes();
    return messageBytes(version, addresses.size(), addressBytes);
  }

  static int messageBytes(VrrpVersion version, int addressCount, int addressBytes) {
    int trailerBytes = version == VrrpVersion.V2 ? AUTHENTICATION_BYTES : 0;
    return HEADER_BYTES + addressCount * addressBytes + trailerBytes;
  }
}
