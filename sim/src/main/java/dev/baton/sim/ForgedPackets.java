package dev.baton.sim;

import dev.baton.core.vrrp.VrrpVersion;
import java.util.Arrays;

/**
 * Packets that somebody else puts on the LAN. It builds them itself, byte by byte, as an attacker
 * or a broken switch would, and with no code of the core.
 */
final class ForgedPackets {

  private static final int HEADER_BYTES = 20;
  private static final int CHECKSUM = HEADER_BYTES + 6;
  private static final int TTL = 8;
  private static final int STRANGER_BITS = 0x0A09_00FA;

  private final RandomSource random;

  /** Makes a packet for a victim with these settings. */
  interface Forger {
    Datagram make(VirtualHost victim, RouterSettings settings);
  }

  ForgedPackets(RandomSource random) {
    this.random = random;
  }

  /** A packet that must be discarded, in one of many ways. */
  Datagram malformed(VirtualHost victim, RouterSettings settings) {
    byte[] good = advert(settings, random.between(1, 255), settings.vips().size());
    return switch (random.between(0, 10)) {
      case 0 -> malformed("cut short", Arrays.copyOf(good, random.between(0, good.length - 1)));
      case 1 -> malformed("noise", noise());
      case 2 -> malformed("wrong checksum", flip(good, CHECKSUM + random.between(0, 1)));
      case 3 -> malformed("from behind a router", with(good, TTL, 254));
      case 4 -> malformed("version 4", sealed(with(good, HEADER_BYTES, 0x41)));
      case 5 -> malformed("type 2", sealed(with(good, HEADER_BYTES, good[HEADER_BYTES] + 1)));
      case 6 -> malformed("count too high", sealed(with(good, HEADER_BYTES + 3, good[23] + 1)));
      case 7 -> malformed("other version", otherVersion(settings));
      case 8 -> malformed("too long", lengthened(good, 4 * random.between(1, 40)));
      case 9 ->
          malformed("other router", sealed(with(good, HEADER_BYTES + 1, settings.vrid() + 100)));
      default -> badForVersion(good, settings);
    };
  }

  private static Datagram malformed(String what, byte[] bytes) {
    return new Datagram(Datagram.NOBODY, bytes, Datagram.Kind.JUNK, what);
  }

  private static byte[] lengthened(byte[] good, int moreBytes) {
    byte[] longer = Arrays.copyOf(good, good.length + moreBytes);
    longer[3] = (byte) longer.length;
    return sealed(longer);
  }

  private byte[] noise() {
    var noise = new byte[random.between(0, 200)];
    random.fill(noise);
    return noise;
  }

  private byte[] flip(byte[] packet, int at) {
    return with(packet, at, packet[at] ^ random.between(1, 255));
  }

  private byte[] otherVersion(RouterSettings settings) {
    var other = settings.version() == VrrpVersion.V2 ? VrrpVersion.V3 : VrrpVersion.V2;
    return advert(settings, other, 255, settings.vips().size());
  }

  private Datagram badForVersion(byte[] good, RouterSettings settings) {
    if (settings.version() == VrrpVersion.V3) {
      return malformed("summed for another destination", flip(good, 16 + random.between(0, 3)));
    }
    int type = good[HEADER_BYTES + 4];
    return switch (random.between(0, 3)) {
      case 0 -> malformed("other authentication", sealed(with(good, HEADER_BYTES + 4, 1 - type)));
      case 1 -> malformed("unknown authentication", sealed(with(good, HEADER_BYTES + 4, 7)));
      case 2 -> malformed("other interval", sealed(with(good, HEADER_BYTES + 5, good[25] + 1)));
      default ->
          settings.terms().password().isEmpty()
              ? malformed("without authentication data", lengthened(good, -8))
              : malformed("other password", sealed(flip(good, good.length - 8)));
    };
  }

