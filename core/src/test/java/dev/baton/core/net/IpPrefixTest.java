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

  @ParameterizedTest
  @CsvSource({
    "10.9.255.255, 0, 0.0.0.0",
    "10.9.255.255, 1, 0.0.0.0",
    "138.9.255.255, 1, 128.0.0.0",
    "10.9.255.255, 20, 10.9.240.0",
    "10.9.255.255, 24, 10.9.255.0",
    "10.9.255.255, 31, 10.9.255.254",
    "10.9.255.255, 32, 10.9.255.255",
    "2001:db8::ffff:ffff, 0, ::",
    "2001:db8:0:7::ffff, 63, 2001:db8:0:6::",
    "2001:db8:0:7::ffff, 64, 2001:db8:0:7::",
    "2001:db8:0:7:8000::ffff, 65, 2001:db8:0:7:8000::",
    "2001:db8::ffff:ffff, 112, 2001:db8::ffff:0",
    "2001:db8::ffff:ffff, 128, 2001:db8::ffff:ffff",
  })
  void theNetworkAloneHasNoHostBits(String address, int bits, String network) {
    assertEquals(prefix(network, bits), prefix(address, bits).network());
    assertEquals(true, prefix(address, bits).sharesNetwork(prefix(address, bits).network()));
  }

  private static IpPrefix prefix(String address, int bits) {
    return new IpPrefix(IpAddress.parse(address).orElseThrow(), bits);
  }
}
