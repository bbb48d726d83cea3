package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.kernel.KernelError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** no_accept: what drops the packets of an address is there whenever the address is. */
final class FirewallTest {

  private static final String VIP = "10.0.0.100/24@2";
  private static final String DROP = "drop 10.0.0.100";
  private static final String ALL = "firewall {IPv4=ALL, IPv6=NONE}";
  private static final String NONE = "firewall {IPv4=NONE, IPv6=NONE}";

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  private TestHost dropping() {
    vi.drops = Optional.of(LinkMatch.INDEX);
    return host().start();
  }

  private static List<String> changes(TestHost host) {
    return host.words().stream()
        .filter(it -> it.startsWith("add") || it.startsWith("delete") || it.startsWith("firewall"))
        .toList();
  }

  @Test
  void itComesBeforeTheAddressAndGoesWhenThatHasGone() {
    TestHost host = dropping();
    assertEquals(List.of("firewall {IPv4=ALL, IPv6=ALL}", ALL), changes(host));
    host.pass(4);
    assertEquals(List.of("add [" + DROP + "]", "add [" + VIP + "]"), changes(host));
    host.hear(vi, 200, "10.0.0.2");
    assertEquals(List.of("delete [" + VIP + "]", "delete [" + DROP + "]"), changes(host));
    assertFalse(host.addresses.contains(DROP));
  }

  @Test
  void itStaysAsLongAsTheKernelDoesNotGiveTheAddressUp() {
    TestHost host = dropping().pass(4).forget();
    host.refusals.put(VIP, KernelError.EBUSY);
    host.hear(vi, 200, "10.0.0.2").pass(0.5);
    assertTrue(host.addresses.contains(DROP));
    host.refusals.clear();
    host.hear(vi, 200, "10.0.0.2").pass(1);
    assertFalse(host.addresses.contains(VIP));
    assertFalse(host.addresses.contains(DROP));
  }

  @Test
  void manyAreOneBatch() {
    for (int i = 1; i < 200; i++) {
      vi.address("10.0.1." + i + "/24");
    }
    TestHost host = dropping().forget().pass(4);
    List<String> changes = changes(host);
    assertEquals(200, changes.getFirst().split("drop", -1).length - 1);
    assertTrue(changes.stream().skip(1).noneMatch(it -> it.contains("drop")), changes::toString);
  }

  @Test
  void aKernelThatCannotFilterIsToldOfOnceAndServesAllTheSame() {
    vi.drops = Optional.of(LinkMatch.INDEX);
    config.instance("VI_2", 52).address("10.0.0.102/24").drops = Optional.of(LinkMatch.INDEX);
    TestHost host = host();
    for (String address : List.of("10.0.0.100", "10.0.0.101", "10.0.0.102")) {
      host.refusals.put("drop " + address, KernelError.EOPNOTSUPP);
    }
    host.start().pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertEquals("Master", host.state("VI_2"));
    assertTrue(host.snapshot("VI_1").addressesSet());
    List<String> said =
        host.words().stream().filter(it -> it.startsWith("The kernel refuses")).toList();
    assertEquals(
        List.of(
            "The kernel refuses to filter: Operation not supported - addresses with no_accept or in"
                + " strict mode are answered all the same, and virtual MACs report their groups"
                + " themselves, until it has nftables: `modprobe nf_tables`"),
        said);
  }

  @Test
  void anOwnerAnswers() {
    vi.owner();
    TestHost host = dropping();
    assertEquals(List.of("add [" + VIP + "]"), changes(host));
  }

  @Test
  void aReloadMayBringAndTakeIt() {
    TestHost host = host().start().pass(4).forget();
    vi.drops = Optional.of(LinkMatch.INDEX);
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of("add [" + DROP + "]", ALL), changes(host));
    vi.drops = Optional.empty();
    host.on(new NodeEvent.Reconfigured(config.build()));
    // The address stays, and is answered from now on.
    assertEquals(List.of("delete [" + DROP + "]", NONE), changes(host));
    assertTrue(host.addresses.contains(VIP));
  }

  @Test
  void whereSomeAreAnsweredTheWorkerIsToldSo() {
    config.instance("VI_2", 52);
    assertTrue(changes(dropping()).contains("firewall {IPv4=SOME, IPv6=NONE}"));
  }

  @Test
  void linkLocalAddressesAreDroppedOnTheirLinkOnly() {
    vi.excluded("fe80::1/64");
    TestHost host = dropping().pass(4);
    assertTrue(host.addresses.contains("drop fe80::1"), host.addresses::toString);
  }

  @Test
  void theTableGoesWithTheDaemon() {
    TestHost host = dropping().pass(4).forget();
    host.workerWorks = false;
    host.on(new NodeEvent.Stop());
    assertEquals(List.of("delete [" + VIP + "]", NONE), changes(host));
    List<String> rest = new ArrayList<>();
    while (!host.addresses.stream().filter(it -> it.equals(DROP)).toList().isEmpty()) {
      host.workOne();
      rest.addAll(host.words());
    }
    host.work();
    rest.addAll(host.words());
    assertTrue(rest.contains("delete [" + DROP + "]"), rest::toString);
    assertEquals("finished", rest.getLast());
  }

  @Test
  void addressesThatStayAreNotAnsweredLater() {
    vi.drops = Optional.of(LinkMatch.INDEX);
    TestHost host =
        new TestHost(config.build(), new NodeOptions(true, true, false)).start().pass(4).forget();
    host.on(new NodeEvent.Stop());
    assertEquals(List.of(), changes(host));
    assertTrue(host.addresses.containsAll(List.of(VIP, DROP)));
  }

  @Test
  void whatTwoInstancesNeedComesBackWhenOneHasDoneWithIt() {
    vi.drops = Optional.of(LinkMatch.INDEX);
    var other = config.instance("VI_2", 52);
    other.address("10.0.0.100/24");
    other.drops = Optional.of(LinkMatch.INDEX);
    TestHost host = host().start().pass(4).forget();
    host.hear(other, 200, "10.0.0.2");
    assertTrue(host.addresses.contains(DROP), host.addresses::toString);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void theLogSaysItAsKeepalivedDoes() {
    vi.drops = Optional.of(LinkMatch.INDEX);
    TestHost host =
        new TestHost(config.build(), new NodeOptions(true, false, false)).start().pass(4);
    host.hear(vi, 200, "10.0.0.2");
    List<String> lines =
        host.words().stream()
            .filter(it -> it.contains("VIPs.") || it.contains("firewall d"))
            .toList();
    assertEquals(
        List.of(
            "(VI_1) removing VIPs.",
            "(VI_1) removing firewall drop rule",
            "(VI_1) setting firewall drop rule",
            "(VI_1) setting VIPs.",
            "(VI_1) removing VIPs.",
            "(VI_1) removing firewall drop rule"),
        lines);
    assertEquals(
        1, Collections.frequency(host.causes, "   (VI_1) cause: no master was heard for 3.609 s"));
  }
}
