package dev.baton.core.net;

/** A 48-bit hardware address of an Ethernet-like interface, in the low bits of a long. */
public record MacAddress(long bits) {

  /** ff:ff:ff:ff:ff:ff. */
  public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

  /** 00:00:00:00:00:00, the address of interfaces that have none. */
  public static final MacAddress NONE = new MacAddress(0);

  /** How many octets it has. */
  public static final int BYTES = 6;

  /** The address whose octets begin at {@code offset}. */
  public static MacAddress of(byte[] octets, int offset) {
    long bits = 0;
    for (int i = 0; i < BYTES; i++) {
      bits = (bits << 8) | (octets[offset + i] & 0xFF);
    }
    return new MacAddress(bits);
  }

  /** The address of a virtual router (RFC 9568, 7.3). */
  public static MacAddress ofVirtualRouter(IpFamily family, int vrid) {
    return new MacAddress(0x5E00_0000L | (family == IpFamily.INET ? 1 : 2) << 8 | vrid);
  }

  /** Writes the six octets at {@code offset} and returns the offset behind them. */
  public int writeTo(byte[] target, int offset) {
    for (int i = 0; i < BYTES; i++) {
      target[offset + i] = (byte) (bits >>> (40 - 8 * i));
    }
    return offset + BYTES;
  }

  @Override
  public String toString() {
    var text = new StringBuilder(17);
    for (int i = 0; i < BYTES; i++) {
      int octet = (int) (bits >>> (40 - 8 * i)) & 0xFF;
      text.append(i == 0 ? "" : ":")
          .append(octet < 16 ? "0" : "")
          .append(Integer.toHexString(octet));
    }
    return text.toString();
  }
}
