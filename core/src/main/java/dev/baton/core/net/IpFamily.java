package dev.baton.core.net;

/** The two families of the Internet Protocol that a virtual router can serve. */
public enum IpFamily {
  INET(4, 4),
  INET6(6, 16);

  private final int version;
  private final int addressBytes;

  IpFamily(int version, int addressBytes) {
    this.version = version;
    this.addressBytes = addressBytes;
  }

  /** The version number in the IP header, 4 or 6; as operators know it. */
  public int version() {
    return version;
  }

  /** The size of an address, 4 or 16 bytes. */
  public int addressBytes() {
    return addressBytes;
  }

  /** The longest prefix, 32 or 128 bits. */
  public int prefixBitsMax() {
    return addressBytes * 8;
  }

  @Override
  public String toString() {
    return this == INET ? "IPv4" : "IPv6";
  }
}
