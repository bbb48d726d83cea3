package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations as people have printed them in books and blogs, mistakes included: blanks lost, a
 * comment that swallows a brace, a fragment without its block. Each must do at least what
 * keepalived makes of it.
 */
final class SeedIT {

  private final Lan lan = new Lan();

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String seed(String name) {
    try (InputStream file = SeedIT.class.getResourceAsStream("/seeds/" + name + ".conf")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "000-1-master, enp3s0, 0",
    "000-2-backup, enp3s0, 0",
    "001-1-node1, eth0, 0",
    "001-2-node2, eth0, 0",
    "002-1-master, ens33, 5",
    "002-2-backup, ens33, 5",
    "003-0-default, eth0, 5",
    "003-1-master, ens33, 5",
    "003-2-backup, ens33, 0",
    "003-3-healthcheck, eth0, 5",
    "003-4-script, ens33, 5",
    "003-5-multivip1, eth0, 0",
    "003-6-multivip2, eth0, 0",
    "004-1-master, eno16777736, 5",
    "004-2-slave, eno16777736, 5",
    "004-3-checkfragment, eth0, 5",
    "004-4-combined, eno16777736, 5",
  })
  void testExitsAsKeepalivedDoes(String name, String device, int exitCode) {
    Host host = lan.hostOn(device, "host", "192.168.1.10/24");
    Daemon test = host.baton(seed(name), "-t");
    assertEquals(exitCode, test.awaitEnd(), test::log);
    assertTrue(exitCode == 0 || test.log().contains("daemon.conf:"), "says where: " + test.log());
  }

  /** The story, the interface, what the first holds when both run, and what the second holds. */
  static Stream<Arguments> pairs() {
    return Stream.of(
        pair("000-1-master", "000-2-backup", "enp3s0", List.of("192.168.1.3"), List.of()),
        pair("001-1-node1", "001-2-node2", "eth0", List.of("192.168.1.8"), List.of("192.168.1.9")),
        pair("002-1-master", "002-2-backup", "ens33", List.of("192.168.199.128"), List.of()),
        pair("003-1-master", "003-2-backup", "ens33", List.of("192.168.8.200"), List.of()),
        pair(
            "003-5-multivip1",
            "003-6-multivip2",
            "eth0",
            List.of("192.168.1.100"),
            List.of("192.168.1.101")),
        pair("004-1-master", "004-2-slave", "eno16777736", List.of("192.168.1.223"), List.of()));
  }

  private static Arguments pair(
      String first, String second, String device, List<String> held, List<String> heldBySecond) {
    return Arguments.of(first, second, device, held, heldBySecond);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void pairShareTheAddressesOut(
      String first, String second, String device, List<String> held, List<String> heldBySecond) {
    Host one = lan.hostOn(device, "one", "192.168.1.11/24");
    Host two = lan.hostOn(device, "two", "192.168.1.12/24");
    Daemon node1 = one.baton(seed(first));
    Daemon node2 = two.baton(seed(second));
    for (String address : held) {
      node1.awaitAddress(address, true);
      node2.awaitAddress(address, false);
    }
    for (String address : heldBySecond) {
      node2.awaitAddress(address, true);
      node1.awaitAddress(address, false);
    }
    if (!held.isEmpty()) {
      node1.stop();
      held.forEach(address -> node2.awaitAddress(address, true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "003-0-default, eth0, 192.168.200.17",
    "003-4-script, ens33, 192.168.1.200",
    "004-4-combined, eno16777736, 192.168.1.229",
  })
  void singleOneHoldsItsAddress(String name, String device, String address) {
    Host host = lan.hostOn(device, "host", "192.168.1.10/24");
    Daemon daemon = host.baton(seed(name)).awaitAddress(address, true);
    assertEquals(0, daemon.stop());
    assertTrue(!host.holds(address));
  }
}
