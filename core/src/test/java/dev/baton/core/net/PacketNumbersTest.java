package dev.baton.core.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checksums, MAC addresses and big-endian numbers. */
final class PacketNumbersTest {

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  /** The example of RFC 1071, section 3: 0001 f203 f4f5 f6f7 sums to ddf2. */
  @Test
  void checksumOfRfc1071() {
    byte[] bytes = {
      0x00, 0x01, (byte) 0xF2, 0x03, (byte) 0xF4, (byte) 0xF5, (byte) 0xF6, (byte) 0xF7
    };
    long sum = InternetChecksum.add(0, bytes, 0, bytes.length);
    assertEquals(0xDDF2 ^ 0xFFFF, InternetChecksum.finish(sum));
  }

  @Test
  void oddLastByteIsTheHighHalf() {
    byte[] odd = {1, 2, 3};
    byte[] even = {1, 2, 3, 0};
    assertEquals(InternetChecksum.add(0, even, 0, 4), InternetChecksum.add(0, odd, 0, 3));
    assertEquals(0x0300, InternetChecksum.add(0, odd, 2, 1));
    assertEquals(0x0203, InternetChecksum.add(0, odd, 1, 2), "from an odd offset");
  }

  @Test
  void sumsAreFoldedHoweverLarge() {
    assertEquals(0, InternetChecksum.finish(0xFFFF));
    assertEquals(0xFFFE, InternetChecksum.finish(0x1_0000));
    assertEquals(0, InternetChecksum.finish(0xFFFF_FFFF_FFFFL));
    assertEquals(0xFFFF, InternetChecksum.finish(0));
  }

  @Test
  void rightChecksumLeavesNothing() {
    var random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[2 + random.nextInt(40) * 2];
      random.nextBytes(bytes);
      NetworkOrder.writeShort(bytes, 0, 0);
      int checksum = InternetChecksum.finish(InternetChecksum.add(0, bytes, 0, bytes.length));
      NetworkOrder.writeShort(bytes, 0, checksum);
      assertEquals(0, InternetChecksum.finish(InternetChecksum.add(0, bytes, 0, bytes.length)));
    }
  }

  /** RFC 793 and RFC 8200, section 8.1: the pseudo headers, written out. */
  @Test
  void pseudoHeaderIsTheSumOfItsWords() {
    assertEquals(
        0x0A09 + 0x0002 + 0xE000 + 0x0012 + 112 + 12,
        InternetChecksum.addPseudoHeader(ip("10.9.0.2"), ip("224.0.0.18"), 112, 12));
    assertEquals(
        0xFE80 + 0x1 + 0xFF02 + 0x12 + 112 + 0x1 + 0x2345,
        InternetChecksum.addPseudoHeader(ip("fe80::1"), ip("ff02::12"), 112, 0x1_2345));
  }

  @Test
  void macAddresses() {
    var mac = new MacAddress(0x0200_0000_0A0FL);
    assertEquals("02:00:00:00:0a:0f", mac.toString());
    byte[] bytes = new byte[8];
    assertEquals(7, mac.writeTo(bytes, 1));
    assertArrayEquals(new byte[] {0, 2, 0, 0, 0, 0x0A, 0x0F, 0}, bytes);
    assertEquals(mac, MacAddress.of(bytes, 1));
    assertEquals("ff:ff:ff:ff:ff:ff", MacAddress.BROADCAST.toString());
    assertEquals("00:00:00:00:00:00", MacAddress.NONE.toString());
  }

  @Test
  void numbersAreBigEndian() {
    byte[] bytes = new byte[12];
    assertEquals(3, NetworkOrder.writeShort(bytes, 1, 0xABCDE));
    assertEquals(0xBCDE, NetworkOrder.readShort(bytes, 1));
    assertEquals(0xBC, bytes[1] & 0xFF);
    assertEquals(11, NetworkOrder.writeLong(bytes, 3, 0x8123_4567_89AB_CDEFL));
    assertEquals(0x8123_4567_89AB_CDEFL, NetworkOrder.readLong(bytes, 3));
    assertEquals(0x81, bytes[3] & 0xFF);
  }
}
