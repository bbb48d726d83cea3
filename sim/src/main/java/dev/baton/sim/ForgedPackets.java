package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.Arrays;
import java.util.List;

/**
 * Packets that somebody else puts on the LAN, of both families, to groups and to hosts. It builds
 * them itself, byte by byte, as an attacker or a broken switch would, and with no code of the core.
 */
final class ForgedPackets {

  private static final int IPV4_HEADER_BYTES = 20;
  private static final int IPV6_HEADER_BYTES = 40;

  /** 10.9.0.250. */
  private static final IpAddress STRANGER = IpAddress.ofInt(0x0A09_00FA);

  /** fe80::fa. */
  private static final IpAddress STRANGER6 =
      new IpAddress(IpFamily.INET6, 0xFE80_0000_0000_0000L, 0xFA);

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
    int start = start(good);
    return switch (random.between(0, 11)) {
      case 0 -> junk("cut short", shortened(good));
      case 1 -> junk("noise", noise());
      case 2 -> junk("wrong checksum", flip(good, start + 6 + random.between(0, 1)));
      case 3 -> fromAfar(good, victim, settings);
      case 4 -> junk("version 4", sealed(with(good, start, 0x41)));
      case 5 -> junk("type 2", sealed(with(good, start, good[start] + 1)));
      case 6 -> junk("count too high", sealed(with(good, start + 3, good[start + 3] + 1)));
      case 7 -> junk("other version", otherVersion(settings));
      case 8 -> junk("too long", lengthened(good, 4 * random.between(1, 40)));
      case 9 -> junk("other router", sealed(with(good, start + 1, settings.vrid() + 100)));
      case 10 -> otherTransport(victim, settings);
      default -> badForVersion(good, settings);
    };
  }

  private static Datagram junk(String what, byte[] bytes) {
    return new Datagram(Datagram.NOBODY, bytes, Datagram.Kind.JUNK, what);
  }

  /** With a header that tells the truth, if there is enough of it left. */
  private byte[] shortened(byte[] good) {
    byte[] shorter = Arrays.copyOf(good, random.between(0, good.length - 1));
    return shorter.length < start(good) ? shorter : withLength(shorter);
  }

  private static byte[] lengthened(byte[] good, int moreBytes) {
    return sealed(withLength(Arrays.copyOf(good, good.length + moreBytes)));
  }

  private byte[] noise() {
    var noise = new byte[random.between(0, 200)];
    random.fill(noise);
    return noise;
  }

  private byte[] flip(byte[] packet, int at) {
    return with(packet, at, packet[at] ^ random.between(1, 255));
  }

  /** A peer may be behind a router; a member of the group may not. */
  private Datagram fromAfar(byte[] good, VirtualHost victim, RouterSettings settings) {
    return settings.peering().isPresent()
        ? otherTransport(victim, settings)
        : junk("from behind a router", sealed(with(good, isIpv6(good) ? 7 : 8, 254)));
  }

  /** To the group of a router that speaks to peers, or to the host of one that has a group. */
  private Datagram otherTransport(VirtualHost victim, RouterSettings settings) {
    var plain = settings.withoutPeering();
    var to =
        settings.peering().isPresent()
            ? plain.hearsAt()
            : Scenario.ownAddress(victim.number(), settings.family());
    byte[] packet = advert(settings, random.between(0, 255), settings.vips().size());
    return junk("to another address", sealed(withDestination(packet, to)));
  }

  private byte[] otherVersion(RouterSettings settings) {
    var other = settings.version() == VrrpVersion.V2 ? VrrpVersion.V3 : VrrpVersion.V2;
    return advert(settings, other, 255, settings.vips());
  }

  private Datagram badForVersion(byte[] good, RouterSettings settings) {
    if (settings.version() == VrrpVersion.V3) {
      return junk("summed for another destination", misdirected(good));
    }
    int start = start(good);
    int type = good[start + 4];
    return switch (random.between(0, 3)) {
      case 0 -> junk("other authentication", sealed(with(good, start + 4, 1 - type)));
      case 1 -> junk("unknown authentication", sealed(with(good, start + 4, 7)));
      case 2 -> junk("other interval", sealed(with(good, start + 5, good[start + 5] + 1)));
      default ->
          settings.terms().password().isEmpty()
              ? junk("without authentication data", lengthened(good, -8))
              : junk("other password", sealed(flip(good, good.length - 8)));
    };
  }

  private byte[] misdirected(byte[] good) {
    int checksum = start(good) + 6;
    byte[] elsewhere = sealed(flip(good, start(good) - 1));
    byte[] packet = good.clone();
    packet[checksum] = elsewhere[checksum];
    packet[checksum + 1] = elsewhere[checksum + 1];
    return packet;
  }

  /**
   * A proper advert of a stranger. It may hurry a backup or make a master answer, but no master may
   * yield to it; and to a router that hears its peers only it is nothing.
   */
  Datagram forged(VirtualHost victim, RouterSettings settings) {
    int vipCount = settings.vips().size();
    if (settings.ignoresStrangers()) {
      return junk("no peer's", advert(settings, random.between(0, 255), vipCount));
    }
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
    int start = start(packet);
    if (settings.version() == VrrpVersion.V3) {
      packet[start + 4] = 0;
    }
    return sealed(with(packet, start + 5, 0));
  }

  private static byte[] advert(RouterSettings settings, int priority, int addressCount) {
    return advert(settings, settings.version(), priority, settings.vips().subList(0, addressCount));
  }

  /** A right advert of this version, with these addresses. */
  private static byte[] advert(
      RouterSettings settings, VrrpVersion version, int priority, List<IpPrefix> addresses) {
    boolean v2 = version == VrrpVersion.V2;
    boolean six = settings.family() == IpFamily.INET6;
    int start = six ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
    int bodyBytes = 8 + settings.family().addressBytes() * addresses.size() + (v2 ? 8 : 0);
    var packet = new byte[start + bodyBytes];
    packet[0] = (byte) (six ? 0x6C : 0x45);
    packet[1] = (byte) (six ? 0 : 0xC0);
    packet[six ? 7 : 8] = (byte) 255;
    packet[six ? 6 : 9] = Advert.VRRP;
    (six ? STRANGER6 : STRANGER).writeTo(packet, six ? 8 : 12);
    packet[start] = (byte) (version.number() * 16 + 1);
    packet[start + 1] = (byte) settings.vrid();
    packet[start + 2] = (byte) priority;
    packet[start + 3] = (byte) addresses.size();
    long centiseconds = settings.intervalNanos() / (10 * World.MILLISECOND);
    packet[start + 4] =
        (byte) (v2 ? settings.terms().password().isEmpty() ? 0 : 1 : centiseconds >> 8);
    packet[start + 5] = (byte) (v2 ? centiseconds / 100 : centiseconds);
    int at = start + 8;
    for (IpPrefix each : addresses) {
      at = each.address().writeTo(packet, at);
    }
    for (int i = 0; v2 && i < settings.terms().password().length(); i++) {
      packet[at + i] = (byte) settings.terms().password().charAt(i);
    }
    return sealed(withLength(withDestination(packet, settings.hearsAt())));
  }

  private static boolean isIpv6(byte[] packet) {
    return packet[0] >> 4 == 6;
  }

  /** Where the message begins. */
  private static int start(byte[] packet) {
    return isIpv6(packet) ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
  }

  /** The destination is the end of both headers. */
  private static byte[] withDestination(byte[] packet, IpAddress destination) {
    byte[] changed = packet.clone();
    destination.writeTo(changed, start(packet) - destination.family().addressBytes());
    return changed;
  }

  /** The header says how long the packet is: IPv4 the whole of it, IPv6 what follows. */
  private static byte[] withLength(byte[] packet) {
    boolean six = isIpv6(packet);
    return with(packet, six ? 5 : 3, six ? packet.length - IPV6_HEADER_BYTES : packet.length);
  }

  private static byte[] with(byte[] packet, int at, int value) {
    byte[] changed = packet.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** The packet with right checksums: of an IPv4 header, and of VRRP as its version wants it. */
  private static byte[] sealed(byte[] packet) {
    byte[] result = packet.clone();
    int start = start(packet);
    boolean six = isIpv6(packet);
    if (!six) {
      result[10] = 0;
      result[11] = 0;
      seal(result, 10, sum(result, 0, start));
    }
    result[start + 6] = 0;
    result[start + 7] = 0;
    boolean plain = !six && (result[start] & 0xF0) == 0x20;
    int bodyBytes = result.length - start;
    int addressesAt = six ? 8 : 12;
    long pseudo = sum(result, addressesAt, start - addressesAt) + Advert.VRRP + bodyBytes;
    seal(result, start + 6, sum(result, start, bodyBytes) + (plain ? 0 : pseudo));
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
