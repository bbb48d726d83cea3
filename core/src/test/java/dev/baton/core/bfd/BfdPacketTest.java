package dev.baton.core.bfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a control packet, and what is thrown away (RFC 5880, sections 4.1 and 6.8.6). */
final class BfdPacketTest {

  private static final int PACKETS = Boolean.getBoolean("baton.nightly") ? 5_000_000 : 300_000;

  /** Up, P, multiplier 3, discriminators 0x11223344 and 0x55667788, 50 and 60 ms; of FRR's bfdd. */
  private static final String POLL =
      "20e00318" + "11223344" + "55667788" + "0000c350" + "0000ea60" + "00000000";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static Decoded decode(byte[] bytes) {
    return BfdPacket.decode(bytes, bytes.length);
  }

  @Test
  void everyFieldIsInItsPlace() {
    var packet =
        new BfdPacket(
            0,
            SessionState.UP,
            true,
            false,
            false,
            false,
            3,
            0x1122_3344,
            0x5566_7788,
            50_000,
            60_000);
    assertEquals(POLL, HexFormat.of().formatHex(packet.encode()));
    assertEquals(packet, decode(bytes(POLL)));
  }

  @Test
  void intervalsAreUnsigned() {
    var packet = assertInstanceOf(BfdPacket.class, decode(changed(12, 0xFF, 0xFF, 0xFF, 0xFF)));
    assertEquals(0xFFFF_FFFFL, packet.desiredMinTransmitMicros());
    assertEquals(packet, decode(packet.encode()));
  }

  private static byte[] changed(int offset, int... values) {
    byte[] bytes = bytes(POLL);
    for (int i = 0; i < values.length; i++) {
      bytes[offset + i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0x00, VERSION",
    "0, 0x40, VERSION",
    "0, 0xff, VERSION",
    "1, 0xf0, POLL_AND_FINAL",
    "1, 0xe1, MULTIPOINT",
    "2, 0, DETECT_MULTIPLIER",
    "3, 0, LENGTH",
    "3, 23, LENGTH",
    "3, 25, LENGTH",
    "3, 255, LENGTH",
  })
  void aByteThatIsWrong(String offset, String value, BfdDiscard reason) {
    byte[] bytes = changed(Integer.decode(offset), Integer.decode(value));
    assertEquals(new Malformed(reason), decode(bytes));
  }

  @Test
  void discriminators() {
    assertEquals(new Malformed(BfdDiscard.MY_DISCRIMINATOR), decode(changed(4, 0, 0, 0, 0)));
    for (SessionState state : SessionState.values()) {
      byte[] bytes = changed(8, 0, 0, 0, 0);
      bytes[1] = (byte) (state.number() << 6);
      boolean good = state == SessionState.DOWN || state == SessionState.ADMIN_DOWN;
      assertEquals(good, decode(bytes) instanceof BfdPacket, state.word());
      assertTrue(good || decode(bytes).equals(new Malformed(BfdDiscard.YOUR_DISCRIMINATOR)));
    }
  }

  /** Section 6.8.6: 24 bytes without, 26 with an authentication section. */
  @Test
  void theLengthDependsOnTheAuthenticationBit() {
    for (int length = 0; length < 32; length++) {
      for (boolean authenticated : new boolean[] {false, true}) {
        byte[] bytes = new byte[Math.max(length, BfdPacket.BYTES)];
        System.arraycopy(bytes(POLL), 0, bytes, 0, BfdPacket.BYTES);
        bytes[1] |= (byte) (authenticated ? 0x04 : 0);
        bytes[3] = (byte) length;
        boolean good = length >= (authenticated ? 26 : 24);
        assertEquals(good, BfdPacket.decode(bytes, length) instanceof BfdPacket, "" + length);
      }
    }
  }

  /** What is behind the length that the packet gives is nobody's. */
  @Test
  void paddingIsIgnored() {
    byte[] longer = new byte[40];
    System.arraycopy(bytes(POLL), 0, longer, 0, BfdPacket.BYTES);
    assertEquals(decode(bytes(POLL)), decode(longer));
  }

  @Test
  void reservedDiagnosticsAndBitsAreNoMistake() {
    assertInstanceOf(BfdPacket.class, decode(changed(0, 0x3F)));
    assertInstanceOf(BfdPacket.class, decode(changed(1, 0xE8)));
    assertEquals("Reserved (31)", Diagnostic.words(31));
    assertEquals("Reverse Concatenated Path Down", Diagnostic.words(8));
  }

  @Test
  void anyBytesAreAPacketOrAReason() {
    var random = new Random(5880);
    Map<BfdDiscard, Integer> reasons = new EnumMap<>(BfdDiscard.class);
    int packets = 0;
    for (int i = 0; i < PACKETS; i++) {
      byte[] bytes = broken(random);
      switch (decode(bytes)) {
        case Malformed(var reason) -> reasons.merge(reason, 1, Integer::sum);
        case BfdPacket packet -> {
          packets++;
          if (!packet.authenticated()) {
            assertEquals(packet, decode(packet.encode()));
          }
        }
      }
    }
    // The last three need a session to be known.
    assertEquals(BfdDiscard.values().length - 3, reasons.size(), reasons.toString());
    assertTrue(packets > PACKETS / 100, "some were whole: " + packets);
  }

  private static byte[] broken(Random random) {
    byte[] bytes = bytes(POLL);
    switch (random.nextInt(6)) {
      case 0 -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(64));
      case 1 -> {
        bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
      }
      case 2 -> bytes[random.nextInt(4)] = (byte) random.nextInt(256);
      case 3 -> bytes = changed(4 + 4 * random.nextInt(2), 0, 0, 0, 0);
      default -> {
        for (int i = random.nextInt(6); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }
}
