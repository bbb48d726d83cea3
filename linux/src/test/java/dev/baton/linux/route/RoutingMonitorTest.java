package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.kernel.RuleSpec.Mark;
import dev.baton.core.kernel.RuleSpec.Range;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.TestNetwork;
import dev.baton.linux.libc.LinuxRouting;
import dev.baton.linux.netlink.MessageReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real kernel tells of routes and rules that go. */
class RoutingMonitorTest {

  private static final int BUFFER_BYTES = 8192;

  @TempDir Path directory;

  private final TestNetwork network = new TestNetwork();
  private final RoutingMonitor monitor =
      TestNetwork.in(network.left, () -> RoutingMonitor.open(BUFFER_BYTES));
  private final RouteClient client = TestNetwork.in(network.left, RouteClient::open);

  @AfterEach
  void close() {
    monitor.close();
    client.close();
    network.close();
  }

  private static IpPrefix prefix(String text) {
    return IpPrefix.parse(text).orElseThrow();
  }

  private Resource.Route route(String destination, String... gateways) throws Exception {
    int index =
        client.links(deadline()).stream()
            .filter(it -> it.name().equals("eth0"))
            .findFirst()
            .orElseThrow()
            .index();
    var hops = new ArrayList<Hop>();
    var links = new ArrayList<Integer>();
    for (String gateway : gateways) {
      hops.add(new Hop(IpAddress.parse(gateway), "eth0"));
      links.add(index);
    }
    return new Resource.Route(
        RouteSpec.unicast(prefix(destination), hops, RouteSpec.MAIN, 0), List.copyOf(links));
  }

  private static Resource.Rule rule(IpFamily family, String from, RuleSpec.Action action) {
    var selector =
        new RuleSpec.Selector(
            true,
            Optional.of(prefix(from)),
            Optional.empty(),
            "eth0",
            "eth1",
            0x10,
            Optional.of(new Mark(7, 0xFF)),
            9,
            6,
            Optional.of(new Range(1, 5)),
            Optional.of(new Range(80, 90)),
            Optional.of(new Range(1, 2)));
    return new Resource.Rule(
        new RuleSpec(
            family, selector, action, 70_000, RouteSpec.KEEPALIVED, RuleSpec.Suppression.NONE));
  }

  private static long deadline() {
    return System.nanoTime() + 5_000_000_000L;
  }

  private void set(Resource... resources) {
    for (Resource resource : resources) {
      assertEquals(
          List.of(),
          client.apply(ChangeBatch.of(List.of(new Operation.Set(resource))), deadline()));
    }
  }

  private List<RoutingEvent> events() {
    var events = new ArrayList<RoutingEvent>();
    assertEquals(0, monitor.read(events::add));
    return events;
  }

  /** The kernel tells it to whom it may concern; who asked is told by the port. */
  private void assertToldOf(Resource resource, boolean own) {
    List<RoutingEvent> events = events();
    assertEquals(1, events.size(), () -> resource + " told of as " + events);
    var removed = (RoutingEvent.Removed) events.getFirst();
    assertTrue(removed.notice().isAbout(resource), () -> resource + " told of as " + removed);
    assertEquals(own, removed.senderPort() == client.portId());
  }

  @Test
  void ofRoutesThatSomebodyDeletes() throws Exception {
    TestNetwork.ip(network.left, "address add 2001:db8::1/64 dev eth0 nodad");
    var plain = route("198.51.100.0/24", "192.0.2.9");
    var six = route("2001:db8:1::/48", "2001:db8::9");
    var several = route("198.51.101.0/24", "192.0.2.9", "192.0.2.8");
    set(plain, six, several);
    TestNetwork.ip(network.left, "route delete 198.51.100.0/24");
    assertToldOf(plain, false);
    TestNetwork.ip(network.left, "-6 route delete 2001:db8:1::/48");
    assertToldOf(six, false);
    TestNetwork.ip(network.left, "route delete 198.51.101.0/24");
    assertToldOf(several, false);
    set(plain);
    client.apply(ChangeBatch.of(List.of(new Operation.Remove(plain))), deadline());
    assertToldOf(plain, true);
  }

  @Test
  void ofRulesWithAllTheirWords() {
    for (RuleSpec.Action action :
        List.of(
            new RuleSpec.Lookup(70_000),
            new RuleSpec.GoTo(80_000),
            RuleSpec.Verdict.BLACKHOLE,
            new RuleSpec.LookupOfVrf())) {
      for (var rule :
          List.of(
              rule(IpFamily.INET, "192.0.2.0/24", action),
              rule(IpFamily.INET6, "2001:db8::/32", action))) {
        set(rule);
        String family = rule.spec().family() == IpFamily.INET ? "-4" : "-6";
        TestNetwork.ip(network.left, family + " rule delete priority 70000");
        assertToldOf(rule, false);
      }
    }
  }

  /** A full table comes and goes; nothing of it reaches us, and nothing of ours is lost. */
  @Test
  void ofNoRouteOfOthers() throws Exception {
    var lines = new StringBuilder();
    for (String verb : List.of("add", "delete")) {
      for (int i = 0; i < 20_000; i++) {
        lines.append("route %s 10.%d.%d.0/24 dev eth0%n".formatted(verb, i / 200, i % 200));
      }
    }
    Path batch = Files.writeString(directory.resolve("batch"), lines);
    var ours = route("198.51.100.0/24", "192.0.2.9");
    set(ours);
    TestNetwork.ip(network.left, "-batch " + batch);
    assertEquals(List.of(), events());
    TestNetwork.ip(network.left, "route delete 198.51.100.0/24");
    assertToldOf(ours, false);
  }

  @Test
  void anOverrunIsTold() throws Exception {
    for (int i = 0; i < 100; i++) {
      set(route("198.51." + i + ".0/24", "192.0.2.9"));
    }
    TestNetwork.ip(network.left, "route flush proto keepalived");
    assertTrue(events().contains(new RoutingEvent.Overrun()));
  }

  /** Whatever the bytes are, there is an answer. */
  @Test
  void anyBytesAreRead() {
    var random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[17 + random.nextInt(120)];
      random.nextBytes(bytes);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.nativeOrder())
          .putInt(0, bytes.length)
          .putShort(4, (short) LinuxRouting.RTM_DELROUTE)
          // Often enough a family, a type and an attribute that mean something.
          .put(16, (byte) (random.nextBoolean() ? 2 : 10));
      if (bytes.length > 36) {
        bytes[23] = (byte) random.nextInt(11);
        bytes[28] = (byte) random.nextInt(40);
        bytes[29] = 0;
        bytes[30] = (byte) random.nextInt(30);
        bytes[31] = 0;
      }
      var reader = new MessageReader(bytes);
      reader.reset(bytes.length);
      while (reader.next()) {
        RoutingMessage.decode(reader);
        RuleMessage.decode(reader);
      }
    }
  }
}