  /**
   * A proper advert of a stranger. It may hurry a backup or make a master answer, but no master may
   * yield to it.
   */
  Datagram forged(VirtualHost victim, RouterSettings settings) {
    int vipCount = settings.vips().size();
    byte[] bytes =
        switch (random.between(0, 3)) {
          case 0 -> advert(settings, 0, vipCount);
          case 1 -> advert(settings, 1, vipCount);
          case 2 -> advert(settings, random.between(1, 255), 0);
          default -> intervalOfZero(settings);
        };
    return new Datagram(Datagram.NOBODY, bytes, Datagram.Kind.FORGED, "forged");
  }

  private static byte[] intervalOfZero(RouterSettings settings) {
    byte[] packet = advert(settings, 255, settings.vips().size());
    if (settings.version() == VrrpVersion.V3) {
      packet[HEADER_BYTES + 4] = 0;
    }
    return sealed(with(packet, HEADER_BYTES + 5, 0));
  }

  private static byte[] advert(RouterSettings settings, int priority, int addressCount) {
    return advert(settings, settings.version(), priority, addressCount);
  }

  /** A right advert of this version, with the first {@code addressCount} addresses. */
  private static byte[] advert(
      RouterSettings settings, VrrpVersion version, int priority, int addressCount) {
    boolean v2 = version == VrrpVersion.V2;
    var packet = new byte[HEADER_BYTES + 8 + 4 * addressCount + (v2 ? 8 : 0)];
    packet[0] = 0x45;
    packet[1] = (byte) 0xC0;
    packet[3] = (byte) packet.length;
    packet[TTL] = (byte) 255;
    packet[9] = 112;
    put(packet, 12, STRANGER_BITS);
    put(packet, 16, RouterSettings.GROUP.toInt());
    packet[HEADER_BYTES] = (byte) (version.number() * 16 + 1);
    packet[HEADER_BYTES + 1] = (byte) settings.vrid();
    packet[HEADER_BYTES + 2] = (byte) priority;
    packet[HEADER_BYTES + 3] = (byte) addressCount;
    long centiseconds = settings.intervalNanos() / (10 * World.MILLISECOND);
    packet[HEADER_BYTES + 4] =
        (byte) (v2 ? settings.terms().password().isEmpty() ? 0 : 1 : centiseconds >> 8);
    packet[HEADER_BYTES + 5] = (byte) (v2 ? centiseconds / 100 : centiseconds);
    for (int i = 0; i < addressCount; i++) {
      settings.vips().get(i).address().writeTo(packet, HEADER_BYTES + 8 + 4 * i);
    }
    for (int i = 0; v2 && i < settings.terms().password().length(); i++) {
      packet[packet.length - 8 + i] = (byte) settings.terms().password().charAt(i);
    }
    return sealed(packet);
  }

  private static void put(byte[] packet, int at, int bits) {
    for (int i = 0; i < 4; i++) {
      packet[at + i] = (byte) (bits >>> (24 - 8 * i));
    }
  }

  private static byte[] with(byte[] packet, int at, int value) {
    byte[] changed = packet.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** The packet with right checksums: of the IP header, and of VRRP as its version wants it. */
  private static byte[] sealed(byte[] packet) {
    byte[] result = packet.clone();
    result[10] = 0;
    result[11] = 0;
    seal(result, 10, sum(result, 0, HEADER_BYTES));
    result[CHECKSUM] = 0;
    result[CHECKSUM + 1] = 0;
    boolean v2 = (result[HEADER_BYTES] & 0xF0) == 0x20;
    int bodyBytes = result.length - HEADER_BYTES;
    long sum = sum(result, HEADER_BYTES, bodyBytes);
    seal(result, CHECKSUM, v2 ? sum : sum + sum(result, 12, 8) + 112 + bodyBytes);
    return result;
  }

  private static long sum(byte[] bytes, int offset, int count) {
    long sum = 0;
    for (int i = offset; i < offset + count; i += 2) {
      sum += (bytes[i] & 0xFF) * 256 + (bytes[i + 1] & 0xFF);
    }
    return sum;
  }

  private static void seal(byte[] bytes, int at, long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    bytes[at] = (byte) (~folded >>> 8);
    bytes[at + 1] = (byte) ~folded;
  }
}
