package dev.baton.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which prefixes are of one network. */
final class IpPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "10.9.0.1, 10.9.0.200, 24, true",
    "10.9.0.1, 10.9.1.1, 24, false",
    "10.9.0.1, 10.9.1.1, 23, true",
    "10.9.0.1, 10.9.0.1, 32, true",
    "10.9.0.1, 10.9.0.0, 32, false",
    "10.9.0.1, 192.168.0.1, 0, true",
    "fd00::1, fd00::2, 64, true",
    "fd00::1, fd00:0:0:1::1, 64, false",
    "fd00::1, fd00:0:0:1::1, 63, true",
    "fd00::1, fd00::1, 128, true",
    "fd00::1, fd00::3, 127, false",
    "fd00::1, 2001:db8::1, 0, true",
  })
  void networks(String one, String other, int bits, boolean shared) {
    assertEquals(shared, prefix(one, bits).sharesNetwork(prefix(other, bits)));
  }

  @ParameterizedTest
  @CsvSource({"10.9.0.1, 24, 10.9.0.2, 25", "10.9.0.1, 24, ::1, 24"})
  void otherLengthOrFamilyIsAnotherNetwork(String one, int bits, String other, int otherBits) {
    assertEquals(false, prefix(one, bits).sharesNetwork(prefix(other, otherBits)));
  }

  private static IpPrefix prefix(String address, int bits) {
    return new IpPrefix(IpAddress.parse(address).orElseThrow(), bits);
  }
}
