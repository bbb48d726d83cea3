package dev.baton.core.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decoder under Jazzer. As a test of its own it runs the adverts of a real peer only; with
 * {@code JAZZER_FUZZ=1} it looks from there for bytes that are neither a value nor a reason. The
 * name keeps it out of the usual run: {@link VrrpFuzzTest} is the fuzz of every build.
 */
final class VrrpDatagramFuzz {

  static Stream<byte[]> adverts() {
    return Golden.read("adverts.txt")
        .map(VrrpPacketTest.Captured::parse)
        .map(advert -> VrrpPacketTest.inIp(advert.message(), advert.source()));
  }

  @MethodSource("adverts")
  @FuzzTest
  void decodes(byte[] bytes) {
    read(bytes);
    int start = bytes.length == 0 ? 0 : (bytes[0] & 0xF) * 4;
    if (start == Sender.MESSAGE && bytes.length >= start + VrrpPacket.HEADER_BYTES) {
      // Behind the checksum, which no fuzzer guesses.
      read(Sender.summed(bytes.clone()));
    }
  }

  private static void read(byte[] bytes) {
    for (boolean checksumAsV2 : new boolean[] {false, true}) {
      if (Ip4.decode(bytes, checksumAsV2) instanceof VrrpDatagram read) {
        byte[] again = read.encode(checksumAsV2);
        assertEquals(read, Ip4.decode(again, checksumAsV2));
      }
    }
  }
}
