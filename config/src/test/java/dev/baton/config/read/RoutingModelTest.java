package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RouteSpec.Insertion;
import dev.baton.core.kernel.RouteSpec.Metric;
import dev.baton.core.kernel.RouteSpec.Metric.Kind;
import dev.baton.core.kernel.RouteSpec.RouterPreference;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.kernel.RuleSpec.Mark;
import dev.baton.core.kernel.RuleSpec.Range;
import dev.baton.core.kernel.RuleSpec.Suppression;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model that lines of routes and rules give. */
final class RoutingModelTest {

  private static Configuration read(String text) {
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT).configuration();
  }

  private static RouteSpec route(String line) {
    return read("static_routes {\n" + line + "\n}\n").staticRouting().routes().getFirst().route();
  }

  private static RuleSpec rule(String line) {
    return read("static_rules {\n" + line + "\n}\n").staticRouting().rules().getFirst().rule();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static Optional<IpPrefix> prefix(String text) {
    return IpPrefix.parse(text);
  }

  private static Hop hop(String gateway, String device) {
    return new Hop(IpAddress.parse(gateway), device, 1, false, Optional.empty(), 0);
  }

  @Test
  void everyWordOfAnIpv4Route() {
    RouteSpec route =
        route(
            "append unicast 192.0.2.0/24 via 10.1.0.1 dev eth0 onlink src 10.1.0.2 table 100"
                + " protocol static scope link tos 0x10 metric 5 realms 1/2 no_track mtu lock 1400"
                + " rtt 25ms rttvar 1s rto_min lock 0.5s hoplimit 9 congctl lock cubic"
                + " features ecn");
    assertEquals(RouteSpec.Type.UNICAST, route.type());
    assertEquals(prefix("192.0.2.0/24"), Optional.of(route.destination()));
    assertEquals(
        List.of(new Hop(Optional.of(address("10.1.0.1")), "eth0", 1, true, Optional.empty(), 0)),
        route.hops());
    assertEquals(Optional.of(address("10.1.0.2")), route.preferredSource());
    assertEquals(
        "100 4 253 16 5",
        "%d %d %d %d %d"
            .formatted(
                route.table(), route.protocol(), route.scope(), route.tos(), route.metric()));
    assertEquals(0x1_0002, route.realms());
    assertEquals(Insertion.APPEND, route.insertion());

    assertEquals("cubic", route.congestionControl());
    // Smoothed times are kept as eighths and quarters of milliseconds.
    assertEquals(
        List.of(
            new Metric(Kind.MTU, 1400, true),
            new Metric(Kind.RTT, 200, false),
            new Metric(Kind.RTTVAR, 4000, false),
            new Metric(Kind.RTO_MIN, 500, true),
            new Metric(Kind.HOPLIMIT, 9, false),
            new Metric(Kind.CONGCTL, 0, true),
            new Metric(Kind.FEATURES, 1, false)),
        route.metrics());
  }

  @Test
  void everyWordOfAnIpv6Route() {
    RouteSpec route =
        route(
            "2001:db8::/32 from 2001:db8:1::/48 via 2001:db8::1 dev eth1 pref high expires 60"
                + " ttl-propagate disabled encap mpls 16/17");
    assertEquals(IpFamily.INET6, route.family());
    assertEquals(prefix("2001:db8:1::/48"), route.source());
    assertEquals(Optional.of(RouterPreference.HIGH), route.preference());
    assertEquals(60, route.expiresSeconds());
    assertEquals(Optional.of(false), route.propagatesTtl());
    assertEquals(
        Optional.of(new RouteSpec.Mpls(List.of(16, 17))), route.hops().getFirst().encapsulation());
  }

  @Test
  void nextHops() {
    RouteSpec route =
        route("default nexthop via 10.1.0.1 dev eth0 weight 3 nexthop via 10.1.0.3 onlink");
    assertEquals(prefix("0.0.0.0/0"), Optional.of(route.destination()));
    assertEquals(
        List.of(
            new Hop(Optional.of(address("10.1.0.1")), "eth0", 3, false, Optional.empty(), 0),
            new Hop(Optional.of(address("10.1.0.3")), "", 1, true, Optional.empty(), 0)),
        route.hops());
    assertEquals(
        List.of(hop("10.1.0.1", ""), hop("10.1.0.2", "")),
        route("192.0.2.0/24 gw 10.1.0.1 or 10.1.0.2").hops());
  }

  @ParameterizedTest
  @CsvSource({
    "default via 10.1.0.1, 0.0.0.0/0",
    "default via 2001:db8::1, ::/0",
    "default6 via 2001:db8::1, ::/0",
    "any dev eth0, 0.0.0.0/0",
    "192.0.2.1 dev eth0, 192.0.2.1/32",
    "to 192.0.2.0/24 dev eth0, 192.0.2.0/24",
    "blackhole 192.0.2.0/24, 192.0.2.0/24",
  })
  void destinations(String line, String destination) {
    assertEquals(prefix(destination), Optional.of(route(line).destination()));
  }

  /** What is tracked must be our own: who says another protocol gets ours, and is told. */
  @Test
  void protocolOfTrackedRoutesIsOurs() {
    assertEquals(RouteSpec.KEEPALIVED, route("192.0.2.0/24 dev eth0 protocol static").protocol());
    assertEquals(4, route("192.0.2.0/24 dev eth0 protocol static no_track").protocol());
  }

  @Test
  void everyWordOfARule() {
    RuleSpec rule =
        rule(
            "not from 192.0.2.0/24 to 198.51.100.0/24 iif eth0 oif eth1 tos 0x10 fwmark 7/0xff"
                + " tunnel-id 9 ipproto tcp uidrange 1-5 sport 80-90 dport 1-2 priority 100"
                + " table main sup_pl 8 sup_group default realms 1/2 protocol static no_track");
    assertEquals(
        new RuleSpec.Selector(
            true,
            prefix("192.0.2.0/24"),
            prefix("198.51.100.0/24"),
            "eth0",
            "eth1",
            16,
            Optional.of(new Mark(7, 0xFF)),
            9,
            6,
            Optional.of(new Range(1, 5)),
            Optional.of(new Range(80, 90)),
            Optional.of(new Range(1, 2))),
        rule.selector());
    assertEquals(new RuleSpec.Lookup(254), rule.action());
    assertEquals(100, rule.preference());
    assertEquals(4, rule.protocol());
    assertEquals(new Suppression(8, 0, 0x1_0002), rule.suppression());
  }

  @Test
  void actionsOfRules() {
    assertEquals(new RuleSpec.GoTo(200), rule("from all preference 100 goto 200").action());
    assertEquals(new RuleSpec.LookupOfVrf(), rule("from all l3mdev priority 5").action());
    assertEquals(RuleSpec.Verdict.BLACKHOLE, rule("type blackhole priority 5").action());
    assertEquals(IpFamily.INET6, rule("from 2001:db8::/32 nop priority 5").family());
  }

  @Test
  void whatTheirLossDoes() {
    assertEquals(List.of(Tracking.DEFAULT), tracking("192.0.2.0/24 dev eth0"));
    assertEquals(List.of(new Tracking(false, "")), tracking("192.0.2.0/24 dev eth0 no_track"));
  }

  private static List<Tracking> tracking(String line) {
    return read("static_routes {\n" + line + "\n}\n").staticRouting().routes().stream()
        .map(RouteConfig::tracking)
        .toList();
  }

  /** Counted down for each family, in the order of the file, across all its blocks. */
  @Test
  void rulesWithoutPreferenceAreCounted() {
    Configuration configuration =
        read(
            """
            static_rules {
              from 192.0.2.0/24 table 100
              from 2001:db8::/32 table 100
              from 192.0.3.0/24 table 100 preference 7
              from 192.0.4.0/24 table 100
            }
            """);
    assertEquals(
        List.of(16384L, 16384L, 7L, 16383L),
        configuration.staticRouting().rules().stream().map(it -> it.rule().preference()).toList());
  }

  @Test
  void routesAndRulesOfAnInstance() {
    Configuration configuration =
        read(
            """
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress {
                10.1.0.9
              }
              virtual_routes {
                192.0.2.0/24 via 10.1.0.1
                nonsense
              }
              virtual_rules {
                from 192.0.2.0/24 lookup 100 priority 5
              }
            }
            """);
    var routing = configuration.instances().getFirst().routing();
    assertEquals(List.of(hop("10.1.0.1", "")), routing.routes().getFirst().route().hops());
    assertEquals(1, routing.routes().size(), "a line that is wrong is no route");
    assertEquals(new RuleSpec.Lookup(100), routing.rules().getFirst().rule().action());
  }
}
