package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.model.RoutingConfig;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.route.ChangeBatch;
import dev.baton.linux.route.RouteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each word of a route and of a rule, alone and in pairs: what the kernel then has is what {@code
 * ip} makes of the same words. What this kernel refuses of one it refuses of the other, and after
 * the removal nothing is left.
 */
final class RoutingWordsIT {

  /**
   * A word with its arguments.
   *
   * @param ours as the configuration has it
   * @param theirs as ip-route(8) or ip-rule(8) has it
   */
  private record Words(String ours, String theirs) {

    String name() {
      return ours.split(" ", -1)[0];
    }
  }

  /** One line to be compared: which place it has, and in what words. */
  private record Case(String place, String ours, String theirs) {}

  private static final List<Words> BOTH_FAMILIES =
      Stream.of(
              "table 77",
              "table 70000",
              "table local",
              "protocol static no_track",
              "metric 9",
              "onlink",
              "mtu 1400",
              "mtu lock 1400",
              "hoplimit 9",
              "advmss 900",
              "advmss lock 900",
              "rtt 300ms",
              "rtt lock 1s",
              "rttvar 200ms",
              "reordering 8",
              "reordering lock 8",
              "window 80000",
              "cwnd lock 9",
              "ssthresh 7",
              "ssthresh lock 7",
              "rto_min 50ms",
              "rto_min lock 50ms",
              "initcwnd 5",
              "initrwnd 6",
              "features ecn",
              "quickack 1",
              "fastopen_no_cookie 1",
              "congctl cubic",
              "congctl lock cubic")
          .map(RoutingWordsIT::route)
          .toList();

  private static final List<Words> FOUR =
      Stream.of("src 10.9.0.1", "tos 0x10", "dsfield 8", "scope site", "realms 3/4", "realms 5")
          .map(RoutingWordsIT::route)
          .toList();

  private static final List<Words> SIX =
      Stream.of("src fd09::1", "from 2001:db8:7::/48", "expires 600", "pref high", "pref low")
          .map(RoutingWordsIT::route)
          .toList();

  private static final List<Words> RULES =
      Stream.of(
              "not",
              "to 198.51.100.0/24",
              "tos 0x10",
              "dsfield 8",
              "fwmark 7",
              "fwmark 7/0xff",
              "iif eth0",
              "oif eth0",
              "dev absent",
              "ipproto tcp",
              "ipproto 17",
              "uidrange 1-5",
              "sport 80-90",
              "dport 1-2",
              "tunnel-id 9",
              "protocol static no_track")
          .map(RoutingWordsIT::rule)
          .toList();

  private static final List<Words> ACTIONS =
      Stream.of(
              "table 77",
              "lookup 70000",
              "table main",
              "goto 40000",
              "nop",
              "blackhole",
              "type unreachable",
              "prohibit",
              "l3mdev",
              "table 77 suppress_prefixlength 8",
              "table 77 sup_pl 0",
              "table 77 suppress_ifgroup 5",
              "table 77 sup_group default",
              "table 77 realms 1/2",
              "table 77 realms 3")
          .map(RoutingWordsIT::rule)
          .toList();

  /** Where the words of iproute2 are others. */
  private static Words route(String ours) {
    return new Words(ours, ours.replace(" no_track", "").replace("rto_min lock", "rto_min"));
  }

  private static Words rule(String ours) {
    return new Words(
        ours,
        ours.replace(" no_track", "")
            .replace("tunnel-id", "tun_id")
            .replace("sup_pl", "suppress_prefixlength")
            .replace("sup_group", "suppress_ifgroup")
            .replaceFirst("^(nop|blackhole|prohibit)$", "type $1"));
  }

