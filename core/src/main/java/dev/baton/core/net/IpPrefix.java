package dev.baton.core.net;

import org.jspecify.annotations.Nullable;

/** An address with the length of its network's prefix, as in {@code 10.9.0.100/24}. */
public record IpPrefix(IpAddress address, int prefixBits) {

  /** The prefix that holds this address alone: /32 or /128. */
  public static IpPrefix host(IpAddress address) {
    return new IpPrefix(address, address.family().prefixBitsMax());
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
