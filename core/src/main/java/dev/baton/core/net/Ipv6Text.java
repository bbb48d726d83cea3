package dev.baton.core.net;

import java.util.Optional;

/** The text of IPv6 addresses: read as RFC 4291, section 2.2 has it, printed as RFC 5952 asks. */
final class Ipv6Text {

  private static final int GROUPS = 8;

  private Ipv6Text() {}

  static Optional<IpAddress> parse(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return readGroups(text, groups) == GROUPS ? Optional.of(address(groups)) : Optional.empty();
    }
    if (text.lastIndexOf('.', gap) >= 0) {
      // A dotted quad stands for the last 32 bits only.
      return Optional.empty();
    }
    int[] tail = new int[GROUPS];
    int before = gap == 0 ? 0 : readGroups(text.substring(0, gap), groups);
    String rest = text.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : readGroups(rest, tail);
    if (before < 0 || after < 0 || before + after >= GROUPS) {
      return Optional.empty();
    }
    System.arraycopy(tail, 0, groups, GROUPS - after, after);
    return Optional.of(address(groups));
  }

  /** How many groups the text gave (a dotted quad at the end gives two), or -1. */
  private static int readGroups(String text, int[] groups) {
    int count = 0;
    int at = 0;
    while (true) {
      int colon = text.indexOf(':', at);
      String part = colon < 0 ? text.substring(at) : text.substring(at, colon);
      if (colon < 0 && part.indexOf('.') >= 0) {
        return readQuad(part, groups, count);
      }
      int value = hex(part);
      if (value < 0 || count == GROUPS) {
        return -1;
      }
      groups[count++] = value;
      if (colon < 0) {
        return count;
      }
      at = colon + 1;
    }
  }

  private static int readQuad(String part, int[] groups, int count) {
    long bits = Ipv4Text.bits(part);
    if (bits < 0 || count > GROUPS - 2) {
      return -1;
    }
    groups[count] = (int) (bits >>> 16);
    groups[count + 1] = (int) bits & 0xFFFF;
    return count + 2;
  }

  private static int hex(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static IpAddress address(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new IpAddress(IpFamily.INET6, high, low);
  }

  static String print(long high, long low) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xFFFF;
    }
    if (high == 0 && low >>> 32 == 0xFFFFL) {
      return "::ffff:" + Ipv4Text.print((int) low);
    }
    int gapStart = longestZeros(groups);
    int gapEnd = gapStart;
    while (gapEnd < GROUPS && gapStart >= 0 && groups[gapEnd] == 0) {
      gapEnd++;
    }
    var text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gapStart) {
        text.append("::");
        i = gapEnd - 1;
        continue;
      }
      if (i > 0 && i != gapEnd) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  /** Where the first of the longest runs of at least two zero groups begins, or -1. */
  private static int longestZeros(int[] groups) {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
    }
    return best;
  }
}