  @TempDir Path directory;

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @BeforeEach
  void network() {
    one.ip("address add fd09::1/64 dev eth0 nodad");
    one.ip("link add eth1 type veth peer name eth1p");
    one.ip("link set eth1 up");
    one.ip("link set eth1p up");
    one.ip("address add 10.8.0.1/24 dev eth1");
    one.ip("address add fd08::1/64 dev eth1 nodad");
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  // Routes

  @Test
  void wordsOfIpv4Routes() throws Exception {
    var cases = new ArrayList<Case>();
    addSinglesAndPairs(cases, "10.%d.%d.0/24", "via 10.9.0.9 dev eth0", BOTH_FAMILIES, FOUR);
    for (String alone :
        List.of(
            "blackhole 11.0.1.0/24",
            "unreachable 11.0.2.0/24 metric 7",
            "prohibit 11.0.3.0/24",
            "throw 11.0.4.0/24 table 77",
            "local 11.0.5.1 dev eth0",
            "broadcast 11.0.6.255 dev eth0",
            "multicast 232.0.0.0/8 dev eth0",
            "anycast 11.0.7.1 dev eth0",
            "unicast 11.0.8.0/24 dev eth0",
            "to 11.0.9.0/24 via inet 10.9.0.9",
            "11.0.10.0/24 via 10.9.0.9 oif eth0",
            "11.0.11.0/24 via 10.7.0.9 dev eth0 onlink",
            "default via 10.9.0.9",
            "11.0.13.0/24 nexthop via 10.9.0.9 dev eth0 nexthop via 10.8.0.9 dev eth1",
            "11.0.14.0/24 nexthop via 10.9.0.9 weight 3 nexthop via 10.7.0.9 dev eth1 onlink",
            "11.0.15.0/24 mtu 1400 nexthop via 10.9.0.9 realms 1/2 nexthop via 10.8.0.9 weight 256",
            "11.0.16.0/24 encap ip id 5 dst 10.9.0.9 src 10.9.0.1 tos 4 ttl 3 dev eth0",
            "11.0.17.0/24 encap ip dst 10.9.0.9 dev eth0",
            "11.0.18.0/24 encap mpls 16/17 via 10.9.0.9",
            "11.0.19.0/24 nexthop via 10.9.0.9 dev eth0 encap ip id 7"
                + " dst 10.9.0.9 nexthop dev eth1",
            "add 11.0.20.0/24 dev eth0",
            "append 11.0.21.0/24 dev eth0",
            "11.0.22.0/24 dev eth0 scope host")) {
      cases.add(alone(alone));
    }
    compare(cases, "-4");
  }

  @Test
  void wordsOfIpv6Routes() throws Exception {
    var cases = new ArrayList<Case>();
    addSinglesAndPairs(cases, "2001:db8:%x%02x::/48", "via fd09::9 dev eth0", BOTH_FAMILIES, SIX);
    for (String alone :
        List.of(
            "blackhole 2001:db9:1::/48",
            "unreachable 2001:db9:2::/48 metric 7",
            "prohibit 2001:db9:3::/48",
            "throw 2001:db9:4::/48 table 77",
            "local 2001:db9:5::1 dev eth0",
            "anycast 2001:db9:6::1 dev eth0",
            "2001:db9:8::/48 via inet6 fd09::9",
            "2001:db9:9::/48 dev eth0",
            "2001:db9:a::/48 via fe80::9 dev eth0",
            "2001:db9:c::/48 nexthop via fd09::9 dev eth0 nexthop via fd08::9 dev eth1 weight 5",
            "2001:db9:d::/48 encap ip6 id 5 dst fd09::9 src fd09::1 tc 4 hoplimit 3 dev eth0",
            "2001:db9:e::/48 encap mpls 20 via fd09::9",
            "2001:db9:f::/48 encap ila 2001:db8:0:1 via fd09::9",
            "2001:db9:10::/48 dev eth0 ttl-propagate disabled")) {
      cases.add(alone(alone));
    }
    compare(cases, "-6");
  }

  /** The first address among the words is its place. */
  private static Case alone(String words) {
    String place = "default";
    if (!words.startsWith("default")) {
      for (String word : words.split(" ", -1)) {
        if (word.matches("[0-9a-f:.]+[:.][0-9a-f:.]*(/[0-9]+)?")) {
          place = word;
          break;
        }
      }
    }
    String theirs = words.replaceFirst("^(add|append) ", "").replace("ttl-propagate disabled", "");
    return new Case(place, words, theirs);
  }

  private static void addSinglesAndPairs(
      List<Case> cases, String place, String way, List<Words> some, List<Words> others) {
    var words = new ArrayList<Words>(some);
    words.addAll(others);
    int number = 0;
    for (int i = 0; i < words.size(); i++) {
      for (int j = i; j < words.size(); j++) {
        Words first = words.get(i);
        Words second = words.get(j);
        if (i != j && first.name().equals(second.name())) {
          continue;
        }
        number++;
        String destination = place.formatted(16 + number / 200, number % 200);
        String ours = destination + " " + way + " " + first.ours();
        String theirs = destination + " " + way + " " + first.theirs();
        if (i != j) {
          ours += " " + second.ours();
          theirs += " " + second.theirs();
        }
        cases.add(new Case(destination, ours, theirs));
      }
    }
  }

  // Rules

  @Test
  void wordsOfIpv4Rules() throws Exception {
    compareRules("192.0.2.0/24", "-4");
  }

  @Test
  void wordsOfIpv6Rules() throws Exception {
    compareRules("2001:db8:2::/48", "-6");
  }

  /** Pairs of selectors with one action, and each selector with each action. */
  private void compareRules(String from, String family) throws Exception {
    var cases = new ArrayList<Case>();
    for (Words action : ACTIONS) {
      for (Words selector : RULES) {
        addRule(cases, from, List.of(selector), action);
      }
    }
    for (int i = 0; i < RULES.size(); i++) {
      for (Words second : RULES.subList(i + 1, RULES.size())) {
        addRule(cases, from, List.of(RULES.get(i), second), ACTIONS.getFirst());
      }
    }
    compare(cases, family);
  }

  /** Each has a preference of its own; unless two of its words are one, or of two families. */
  private static void addRule(List<Case> cases, String from, List<Words> selectors, Words action) {
    String mine = String.join(" ", selectors.stream().map(Words::ours).toList());
    String other = String.join(" ", selectors.stream().map(Words::theirs).toList());
    long names = selectors.stream().map(Words::name).distinct().count();
    boolean mixed = from.contains(":") && mine.contains("198.51.100");
    if (names < selectors.size() || mixed) {
      return;
    }
    int preference = 1001 + cases.size();
    String head = "from " + from + " priority " + preference + " ";
    // `not` stands before what it turns round for ip.
    String theirs = other.startsWith("not") ? "not " + head + other.substring(3) : head + other;
    cases.add(
        new Case(
            String.valueOf(preference),
            head + mine + " " + action.ours(),
            theirs + " " + action.theirs()));
  }

  // Comparing

  private void compare(List<Case> cases, String family) throws Exception {
    boolean rules = cases.getFirst().ours().contains(" priority ");
    Map<Resource, Case> resources = resources(cases, rules);
    Map<Case, Integer> ourErrnos = apply(resources, Operation.Set::new);
    Map<String, String> ours = shown(family, rules);
    apply(resources, Operation.Remove::new);
    assertEquals(Map.of(), shown(family, rules), "left behind");

    Map<String, Boolean> theirRefusals = theirs(cases, family, rules);
    Map<String, String> theirs = shown(family, rules);
    var differences = new ArrayList<String>();
    var refused = new ArrayList<String>();
    for (Case it : cases) {
      String mine = ours.getOrDefault(it.place(), "nothing");
      String other = theirs.getOrDefault(it.place(), "nothing");
      boolean bothRefused =
          ourErrnos.containsKey(it) && theirRefusals.getOrDefault(it.place(), false);
      if (bothRefused) {
        refused.add(it.ours());
      } else if (!mine.equals(other)) {
        differences.add(
            it.ours() + " (errno " + ourErrnos.get(it) + ")\n  we: " + mine + "\n  ip: " + other);
      }
    }
    System.out.println(
        cases.size()
            + " lines compared; this kernel takes none of:\n  "
            + String.join("\n  ", refused));
    assertEquals("", String.join("\n", differences.subList(0, Math.min(20, differences.size()))));
    assertTrue(refused.size() < cases.size() / 3, "next to nothing was compared");
  }

  private Map<Resource, Case> resources(List<Case> cases, boolean rules) throws IOException {
    Path file = directory.resolve("k.conf");
    var text = new StringBuilder("global_defs {\n dynamic_interfaces\n}\n");
    text.append(rules ? "static_rules {\n" : "static_routes {\n");
    cases.forEach(it -> text.append("  ").append(it.ours()).append('\n'));
    Files.writeString(file, text.append("}\n"));
    var reading =
        ConfigReader.read(
            file.toString(), new LiveSources(), new LiveHostFacts(true), ReadOptions.DEFAULT);
    RoutingConfig routing = reading.configuration().staticRouting();
    var resources = new LinkedHashMap<Resource, Case>();
    int at = 0;
    for (var route : routing.routes()) {
      resources.put(placed(route.route()), cases.get(at++));
    }
    for (var rule : routing.rules()) {
      resources.put(new Resource.Rule(rule.rule()), cases.get(at++));
    }
    assertEquals(cases.size(), resources.size(), () -> reading.diagnostics().toString());
    return resources;
  }

  private final Map<String, Integer> indexes = new TreeMap<>();

  private Resource placed(RouteSpec spec) {
    return new Resource.Route(
        spec,
        spec.hops().stream()
            .map(
                hop ->
                    hop.device().isEmpty()
                        ? 0
                        : indexes.computeIfAbsent(
                            hop.device(),
                            it -> Integer.parseInt(one.ip("-o link show " + it).split(":", 2)[0])))
            .toList());
  }

  private Map<Case, Integer> apply(
      Map<Resource, Case> resources, java.util.function.Function<Resource, Operation> operation)
      throws Exception {
    List<Operation> operations = resources.keySet().stream().map(operation).toList();
    List<Case> cases = List.copyOf(resources.values());
    var done = new CompletableFuture<Map<Case, Integer>>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                NetworkNamespace.enter(one.namespace());
                try (RouteClient client = RouteClient.open()) {
                  done.complete(errnos(client, operations, cases));
                }
              } catch (OsException | RuntimeException failed) {
                done.completeExceptionally(failed);
              }
            });
    return done.get();
  }

  private static Map<Case, Integer> errnos(
      RouteClient client, List<Operation> operations, List<Case> cases) {
    var errnos = new LinkedHashMap<Case, Integer>();
    int first = 0;
    for (ChangeBatch batch : ChangeBatch.split(operations)) {
      for (RefusedEntry entry : client.apply(batch, System.nanoTime() + 10_000_000_000L)) {
        errnos.put(cases.get(first + entry.index()), entry.errno());
      }
      first += batch.count();
    }
    return errnos;
  }

  /** Which of them {@code ip} could not set. */
  private Map<String, Boolean> theirs(List<Case> cases, String family, boolean rules)
      throws IOException {
    var lines = new StringBuilder();
    for (Case it : cases) {
      String protocol = it.theirs().contains("protocol") ? "" : " protocol keepalived";
      String verb = it.ours().startsWith("append ") ? "append" : "prepend";
      verb = it.ours().startsWith("add ") ? "add" : verb;
      if (rules) {
        lines.append("rule add ").append(it.theirs()).append(protocol).append('\n');
      } else {
        // Next hops come last.
        String[] parts = it.theirs().split(" nexthop ", 2);
        lines.append("route ").append(verb).append(' ').append(parts[0]).append(protocol);
        lines.append(parts.length == 1 ? "\n" : " nexthop " + parts[1] + "\n");
      }
    }
    Path batch = directory.resolve("batch");
    Files.writeString(batch, lines);
    // It names the lines that it could not carry out.
    String told =
        Shell.attempt(
                List.of("ip", "-n", one.namespace(), family, "-force", "-batch", batch.toString()))
            .text();
    var refused = new LinkedHashMap<String, Boolean>();
    cases.forEach(it -> refused.put(it.place(), false));
    told.lines()
        .filter(it -> it.startsWith("Command failed "))
        .map(it -> it.substring(it.lastIndexOf(':') + 1).strip())
        .forEach(line -> refused.put(cases.get(Integer.parseInt(line) - 1).place(), true));
    return refused;
  }

  /** What there is with our number, or with the other one of some lines, by its place. */
  private Map<String, String> shown(String family, boolean rules) {
    var shown = new TreeMap<String, String>();
    String text = one.ip(family + " -d " + (rules ? "rule show" : "route show table all"));
    var whole = new StringBuilder();
    for (String line : (text + "\nend").split("\n", -1)) {
      boolean further = line.startsWith("\t") && !rules;
      if (!further && !whole.isEmpty()) {
        put(shown, whole.toString().strip(), rules);
        whole.setLength(0);
      }
      whole.append(' ').append(line.strip());
    }
    return shown;
  }

  private static void put(Map<String, String> shown, String line, boolean rules) {
    if (line.contains(" proto keepalived") || line.contains(" proto static")) {
      String place = rules ? line.split(":", 2)[0] : line.split(" ", -1)[1];
      // A second may pass between the two.
      String text = line.replaceAll("expires \\d+sec", "expires");
      shown.merge(place, text, (one, two) -> one + " AND " + two);
    }
  }
}
