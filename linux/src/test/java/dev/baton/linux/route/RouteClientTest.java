package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.Errno;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.TestNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links and addresses of a real kernel, in a namespace of our own. */
class RouteClientTest {

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final TestNetwork network = new TestNetwork();
  private RouteClient client;

  @BeforeEach
  void open() {
    client = TestNetwork.in(network.left, RouteClient::open);
  }

  @AfterEach
  void close() {
    client.close();
    network.close();
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE_NANOS;
  }

  private int eth0() throws Exception {
    return link("eth0").link().index();
  }

  private LinkMessage link(String name) throws Exception {
    return client.linkMessages(deadline()).stream()
        .filter(it -> it.link().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<InterfaceAddress> addresses() throws Exception {
    int index = eth0();
    return client.addresses(deadline()).stream()
        .filter(address -> address.linkIndex() == index)
        .toList();
  }

  private static IpPrefix prefix(String address, int bits) {
    return new IpPrefix(IpAddress.parse(address).orElseThrow(), bits);
  }

  @Test
  void linksAreTold() throws Exception {
    TestNetwork.ip(network.left, "link set eth0 address 02:00:00:00:12:34 mtu 1400");
    TestNetwork.ip(network.left, "link add link eth0 name vmac type macvlan mode private");
    TestNetwork.ip(network.left, "link add bridge type bridge");
    TestNetwork.ip(network.left, "link set vmac master bridge");
    LinkMessage eth0 = link("eth0");
    assertEquals("veth", eth0.kind());
    assertEquals(1400, eth0.link().mtuBytes());
    assertEquals(new MacAddress(0x0200_0000_1234L), eth0.link().mac());
    assertTrue(eth0.link().usable() && eth0.link().arp() && eth0.link().multicast());
    assertEquals(1, eth0.link().hardware().type());
    assertEquals(MacAddress.BROADCAST, eth0.link().hardware().broadcastMac());
    assertEquals(new Stacking("veth", 0, 0, 0), eth0.link().stacking());
    assertTrue(eth0.parentElsewhere(), "its peer is in the other namespace");
    LinkMessage vmac = link("vmac");
    assertEquals("macvlan", vmac.kind());
    assertEquals(DeviceSpec.Macvlan.PRIVATE, vmac.link().stacking().mode());
    assertEquals(eth0(), vmac.parentIndex());
    assertFalse(vmac.parentElsewhere());
    assertEquals(link("bridge").link().index(), vmac.masterIndex());
    assertFalse(vmac.link().up());
    LinkMessage loopback = link("lo");
    assertTrue(loopback.link().hardware().loopback());
    assertFalse(loopback.link().hardware().broadcast());
  }

  @Test
  void neighboursAreTold() throws Exception {
    var mac = new MacAddress(0x0200_0000_0099L);
    TestNetwork.ip(network.left, "neigh add 10.1.2.9 lladdr " + mac + " dev eth0");
    TestNetwork.ip(network.left, "neigh add 2001:db8::9 lladdr " + mac + " dev eth0");
    TestNetwork.ip(network.left, "neigh add 10.1.2.8 nud failed dev eth0");
    int index = eth0();
    var answered = new TreeMap<String, Boolean>();
    for (NeighbourMessage neighbour : client.neighbours(deadline())) {
      if (neighbour.interfaceIndex() == index && !neighbour.address().toString().startsWith("ff")) {
        answered.put(neighbour.address() + " " + neighbour.mac(), neighbour.known());
      }
    }
    assertEquals(
        Map.of(
            "10.1.2.9 " + mac, true,
            "2001:db8::9 " + mac, true,
            "10.1.2.8 " + MacAddress.NONE, false),
        answered);
  }

  /** By "ADDRESS scope S label L brd B peer P lifetime T", each part but the first optional. */
  private Operation adding(String text) throws Exception {
    List<String> words = List.of(text.split(" "));
    var prefix = IpPrefix.parse(words.get(0)).orElseThrow();
    var spec =
        new AddressSpec(
            prefix,
            "eth0",
            Integer.parseInt(after(words, "scope", "-1")),
            after(words, "label", ""),
            IpAddress.parse(after(words, "brd", "")),
            IpPrefix.parse(after(words, "peer", "")),
            words.get(0).indexOf(':') >= 0 ? 0x2 : 0,
            Integer.parseInt(after(words, "lifetime", "-1")),
            true,
            false);
    return new Operation.Set(new Resource.Address(spec, eth0()));
  }

  private static String after(List<String> words, String word, String otherwise) {
    int at = words.indexOf(word);
    return at < 0 ? otherwise : words.get(at + 1);
  }

  @Test
  void anAddressComesBackAsItWasAskedFor() throws Exception {
    var adding =
        List.of(
            adding("10.1.2.3/24 scope 253 label eth0:7 brd 10.1.2.255"),
            adding("10.2.0.1/32 peer 10.2.0.9/30"),
            adding("2001:db8::5/128 lifetime 0"));
    assertEquals(List.of(), client.apply(ChangeBatch.of(adding), deadline()));
    String shown = shown();
    assertTrue(shown.contains("10.1.2.3/24 brd 10.1.2.255 scope link eth0:7"), shown);
    assertTrue(shown.contains("10.2.0.1 peer 10.2.0.9/30 scope global"), shown);
    assertTrue(
        shown.matches("(?s).*2001:db8::5/128 scope global[^\\n]* deprecated [^\\n]* 0sec.*"),
        shown);
    for (Operation operation : adding) {
      var address = (Resource.Address) operation.resource();
      InterfaceAddress found = find(address.prefix());
      assertTrue(found.isOurs());
      assertFalse(found.tentative());
      assertEquals(Math.max(0, address.spec().scope()), found.scope());
    }
  }

  private String shown() {
    return TestNetwork.run("ip", "-n", network.left, "-o", "address", "show", "dev", "eth0");
  }

  private InterfaceAddress find(IpPrefix prefix) throws Exception {
    return addresses().stream()
        .filter(found -> found.prefix().equals(prefix))
        .findFirst()
        .orElseThrow();
  }

  /** What it is called is no reason to stay. */
  @Test
  void anAddressGoesWhateverItsLabel() throws Exception {
    TestNetwork.ip(network.left, "address add 10.1.2.3/24 dev eth0 label eth0:x");
    TestNetwork.ip(network.left, "address add 10.2.0.1 peer 10.2.0.9/30 dev eth0");
    var labelled = (Resource.Address) adding("10.1.2.3/24 label eth0:7").resource();
    var peered = (Resource.Address) adding("10.2.0.1/32 peer 10.2.0.9/30").resource();
    assertEquals(
        List.of(),
        client.apply(
            ChangeBatch.of(List.of(new Operation.Remove(labelled), new Operation.Remove(peered))),
            deadline()));
    String shown = shown();
    assertFalse(shown.contains("10.1.2.3") || shown.contains("10.2.0.1"), shown);
  }

  @Test
  void aThousandAddressesComeAndGo() throws Exception {
    int index = eth0();
    var adding = new ArrayList<Operation>();
    var deleting = new ArrayList<Operation>();
    for (int i = 0; i < 1000; i++) {
      var prefix = IpPrefix.host(IpAddress.ofInt(0x0A000000 + i));
      adding.add(TestChanges.adding(index, prefix));
      deleting.add(TestChanges.deleting(index, prefix));
    }
    int before = addresses().size();
    List<ChangeBatch> batches = ChangeBatch.split(adding);
    assertEquals(10, batches.size());
    for (ChangeBatch batch : batches) {
      assertEquals(List.of(), client.apply(batch, deadline()));
    }
    assertEquals(before + 1000, addresses().size());
    for (ChangeBatch batch : ChangeBatch.split(deleting)) {
      assertEquals(List.of(), client.apply(batch, deadline()));
    }
    assertEquals(before, addresses().size());
  }

  @Test
  void refusalsNameTheirEntries() throws Exception {
    int index = eth0();
    var requests = new ArrayList<Operation>();
    IntStream.range(0, 50)
        .mapToObj(i -> IpPrefix.host(IpAddress.ofInt(0x0A000000 + i)))
        .forEach(prefix -> requests.add(TestChanges.adding(index, prefix)));
    requests.set(20, TestChanges.adding(99_999, prefix("10.9.9.9", 32)));
    requests.set(30, requests.get(29));
    requests.set(49, TestChanges.deleting(index, prefix("10.8.8.8", 32)));
    List<RefusedEntry> refusals = client.apply(ChangeBatch.of(requests), deadline());
    assertEquals(List.of(20, 30, 49), refusals.stream().map(RefusedEntry::index).toList());
    assertEquals(
        List.of(Errno.ENODEV, Errno.EEXIST, Errno.EADDRNOTAVAIL),
        refusals.stream().map(RefusedEntry::errno).toList());
    assertTrue(refusals.get(1).explanation().contains("already"), refusals.get(1).explanation());
    assertEquals(47, addresses().stream().filter(a -> a.prefix().prefixBits() == 32).count());
  }

  @Test
  void aPreparedBatchCanBeUsedAgain() throws Exception {
    ChangeBatch batch = ChangeBatch.of(List.of(TestChanges.adding(eth0(), prefix("10.1.1.1", 32))));
    assertEquals(List.of(), client.apply(batch, deadline()));
    assertEquals(
        List.of(Errno.EEXIST),
        client.apply(batch, deadline()).stream().map(RefusedEntry::errno).toList());
  }

  @Test
  void aBatchHasItsBounds() {
    assertThrows(IllegalArgumentException.class, () -> ChangeBatch.of(List.of()));
    var one = TestChanges.adding(1, prefix("10.0.0.1", 32));
    var tooMany = Collections.nCopies(ChangeBatch.ENTRIES_MAX + 1, one);
    assertThrows(IllegalArgumentException.class, () -> ChangeBatch.of(tooMany));
  }
}
