package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import java.util.List;

/**
 * An advertisement.
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
    VrrpVersion version, int vrid, int priority, long intervalNanos, List<IpAddress> addresses) {}
