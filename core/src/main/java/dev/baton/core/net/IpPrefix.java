package dev.baton.core.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address with the length of its network's prefix, as in {@code 10.9.0.100/24}. */
public record IpPrefix(IpAddress address, int prefixBits) {

  /** The prefix that holds this address alone: /32 or /128. */
  public static IpPrefix host(IpAddress address) {
    return new IpPrefix(address, address.family().prefixBitsMax());
  }

  /** The prefix written as {@code ADDRESS/LENGTH}; empty if the text is none. */
  public static Optional<IpPrefix> parse(String text) {
    int slash = text.indexOf('/');
    String digits = text.substring(slash + 1);
    var address =
        slash < 0 ? Optional.<IpAddress>empty() : IpAddress.parse(text.substring(0, slash));
    if (address.isEmpty() || !digits.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(digits);
    return bits > address.get().family().prefixBitsMax()
        ? Optional.empty()
        : Optional.of(new IpPrefix(address.get(), bits));
  }

  /** Whether the address is of this network. */
  public boolean holds(IpAddress other) {
    return sharesNetwork(new IpPrefix(other, prefixBits));
  }

  /** Whether both are of the same network: of equal length, and alike as far as that goes. */
  public boolean sharesNetwork(IpPrefix other) {
    return prefixBits == other.prefixBits
        && address.family() == other.address.family()
        && differingBits(other) <= address.family().prefixBitsMax() - prefixBits;
  }

  /** The network alone: the bits behind the prefix are 0. */
  public IpPrefix network() {
    int highBits = address.family() == IpFamily.INET ? prefixBits + Long.SIZE + 32 : prefixBits;
    long high = address.high() & mask(highBits);
    long low = address.low() & mask(highBits - Long.SIZE);
    return new IpPrefix(new IpAddress(address.family(), high, low), prefixBits);
  }

  /** The first bits of a word, or none, or all. */
  private static long mask(int bits) {
    int rest = Long.SIZE - Math.clamp(bits, 0, Long.SIZE);
    return rest == Long.SIZE ? 0 : -1L << rest;
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
