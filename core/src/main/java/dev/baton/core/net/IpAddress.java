package dev.baton.core.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as a value: 128 bits in two longs, an IPv4 address in the low 32 of them.
 *
 * <p>The order is the numeric order of the octets in network order, which is the order in which
 * VRRP settles equal priorities (RFC 9568, section 6.4.3). Addresses of different families are
 * ordered by family, only so that the order is total.
 */
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

  /** 0.0.0.0, which stands for "no address". */
  public static final IpAddress ANY4 = ofInt(0);

  /** ::, which stands for "no address". */
  public static final IpAddress ANY6 = new IpAddress(IpFamily.INET6, 0, 0);

  /** The IPv4 address whose 32 bits, in network order, are {@code bits}. */
  public static IpAddress ofInt(int bits) {
    return new IpAddress(IpFamily.INET, 0, bits & 0xFFFF_FFFFL);
  }

  /** The address whose octets, in network order, begin at {@code offset}. */
  public static IpAddress of(IpFamily family, byte[] octets, int offset) {
    if (family == IpFamily.INET) {
      return ofInt((int) octetsToLong(octets, offset, 4));
    }
    return new IpAddress(
        family, octetsToLong(octets, offset, 8), octetsToLong(octets, offset + 8, 8));
  }

  /**
   * The address written as dotted quad or as IPv6 text (RFC 4291, section 2.2); no zone, no name.
   */
  public static Optional<IpAddress> parse(String text) {
    return text.indexOf(':') >= 0 ? Ipv6Text.parse(text) : Ipv4Text.parse(text);
  }

  private static long octetsToLong(byte[] octets, int offset, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 8) | (octets[offset + i] & 0xFF);
    }
    return value;
  }

  /** Writes the octets in network order at {@code offset} and returns the offset behind them. */
  public int writeTo(byte[] target, int offset) {
    int count = family.addressBytes();
    for (int i = 0; i < count; i++) {
      target[offset + i] = (byte) octet(i);
    }
    return offset + count;
  }

  /** The octets in network order, 4 or 16 of them. */
  public byte[] octets() {
    byte[] octets = new byte[family.addressBytes()];
    writeTo(octets, 0);
    return octets;
  }

  /** The 32 bits of an IPv4 address. */
  public int toInt() {
    return (int) low;
  }

  /** Whether this is the address that stands for none, 0.0.0.0 or ::. */
  public boolean isAny() {
    return high == 0 && low == 0;
  }

  /** Whether this is a group's address: 224.0.0.0/4 or ff00::/8. */
  public boolean isMulticast() {
    return family == IpFamily.INET ? octet(0) >> 4 == 14 : octet(0) == 0xFF;
  }

  /**
   * Whether this is a group that VRRP may use: any of IPv4, one of link-local scope of IPv6 (RFC
   * 4291, section 2.7).
   */
  public boolean isMulticastOnLink() {
    return isMulticast() && (family == IpFamily.INET || (octet(1) & 0xF) == 2);
  }

  /** Whether this is valid on its link only: 169.254.0.0/16 or fe80::/10. */
  public boolean isLinkLocal() {
    return family == IpFamily.INET ? low >>> 16 == 0xA9FE : high >>> 54 == 0x3FA;
  }

  private int octet(int index) {
    if (family == IpFamily.INET) {
      return (int) (low >>> (24 - 8 * index)) & 0xFF;
    }
    return (int) ((index < 8 ? high : low) >>> (56 - 8 * (index & 7))) & 0xFF;
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  // Written out because the ones that a record is given are chains of method handles, a hundred
  // times slower until they are compiled: a first takeover of a thousand addresses meets them
  // cold.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpAddress address
        && low == address.low
        && high == address.high
        && family == address.family;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low);
  }

  /** Dotted quad, or the canonical IPv6 text of RFC 5952. */
  @Override
  public String toString() {
    return family == IpFamily.INET ? Ipv4Text.print(toInt()) : Ipv6Text.print(high, low);
  }
}
