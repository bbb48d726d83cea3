package dev.baton.core.net;

import org.jspecify.annotations.Nullable;

/** An address with the length of its network's prefix, as in {@code 10.9.0.100/24}. */
public record IpPrefix(IpAddress address, int prefixBits) {

  /** The prefix that holds this address alone: /32 or /128. */
  public static IpPrefix host(IpAddress address) {
    return new IpPrefix(address, address.family().prefixBitsMax());
  }

  /** Whether both are of the same network: of equal length, and alike as far as that goes. */
  public boolean sharesNetwork(IpPrefix other) {
    return prefixBits == other.prefixBits
        && address.family() == other.address.family()
        && differingBits(other) <= address.family().prefixBitsMax() - prefixBits;
  }

  /** How many bits from the end on may differ: those up to the first that does. */
  private int differingBits(IpPrefix other) {
    long high = address.high() ^ other.address.high();
    long low = address.low() ^ other.address.low();
    return high != 0
        ? 2 * Long.SIZE - Long.numberOfLeadingZeros(high)
        : Long.SIZE - Long.numberOfLeadingZeros(low);
  }

  @Override
  public String toString() {
    return address + "/" + prefixBits;
  }

  // As in IpAddress: not left to the record.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpPrefix prefix
        && prefixBits == prefix.prefixBits
        && address.equals(prefix.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode() * 31 + prefixBits;
  }
}
