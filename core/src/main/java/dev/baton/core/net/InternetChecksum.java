package dev.baton.core.net;

/**
 * The Internet checksum (RFC 1071): the one's complement of the one's complement sum of 16-bit
 * words in network order. Sums are carried as {@code long} and folded once at the end.
 */
public final class InternetChecksum {

  private InternetChecksum() {}

  /** Adds {@code count} bytes; an odd last byte counts as the high half of a word. */
  public static long add(long sum, byte[] bytes, int offset, int count) {
    int end = offset + (count & ~1);
    for (int i = offset; i < end; i += 2) {
      sum += ((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF);
    }
    return (count & 1) == 0 ? sum : sum + ((bytes[end] & 0xFF) << 8);
  }

  /** Adds the pseudo header of RFC 793 (IPv4) or RFC 8200, section 8.1 (IPv6). */
  public static long addPseudoHeader(
      IpAddress source, IpAddress destination, int protocol, int lengthBytes) {
    long sum = addAddress(addAddress(0, source), destination);
    return sum + protocol + (lengthBytes >>> 16) + (lengthBytes & 0xFFFF);
  }

  private static long addAddress(long sum, IpAddress address) {
    return addLong(addLong(sum, address.high()), address.low());
  }

  private static long addLong(long sum, long value) {
    return sum
        + (value >>> 48)
        + (value >>> 32 & 0xFFFF)
        + (value >>> 16 & 0xFFFF)
        + (value & 0xFFFF);
  }

  /** The 16 bits to write into the packet; 0 when the summed bytes held a right checksum. */
  public static int finish(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }
}
