package dev.baton.core.net;

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
}
