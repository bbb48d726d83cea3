package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.Errno;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.TestNetwork;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes as bytes, and as the kernel then has them. */
final class RouteEncoderTest {

  private static final int EXAMPLE_LINK = 2;

  /** By "DESTINATION via HOP table T metric M src S scope N", each part but the first optional. */
  private static Resource.Route route(int linkIndex, String text) {
    List<String> words = List.of(text.split(" "));
    var spec =
        new RouteSpec(
            RouteSpec.Type.UNICAST,
            IpPrefix.parse(words.get(0)).orElseThrow(),
            Optional.empty(),
            IpAddress.parse(after(words, "src", "")),
            List.of(new Hop(IpAddress.parse(after(words, "via", "")), "eth0")),
            Integer.parseInt(after(words, "table", "254")),
            RouteSpec.KEEPALIVED,
            Integer.parseInt(after(words, "scope", "-1")),
            0,
            Integer.parseInt(after(words, "metric", "0")),
            0,
            List.of(),
            "",
            Optional.empty(),
            0,
            Optional.empty(),
            RouteSpec.Insertion.PREPEND);
    return new Resource.Route(spec, List.of(linkIndex));
  }

  private static String after(List<String> words, String word, String otherwise) {
    int at = words.indexOf(word);
    return at < 0 ? otherwise : words.get(at + 1);
  }

  private static String bytes(Operation operation) {
    return HexFormat.of().formatHex(ChangeBatch.of(List.of(operation)).messages());
  }

  /**
   * Of a little-endian machine: length, type 24, flags REQUEST, ACK and CREATE, sequence and port;
   * then family, lengths, service, table, protocol 18, scope, type and flags; then attributes.
   */
  @Test
  void anAdditionHasTheKernelsForm() {
    var route = route(EXAMPLE_LINK, "198.51.100.7/24 via 192.0.2.9 metric 5 src 192.0.2.1");
    assertEquals(
        "4c000000"
            + "1800"
            + "0504"
            + "00000000"
            + "00000000"
            + "02"
            + "18"
            + "00"
            + "00"
            + "fe"
            + "12"
            + "00"
            + "01"
            + "00000000"
            + "0800"
            + "0100"
            + "c6336400"
            + "0800"
            + "0f00"
            + "fe000000"
            + "0800"
            + "0500"
            + "c0000209"
            + "0800"
            + "0400"
            + "02000000"
            + "0800"
            + "0700"
            + "c0000201"
            + "0800"
            + "0600"
            + "05000000",
        bytes(new Operation.Set(route)));
  }

  /** Without a link, to everywhere, in a table whose number does not fit into the header. */
  @Test
  void aDeletionNamesTheSameAndCreatesNothing() {
    var route = route(0, "::/0 via 2001:db8::9 table 1000");
    assertEquals(
        "38000000"
            + "1900"
            + "0500"
            + "00000000"
            + "00000000"
            + "0a"
            + "00"
            + "00"
            + "00"
            + "00"
            + "12"
            + "00"
            + "01"
            + "00000000"
            + "0800"
            + "0f00"
            + "e8030000"
            + "1400"
            + "0500"
            + "20010db8000000000000000000000009",
        bytes(new Operation.Remove(route)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
198.51.100.0/24 via 192.0.2.9            | 198.51.100.0/24 via 192.0.2.9 dev eth0
198.51.100.0/24                          | 198.51.100.0/24 dev eth0 scope link
198.51.100.7/32 via 192.0.2.9 metric 5   | 198.51.100.7 via 192.0.2.9 dev eth0 metric 5
198.51.100.0/24 src 192.0.2.1 scope 253  | 198.51.100.0/24 dev eth0 scope link src 192.0.2.1
0.0.0.0/0 via 192.0.2.9                  | default via 192.0.2.9 dev eth0
0.0.0.0/0 via 192.0.2.9 table 77         | default via 192.0.2.9 dev eth0 table 77
0.0.0.0/0 via 192.0.2.9 table 1000       | default via 192.0.2.9 dev eth0 table 1000
2001:db8:1::/48 via 2001:db8::9          | 2001:db8:1::/48 via 2001:db8::9 dev eth0 metric 1024
2001:db8:1::/48 metric 7                 | 2001:db8:1::/48 dev eth0 metric 7
::/0 via 2001:db8::9 table 1000          | default via 2001:db8::9 dev eth0 table 1000 metric 1024
""")
  void theKernelHasItAsItWasAskedFor(String asked, String shown) throws Exception {
    try (var network = new TestNetwork();
        var client = TestNetwork.in(network.left, RouteClient::open)) {
      TestNetwork.ip(network.left, "address add 2001:db8::1/64 dev eth0 nodad");
      var route = route(index(client), asked);
      assertEquals(List.of(), errnos(client, new Operation.Set(route)));
      assertEquals(List.of(shown), ours(network));
      assertEquals(List.of(Errno.EEXIST), errnos(client, new Operation.Set(route)));
      assertEquals(List.of(), errnos(client, new Operation.Remove(route)));
      assertEquals(List.of(), ours(network));
      assertEquals(List.of(Errno.ESRCH), errnos(client, new Operation.Remove(route)));
    }
  }

  /** Its default route is how its operator reaches a host. */
  @Test
  void aRouteOfSomebodyElseStays() throws Exception {
    try (var network = new TestNetwork();
        var client = TestNetwork.in(network.left, RouteClient::open)) {
      TestNetwork.ip(network.left, "route add default via 192.0.2.8");
      var route = route(index(client), "0.0.0.0/0 via 192.0.2.9");
      assertEquals(List.of(), errnos(client, new Operation.Set(route)));
      assertTrue(get(network).contains("via 192.0.2.9"), get(network));
      assertEquals(List.of(), errnos(client, new Operation.Remove(route)));
      assertTrue(get(network).contains("via 192.0.2.8"), get(network));
      var theirs = route(index(client), "0.0.0.0/0 via 192.0.2.8");
      assertEquals(List.of(Errno.ESRCH), errnos(client, new Operation.Remove(theirs)));
    }
  }

  private static String get(TestNetwork network) {
    return TestNetwork.run("ip", "-n", network.left, "route", "get", "203.0.113.1");
  }

  private static int index(RouteClient client) throws Exception {
    return client.links(deadline()).stream()
        .filter(it -> it.name().equals("eth0"))
        .findFirst()
        .orElseThrow()
        .index();
  }

  private static long deadline() {
    return System.nanoTime() + 5_000_000_000L;
  }

  private static List<Integer> errnos(RouteClient client, Operation operation) {
    return client.apply(ChangeBatch.of(List.of(operation)), deadline()).stream()
        .map(RefusedEntry::errno)
        .toList();
  }

  /** All routes that carry our number. */
  private static List<String> ours(TestNetwork network) {
    return Stream.of("-4", "-6")
        .map(
            family ->
                TestNetwork.run(
                    ("ip -n " + network.left + " " + family)
                        .concat(" route show table all proto keepalived")
                        .split(" ")))
        .flatMap(String::lines)
        .map(line -> line.replace(" pref medium", "").strip())
        .toList();
  }
}
