package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Optional;
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

  private LinkMessage eth0() throws Exception {
    return link("eth0");
  }

  private LinkMessage link(String name) throws Exception {
    return client.links(deadline()).stream()
        .filter(link -> link.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<AddressMessage> addresses() throws Exception {
    int index = eth0().index();
    return client.addresses(deadline()).stream()
        .filter(address -> address.interfaceIndex() == index)
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
    LinkMessage eth0 = eth0();
    assertEquals("veth", eth0.kind());
    assertEquals(1400, eth0.mtuBytes());
    assertEquals(new MacAddress(0x0200_0000_1234L), eth0.mac());
    assertTrue(eth0.up() && eth0.running() && eth0.lowerUp() && eth0.arp() && eth0.multicast());
    assertTrue(eth0.parentElsewhere(), "its peer is in the other namespace");
    LinkMessage vmac = link("vmac");
    assertEquals("macvlan", vmac.kind());
    assertEquals(eth0.index(), vmac.parentIndex());
    assertFalse(vmac.parentElsewhere());
    assertEquals(link("bridge").index(), vmac.masterIndex());
    assertFalse(vmac.up());
  }

  @Test
  void neighboursAreTold() throws Exception {
    var mac = new MacAddress(0x0200_0000_0099L);
    TestNetwork.ip(network.left, "neigh add 10.1.2.9 lladdr " + mac + " dev eth0");
    TestNetwork.ip(network.left, "neigh add 2001:db8::9 lladdr " + mac + " dev eth0");
    TestNetwork.ip(network.left, "neigh add 10.1.2.8 nud failed dev eth0");
    int index = eth0().index();
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

  @Test
  void anAddressComesBackAsItWasAskedFor() throws Exception {
    var request =
        new AddressRequest(
            true,
            eth0().index(),
            prefix("10.1.2.3", 24),
            253,
            "eth0:7",
            IpAddress.parse("10.1.2.255"),
            Optional.empty(),
            0,
            -1);
    var peered =
        new AddressRequest(
            true,
            eth0().index(),
            prefix("10.2.0.1", 32),
            0,
            "",
            Optional.empty(),
            Optional.of(prefix("10.2.0.9", 30)),
            0,
            -1);
    var deprecated =
        new AddressRequest(
            true,
            eth0().index(),
            prefix("2001:db8::5", 128),
            0,
            "",
            Optional.empty(),
            Optional.empty(),
            0x2,
            0);
    assertEquals(
        List.of(), client.apply(AddressBatch.of(List.of(request, peered, deprecated)), deadline()));
    AddressMessage first = find("10.1.2.3");
    assertEquals(24, first.prefix().prefixBits());
    assertEquals(253, first.scope());
    assertEquals("eth0:7", first.label());
    assertEquals(18, first.protocol());
    assertEquals(IpAddress.parse("10.1.2.255"), first.broadcast());
    assertEquals(-1, first.validSeconds());
    assertEquals(Optional.empty(), first.peer());
    AddressMessage second = find("10.2.0.1");
    assertEquals(IpAddress.parse("10.2.0.9"), second.peer());
    assertEquals(30, second.prefix().prefixBits());
    AddressMessage third = find("2001:db8::5");
    assertEquals(0, third.preferredSeconds());
    assertEquals(-1, third.validSeconds());
    assertFalse(third.tentative());
    assertFalse(third.duplicate());
  }

  private AddressMessage find(String address) throws Exception {
    return addresses().stream()
        .filter(found -> found.prefix().address().toString().equals(address))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aThousandAddressesComeAndGo() throws Exception {
    int index = eth0().index();
    var adding = new ArrayList<AddressRequest>();
    var deleting = new ArrayList<AddressRequest>();
    for (int i = 0; i < 1000; i++) {
      var prefix = IpPrefix.host(IpAddress.ofInt(0x0A000000 + i));
      adding.add(AddressRequest.adding(index, prefix));
      deleting.add(AddressRequest.deleting(index, prefix));
    }
    int before = addresses().size();
    List<AddressBatch> batches = AddressBatch.split(adding);
    assertEquals(10, batches.size());
    for (AddressBatch batch : batches) {
      assertEquals(List.of(), client.apply(batch, deadline()));
    }
    assertEquals(before + 1000, addresses().size());
    for (AddressBatch batch : AddressBatch.split(deleting)) {
      assertEquals(List.of(), client.apply(batch, deadline()));
    }
    assertEquals(before, addresses().size());
  }

  @Test
  void refusalsNameTheirEntries() throws Exception {
    int index = eth0().index();
    var requests = new ArrayList<AddressRequest>();
    IntStream.range(0, 50)
        .mapToObj(i -> IpPrefix.host(IpAddress.ofInt(0x0A000000 + i)))
        .forEach(prefix -> requests.add(AddressRequest.adding(index, prefix)));
    requests.set(20, AddressRequest.adding(99_999, prefix("10.9.9.9", 32)));
    requests.set(30, requests.get(29));
    requests.set(49, AddressRequest.deleting(index, prefix("10.8.8.8", 32)));
    List<RefusedEntry> refusals = client.apply(AddressBatch.of(requests), deadline());
    assertEquals(List.of(20, 30, 49), refusals.stream().map(RefusedEntry::index).toList());
    assertEquals(
        List.of(Errno.ENODEV, Errno.EEXIST, Errno.EADDRNOTAVAIL),
        refusals.stream().map(RefusedEntry::errno).toList());
    assertTrue(refusals.get(1).explanation().contains("already"), refusals.get(1).explanation());
    assertEquals(47, addresses().stream().filter(a -> a.prefix().prefixBits() == 32).count());
  }

  @Test
  void aPreparedBatchCanBeUsedAgain() throws Exception {
    AddressBatch batch =
        AddressBatch.of(List.of(AddressRequest.adding(eth0().index(), prefix("10.1.1.1", 32))));
    assertEquals(List.of(), client.apply(batch, deadline()));
    assertEquals(
        List.of(Errno.EEXIST),
        client.apply(batch, deadline()).stream().map(RefusedEntry::errno).toList());
  }

  @Test
  void aBatchHasItsBounds() {
    assertThrows(IllegalArgumentException.class, () -> AddressBatch.of(List.of()));
    var one = AddressRequest.adding(1, prefix("10.0.0.1", 32));
    var tooMany = Collections.nCopies(AddressBatch.ENTRIES_MAX + 1, one);
    assertThrows(IllegalArgumentException.class, () -> AddressBatch.of(tooMany));
  }
}
