package dev.baton.core.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 2202, section 2, and of RFC 4231, section 4. */
final class HmacTest {

  private static void assertDigest(String expected, byte[] key, byte[] message) {
    assertEquals(expected, HexFormat.of().formatHex(Hmac.md5(key, message)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static void assertSha256(String expected, byte[] key, byte[] message) {
    assertEquals(expected, HexFormat.of().formatHex(Hmac.sha256(key, message)));
  }

  @Test
  void digestsWithSha256AsTheRfcSays() {
    assertSha256(
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        filled(20, 0x0B),
        text("Hi There"));
    assertSha256(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        text("Jefe"),
        text("what do ya want for nothing?"));
    assertSha256(
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        filled(131, 0xAA),
        text("Test Using Larger Than Block-Size Key - Hash Key First"));
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
