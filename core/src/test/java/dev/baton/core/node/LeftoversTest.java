package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Operation;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is removed after a router's death, out of what the kernel holds. */
final class LeftoversTest {

  private static final List<Link> LINKS =
      List.of(TestHost.link(2, "eth0", true), TestHost.link(3, "eth1", true));

  /** The host's own, without our mark, and what we set, with it. */
  private static List<InterfaceAddress> addresses(String... ours) {
    var addresses = new ArrayList<InterfaceAddress>();
    addresses.add(TestHost.at("10.0.0.1/24@2"));
    for (String text : ours) {
      addresses.add(TestHost.at(text).asOurs());
    }
    return addresses;
  }

  private static List<String> removed(
      List<Configuration> served, List<Configuration> next, List<InterfaceAddress> addresses) {
    return texts(Leftovers.removal(served, next, LINKS, addresses));
  }

  private static Configuration with(String... virtual) {
    var config = new TestConfig();
    var instance = config.bare("VI_1", 51);
    for (String prefix : virtual) {
      instance.address(prefix);
    }
    return config.build();
  }

  @Test
  void onlyWhatIsConfiguredAndThereIsRemoved() {
    var served = List.of(with("10.0.0.100/24", "10.0.0.101/24"));
    assertEquals(
        List.of("10.0.0.101/24@2"),
        removed(served, served, addresses("10.0.0.101/24@2", "10.0.0.102/24@2")));
    assertEquals(List.of(), removed(served, served, addresses("10.0.0.101/24@3")));
  }

  /** It died with one that it had not acknowledged: it may have been at any point between. */
  @Test
  void whatAnyConfigurationMayHaveSetIsRemovedOnce() {
    var before = with("10.0.0.100/24", "10.0.0.101/24");
    var after = with("10.0.0.101/24", "10.0.0.102/24");
    var all = addresses("10.0.0.100/24@2", "10.0.0.101/24@2", "10.0.0.102/24@2");
    assertEquals(
        List.of("10.0.0.100/24@2", "10.0.0.101/24@2", "10.0.0.102/24@2"),
        removed(List.of(before, after), List.of(before), all));
  }

  @Test
  void staticAddressesGoUnlessTheNextRouterHasThem() {
    var served = new TestConfig().staticAddress("10.3.0.1/24").staticAddress("10.3.0.2/24").build();
    var next = new TestConfig().staticAddress("10.3.0.2/24").build();
    var held = addresses("10.3.0.1/24@2", "10.3.0.2/24@2");
    assertEquals(List.of("10.3.0.1/24@2"), removed(List.of(served, next), List.of(next), held));
    assertEquals(
        List.of("10.3.0.1/24@2", "10.3.0.2/24@2"), removed(List.of(served, next), List.of(), held));
  }

  /** Nobody is master of it any more. */
  @Test
  void aVirtualAddressGoesThoughTheNextRouterHasIt() {
    var served = List.of(with("10.0.0.100/24"));
    assertEquals(List.of("10.0.0.100/24@2"), removed(served, served, addresses("10.0.0.100/24@2")));
  }

  @Test
  void whatIsTheHostsOwnStays() {
    var config = new TestConfig().staticAddress("10.3.0.1/24");
    config.bare("VI_1", 51).owner().address("10.0.0.1/24").address("10.0.0.100/24");
    var held = new ArrayList<>(addresses("10.0.0.100/24@2"));
    held.add(TestHost.at("10.3.0.1/24@2"));
    assertEquals(List.of("10.0.0.100/24@2"), removed(List.of(config.build()), List.of(), held));
  }

  /** A router to come takes a device over, but must find the settings as they were before. */
  @Test
  void aDeviceStaysForTheNextRouterAndItsSettingsDoNot() {
    var config = new TestConfig();
    config.instance("VI_1", 51).macvlan("", false);
    var served = List.of(config.build());
    var mac = MacAddress.ofVirtualRouter(IpFamily.INET, 51);
    var links = new ArrayList<>(LINKS);
    links.add(TestLinks.macvlan(9, "left", LINKS.getFirst(), mac));
    links.add(TestLinks.macvlan(10, "vrrp.51", LINKS.getLast(), mac));
    var held = addresses("10.0.0.100/24@9");
    var around =
        List.of(
            "net/ipv4/conf/eth0/arp_ignore @2",
            "net/ipv4/conf/eth0/arp_filter @2",
            "net/ipv4/conf/all/rp_filter @0");
    var expected = new ArrayList<>(List.of("10.0.0.100/24@9"));
    expected.addAll(around);
    assertEquals(expected, texts(Leftovers.removal(served, served, links, held)));
    expected.add(1, "left on@2");
    assertEquals(expected, texts(Leftovers.removal(served, List.of(), links, held)));
  }

  private static List<String> texts(List<Operation> operations) {
    return operations.stream().map(Operation::resource).map(TestWords::text).toList();
  }
}
