package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.Await;
import dev.baton.linux.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real kernel tells of its changes. */
class RouteMonitorTest {

  private final TestNetwork network = new TestNetwork();
  private final RouteMonitor monitor =
      TestNetwork.in(network.left, () -> RouteMonitor.open(RouteMonitor.RECEIVE_BUFFER_BYTES));
  private final RouteClient client = TestNetwork.in(network.left, RouteClient::open);
  private final List<RouteEvent> events = new ArrayList<>();

  @AfterEach
  void close() {
    monitor.close();
    client.close();
    network.close();
  }

  private static long deadline() {
    return System.nanoTime() + 5_000_000_000L;
  }

  private int eth0() throws Exception {
    return client.links(deadline()).stream()
        .filter(link -> link.name().equals("eth0"))
        .findFirst()
        .orElseThrow()
        .index();
  }

  private void read() {
    assertEquals(0, monitor.read(events::add));
  }

  @Test
  void ownChangesAreToldFromOthers() throws Exception {
    int index = eth0();
    var own = TestChanges.adding(index, IpPrefix.host(IpAddress.ofInt(0x0A000001)));
    assertEquals(List.of(), client.apply(ChangeBatch.of(List.of(own)), deadline()));
    TestNetwork.ip(network.left, "address add 10.0.0.2/32 dev eth0");
    TestNetwork.ip(network.left, "address delete 10.0.0.1/32 dev eth0");
    read();
    List<RouteEvent> ofAddresses = events.stream().filter(RouteMonitorTest::isOfTen).toList();
    assertEquals(3, ofAddresses.size(), events::toString);
    var first = assertInstanceOf(RouteEvent.AddressChanged.class, ofAddresses.get(0));
    assertEquals(client.portId(), first.senderPort());
    var second = assertInstanceOf(RouteEvent.AddressChanged.class, ofAddresses.get(1));
    assertEquals("10.0.0.2", second.address().prefix().address().toString());
    assertTrue(second.senderPort() != client.portId());
    var third = assertInstanceOf(RouteEvent.AddressRemoved.class, ofAddresses.get(2));
    assertEquals("10.0.0.1", third.address().prefix().address().toString());
  }

  private static boolean isOfTen(RouteEvent event) {
    return event.toString().contains("10.0.0.");
  }

  @Test
  void linksComeChangeAndGo() throws Exception {
    TestNetwork.ip(network.left, "link add d0 type bridge");
    TestNetwork.ip(network.left, "link set d0 up");
    TestNetwork.ip(network.left, "link set d0 down");
    TestNetwork.ip(network.left, "link delete d0");
    // The kernel tells of an operational state later, from its own time.
    Await.until(
        () -> {
          read();
          return events.stream()
              .anyMatch(e -> e instanceof RouteEvent.LinkRemoved(var gone, _) && named(gone));
        });
    assertTrue(
        events.stream()
            .anyMatch(e -> e instanceof RouteEvent.LinkChanged(var l, _) && named(l) && l.up()));
  }

  private static boolean named(Link link) {
    return link.name().equals("d0");
  }

  @Test
  void aPortThatLeavesItsBridgeIsNotGone() throws Exception {
    TestNetwork.ip(network.left, "link add bridge type bridge");
    TestNetwork.ip(network.left, "link set eth0 master bridge");
    assertTrue(masterIndex() != 0);
    TestNetwork.ip(network.left, "link set eth0 nomaster");
    assertEquals(0, masterIndex());
    read();
    assertEquals(
        0,
        events.stream().filter(e -> e instanceof RouteEvent.LinkRemoved).count(),
        events::toString);
  }

  private int masterIndex() throws Exception {
    return client.linkMessages(deadline()).stream()
        .filter(it -> it.link().name().equals("eth0"))
        .findFirst()
        .orElseThrow()
        .masterIndex();
  }

  @Test
  void anOverrunIsToldAndTheDumpHasTheTruth() throws Exception {
    int index = eth0();
    var requests =
        IntStream.range(0, 500)
            .mapToObj(i -> IpPrefix.host(IpAddress.ofInt(0x0A000000 + i)))
            .map(prefix -> TestChanges.adding(index, prefix))
            .toList();
    try (var small = TestNetwork.in(network.left, () -> RouteMonitor.open(4096))) {
      for (ChangeBatch batch : ChangeBatch.split(requests)) {
        assertEquals(List.of(), client.apply(batch, deadline()));
      }
      var told = new ArrayList<RouteEvent>();
      assertEquals(0, small.read(told::add));
      assertTrue(told.contains(new RouteEvent.Overrun()), told::toString);
      assertTrue(told.size() < 500);
      TestNetwork.ip(network.left, "address add 10.9.9.9/32 dev eth0");
      told.clear();
      assertEquals(0, small.read(told::add));
      assertTrue(told.toString().contains("10.9.9.9"), "it goes on after an overrun");
    }
    long known = client.addresses(deadline()).stream().filter(a -> a.linkIndex() == index).count();
    assertTrue(known >= 501, "known " + known);
  }
}
