package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of addresses of one network, which has no other: four times as many cost about four
 * times as much. What is counted is memory, for the time of a turn depends on the machine.
 */
@DisplayName("Giving up thousands of addresses")
final class ManyAddressesTest {

  private static final int FEW = 1_000;
  private static final int MANY = 4_000;

  /** Sixteen times would be quadratic. */
  private static final int GROWTH_MAX = 7;

  /** By how their networks are cut: all in one /20, or each in one of its own. */
  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(20, true),
        Arguments.of(20, false),
        Arguments.of(30, true),
        Arguments.of(30, false));
  }

  @ParameterizedTest(name = "of /{0}, told before the answer: {1}")
  @MethodSource("shapes")
  void growsWithTheirNumber(int prefixBits, boolean toldFirst) {
    giveUp(FEW, prefixBits, toldFirst);
    long few = giveUp(FEW, prefixBits, toldFirst);
    long many = giveUp(MANY, prefixBits, toldFirst);
    assertTrue(many < GROWTH_MAX * few, few + " bytes for " + FEW + ", " + many + " for " + MANY);
  }

  /** The bytes that it takes, those of the host around the node included. */
  private static long giveUp(int count, int prefixBits, boolean toldFirst) {
    var config = new TestConfig();
    var instance = config.bare("VI_1", 51);
    // Another one with addresses of the same network, which go with their primary.
    var other = config.bare("VI_2", 52);
    List<String> addresses = new ArrayList<>();
    int step = prefixBits == 20 ? 1 : 4;
    for (int i = 0; i < count; i++) {
      String bare = IpAddress.ofInt(0x0A10_0001 + i * step).toString();
      (i % 2 == 0 ? instance : other).excluded(bare + "/" + prefixBits);
      addresses.add(bare + "/" + prefixBits + "@2");
    }
    var host = new TestHost(config.build()).start().pass(4);
    tell(host, addresses, true);
    List<String> given = addresses.stream().filter(it -> isOf(addresses, it)).toList();
    host.workerWorks = false;
    long before = Allocations.bytes();
    host.hear(instance, 200, "10.0.0.2");
    if (toldFirst) {
      tell(host, given, false);
    }
    host.work();
    if (!toldFirst) {
      tell(host, given, false);
    }
    host.work();
    long bytes = Allocations.bytes() - before;
    assertEquals("Backup", host.state("VI_1"));
    assertEquals("Master", host.state("VI_2"));
    assertTrue(host.snapshot("VI_2").addressesSet());
    return bytes;
  }

  private static boolean isOf(List<String> addresses, String address) {
    return addresses.indexOf(address) % 2 == 0;
  }

  /** The kernel tells of our own changes, too. */
  private static void tell(TestHost host, List<String> addresses, boolean added) {
    for (String text : addresses) {
      var address = TestHost.at(text);
      host.on(
          added
              ? new NodeEvent.AddressAdded(address, true)
              : new NodeEvent.AddressRemoved(address, true));
    }
  }
}
