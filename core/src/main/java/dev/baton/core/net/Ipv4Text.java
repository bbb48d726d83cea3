package dev.baton.core.net;

import java.util.Optional;

/** The text of IPv4 addresses: four decimal octets, as inet_pton(3) takes and prints them. */
final class Ipv4Text {

  private Ipv4Text() {}

  static Optional<IpAddress> parse(String text) {
    long bits = bits(text);
    return bits < 0 ? Optional.empty() : Optional.of(IpAddress.ofInt((int) bits));
  }

  /** The 32 bits, or -1 if the text is no dotted quad. */
  static long bits(String text) {
    long bits = 0;
    int octets = 0;
    int at = 0;
    while (octets < 4) {
      int end = at;
      int octet = 0;
      while (end < text.length() && isDigit(text.charAt(end)) && end - at < 4) {
        octet = octet * 10 + text.charAt(end++) - '0';
      }
      boolean leadingZero = end - at > 1 && text.charAt(at) == '0';
      if (end == at || octet > 255 || leadingZero) {
        return -1;
      }
      bits = bits << 8 | octet;
      octets++;
      at = end;
      if (octets < 4 && (at >= text.length() || text.charAt(at++) != '.')) {
        return -1;
      }
    }
    return at == text.length() ? bits : -1;
  }

  static String print(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
