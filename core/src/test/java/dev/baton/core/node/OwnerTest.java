package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Virtual addresses that are on their interface before us: the owner's, and a mistaken one's. */
final class OwnerTest {

  private static final IpPrefix OWN = TestConfig.prefix("10.0.0.1/24");

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.bare("VI_1", 51).address("10.0.0.1/24");

  /** The one that the TestHost has on eth0 is the only one, and virtual. */
  private TestHost host() {
    return new TestHost(config.build());
  }

  private static InterfaceAddress held(String prefix, int protocol) {
    return new InterfaceAddress(2, TestConfig.prefix(prefix), 0, false, false, protocol);
  }

  private static TestHost surveyed(TestHost host, InterfaceAddress... addresses) {
    host.addresses.clear();
    for (InterfaceAddress address : addresses) {
      host.addresses.add(address.prefix() + "@2");
    }
    return host.on(
        new NodeEvent.Surveyed(List.of(TestHost.link(2, "eth0", true)), List.of(addresses)));
  }

  private static boolean deletes(List<String> words) {
    return words.stream().anyMatch(word -> word.startsWith("delete"));
  }

  @Test
  void ownerOfTheOnlyAddressIsMasterAtOnceAndKeepsItAtTheStop() {
    vi.owner();
    var host = host().start();
    assertEquals("Master", host.state("VI_1"));
    assertEquals(OWN.address(), host.snapshot("VI_1").source());
    host.pass(3);
    host.on(new NodeEvent.Stop());
    List<String> words = host.words();
    assertTrue(words.contains("advert 51 priority 255"), words::toString);
    assertTrue(words.contains("advert 51 priority 0"), words::toString);
    assertTrue(words.contains("finished"), words::toString);
    assertFalse(deletes(words), words::toString);
    assertTrue(host.addresses.contains(OWN + "@2"));
  }

  @Test
  void ownerWithFurtherAddressesKeepsItWhereTheKernelSaysWhoSetIt() {
    vi.owner();
    var host = surveyed(host(), held("10.0.0.1/24", 0), held("10.0.0.9/24", 0), held("::1/128", 1));
    assertEquals("Master", host.state("VI_1"));
    // A Linux host that has the owner's address meanwhile drops what comes from it.
    assertEquals(TestConfig.address("10.0.0.9"), host.snapshot("VI_1").source());
    host.on(new NodeEvent.Stop());
    assertTrue(host.addresses.contains(OWN + "@2"));
  }

  @Test
  void whatARunOfOursHasLeftIsNotTheOwners() {
    vi.owner();
    var ours = held("10.0.0.1/24", InterfaceAddress.KEEPALIVED);
    var host = surveyed(host(), held("10.0.0.9/24", 0), ours);
    host.on(new NodeEvent.Stop());
    assertFalse(host.addresses.contains(OWN + "@2"));
    // Nor if it is the last one there: the host has none of its own.
    host = surveyed(host(), ours);
    assertFalse(host.addresses.contains(OWN + "@2"));
    assertEquals("Fault", host.state("VI_1"));
  }

  @Test
  void withoutMarksAnOwnerWithFurtherAddressesMayHaveLeftItItself() {
    vi.owner();
    var host = surveyed(host(), held("10.0.0.9/24", 0), held("10.0.0.1/24", 0));
    host.on(new NodeEvent.Stop());
    assertFalse(host.addresses.contains(OWN + "@2"));
  }

  @Test
  void ownerSendsFromItsAddressThoughTheConfigurationHasAnotherLength() {
    vi.owner().without("10.0.0.1/24").address("10.0.0.1/32");
    var host = host().start();
    assertEquals("Master", host.state("VI_1"));
    assertEquals(OWN.address(), host.snapshot("VI_1").source());
    host.on(new NodeEvent.Stop());
    assertTrue(host.addresses.contains(OWN + "@2"));
    assertFalse(host.addresses.contains("10.0.0.1/32@2"));
  }

  @Test
  void ownerKeepsTheAddressThroughAFault() {
    vi.owner();
    var host = host().start().pass(1).up("eth0", false);
    assertEquals("Fault", host.state("VI_1"));
    assertTrue(host.addresses.contains(OWN + "@2"));
    host.up("eth0", true);
    assertEquals("Master", host.state("VI_1"));
    assertFalse(deletes(host.words()));
  }

  @Test
  void anAddressThatTheOperatorGivesTheOwnerLaterIsItsOwn() {
    vi.owner();
    var host = surveyed(host(), held("::1/128", 1));
    assertEquals("Fault", host.state("VI_1"));
    host.on(new NodeEvent.AddressAdded(held("10.0.0.1/24", 0), false));
    host.addresses.add(OWN + "@2");
    assertEquals("Master", host.state("VI_1"));
    host.on(new NodeEvent.Stop());
    assertTrue(host.addresses.contains(OWN + "@2"));
  }

  @Test
  void aReloadThatTakesTheOwnerAwayLeavesTheHostItsAddress() {
    vi.owner();
    var host = host().start().pass(1);
    host.on(new NodeEvent.Reconfigured(new TestConfig().build()));
    assertTrue(host.addresses.contains(OWN + "@2"));
  }

  @Test
  void aReloadThatTakesTheAddressFromTheOwnerLeavesItThere() {
    vi.owner().address("10.0.0.100/24");
    var host = host().start().pass(1);
    vi.without("10.0.0.1/24");
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of("10.0.0.1/24@2", "10.0.0.100/24@2"), new ArrayList<>(host.addresses));
  }

  @Test
  void whoIsNoOwnerIsNotGivenTheLastAddressToRemoveAndToldWhy() {
    var host = host().start();
    assertEquals("Fault", host.state("VI_1"));
    assertFalse(deletes(host.words()));
    assertEquals(
        List.of(
            "   (VI_1) 10.0.0.1/24 on eth0 is this host's own and only address there, so it is not"
                + " removed: give the interface another one, or the instance priority 255 if this"
                + " host is to be its owner",
            "   (VI_1) eth0 has 10.0.0.1/24, but that is a virtual address, which comes and goes:"
                + " adverts need one that stays"),
        host.causes);
  }

  @Test
  void butWhatIsNotTheLastOneIsRemovedAsEver() {
    var host = surveyed(host(), held("10.0.0.9/24", 0), held("10.0.0.1/24", 0), held("::1/128", 1));
    assertEquals("Backup", host.state("VI_1"));
    assertFalse(host.addresses.contains(OWN + "@2"));
  }
}
