package dev.baton.core.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 2202, section 2. */
final class HmacMd5Test {

  private static void assertDigest(String expected, byte[] key, byte[] message) {
    assertEquals(expected, HexFormat.of().formatHex(HmacMd5.of(key, message)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void digestsAsTheRfcSays() {
    assertDigest("9294727a3638bb1c13f48ef8158bfc9d", filled(16, 0x0B), text("Hi There"));
    assertDigest(
        "750c783e6ab0b503eaa86e310a5db738", text("Jefe"), text("what do ya want for nothing?"));
    assertDigest("56be34521d144c88dbb8c733f0e8b3f6", filled(16, 0xAA), filled(50, 0xDD));
    byte[] counted = new byte[25];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = (byte) (i + 1);
    }
    assertDigest("697eaf0aca3a3aea3a75164746ffaa79", counted, filled(50, 0xCD));
    assertDigest(
        "56461ef2342edc00f9bab995690efd4c", filled(16, 0x0C), text("Test With Truncation"));
    byte[] longKey = filled(80, 0xAA);
    assertDigest(
        "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd",
        longKey,
        text("Test Using Larger Than Block-Size Key - Hash Key First"));
    assertDigest(
        "6f630fad67cda0ee1fb1f562db3aa53e",
        longKey,
        text("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"));
  }
}
