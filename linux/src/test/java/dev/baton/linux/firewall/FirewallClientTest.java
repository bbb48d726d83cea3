package dev.baton.linux.firewall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.kernel.FilterEntry.Drop;
import dev.baton.core.kernel.FilterEntry.HiddenParent;
import dev.baton.core.kernel.FilterEntry.MovedReports;
import dev.baton.core.kernel.FilterEntry.Where;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.Firewall.Share;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.TestNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables in a real kernel, as nft(8) shows them; the expected ones are those of keepalived 2.4. */
class FirewallClientTest {

  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final Firewall.Nftables PLAIN =
      new Firewall.Nftables("keepalived", -1, false, true);

  private static final String FOUR =
      """
      table ip keepalived {
      	set vips {
      		type ipv4_addr
      		elements = { ELEMENTS }
      	}

      	chain out {
      		type filter hook output priority filter - 1; policy accept;
      		ip saddr @vips drop
      	}

      	chain in {
      		type filter hook input priority filter - 1; policy accept;
      		ip daddr @vips drop
      	}
      }
      """;

  private static final String SIX =
      """
      table ip6 keepalived {
      	set parent_link_local {
      		type ipv6_addr . ifname
      	}

      	set vips {
      		type ipv6_addr
      		elements = { fd09::100 }
      	}

      	set neighbor-discovery {
      		type icmpv6_type
      		flags constant
      		elements = { nd-neighbor-solicit,
      			     nd-neighbor-advert }
      	}

      	set vips_link_local {
      		type ipv6_addr . iface_index
      		elements = { fe80::100 . "eth0" }
      	}

      	chain out {
      		type filter hook output priority filter - 1; policy accept;
      		icmpv6 type nd-neighbor-advert meta oifkind "macvlan" \
      ip6 saddr . oifname @parent_link_local drop
      		icmpv6 type @neighbor-discovery accept
      		ip6 saddr fe80::/10 goto out_link_local
      		ip6 saddr @vips drop
      	}

      	chain in {
      		type filter hook input priority filter - 1; policy accept;
      		icmpv6 type @neighbor-discovery accept
      		ip6 daddr fe80::/10 goto in_link_local
      		ip6 daddr @vips drop
      	}

      	chain in_link_local {
      		ip6 daddr . iif @vips_link_local drop
      	}

      	chain out_link_local {
      		ip6 saddr . oif @vips_link_local drop
      	}
      }
      """;

  private final TestNetwork network = new TestNetwork();
  private final FirewallClient client = new FirewallClient();

  @AfterEach
  void close() {
    client.close();
    network.close();
  }

  private <T> T with(Function<FirewallClient, T> use) {
    return TestNetwork.in(network.left, () -> use.apply(client));
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE_NANOS;
  }

  private int[] set(FilterEntry... entries) {
    return with(it -> it.apply(operations(true, entries), deadline()));
  }

  private int[] remove(FilterEntry... entries) {
    return with(it -> it.apply(operations(false, entries), deadline()));
  }

  private static List<Operation> operations(boolean sets, FilterEntry... entries) {
    return Arrays.stream(entries)
        .map(Resource.Filter::new)
        .<Operation>map(it -> sets ? new Operation.Set(it) : new Operation.Remove(it))
        .toList();
  }

  private int keep(Firewall.Nftables settings, Share four, Share six) {
    var shares = Map.of(IpFamily.INET, four, IpFamily.INET6, six);
    return with(it -> it.keep(settings, shares, deadline()));
  }

  private static Drop drop(String address) {
    return new Drop(address(address), new Where.Anywhere());
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private int eth0() {
    String shown = nft("exec " + network.left + " cat /sys/class/net/eth0/ifindex", "ip netns");
    return Integer.parseInt(shown.strip());
  }

  private static String nft(String arguments, String program) {
    return TestNetwork.run((program + " " + arguments).split(" "));
  }

  private String nft(String arguments) {
    return nft("exec " + network.left + " nft " + arguments, "ip netns");
  }

  private String ruleset() {
    return nft("list ruleset");
  }

  @Test
  void itsTablesAreThoseOfKeepalived() {
    var linkLocal = new Drop(address("fe80::100"), new Where.OnLink(eth0()));
    assertArrayEquals(new int[2], set(linkLocal, drop("fd09::100")));
    assertArrayEquals(new int[1], set(drop("10.9.0.100")));
    assertEquals(SIX + FOUR.replace("ELEMENTS", "10.9.0.100"), ruleset());
  }

  @Test
  void anEmptyTableStaysUntilNothingIsToBeFiltered() {
    set(drop("10.9.0.100"), drop("10.9.0.101"));
    assertArrayEquals(new int[2], remove(drop("10.9.0.100"), drop("10.9.0.101")));
    assertEquals(FOUR.replace("\t\telements = { ELEMENTS }\n", ""), ruleset());
    assertEquals(0, keep(PLAIN, Share.NONE, Share.NONE));
    assertEquals("", ruleset());
  }

  @Test
  void whatIsNotEmptyGoesWithItsLastEntry() {
    set(drop("10.9.0.100"));
    keep(PLAIN, Share.NONE, Share.NONE);
    assertEquals(FOUR.replace("ELEMENTS", "10.9.0.100"), ruleset());
    remove(drop("10.9.0.100"));
    assertEquals("", ruleset());
  }

  @Test
  void itsNamePriorityAndCountersAreAsConfigured() {
    keep(new Firewall.Nftables("mine", 17, true, true), Share.ALL, Share.ALL);
    set(drop("10.9.0.100"));
    assertEquals(
        FOUR.replace("ELEMENTS", "10.9.0.100")
            .replace("keepalived", "mine")
            .replace("filter - 1", "17")
            .replace("drop", "counter packets 0 bytes 0 drop"),
        ruleset());
    // A reload may bring others.
    keep(new Firewall.Nftables("yours", 18, false, true), Share.ALL, Share.ALL);
    assertEquals(
        FOUR.replace("ELEMENTS", "10.9.0.100")
            .replace("keepalived", "yours")
            .replace("filter - 1", "18"),
        ruleset());
  }

  @Test
  void linkLocalAddressesMayBeToldByTheNameOfTheirLink() {
    set(new Drop(address("fe80::100"), new Where.OnDevice("eth0")));
    assertTrue(ruleset().contains("ip6 daddr . iifname @vips_link_local_name drop"), ruleset());
    assertFalse(ruleset().contains("@vips_link_local drop"), ruleset());
    // One of the other kind needs a set that the table has not.
    set(new Drop(address("fe80::101"), new Where.OnLink(eth0())));
    String shown = ruleset();
    assertTrue(shown.contains("elements = { fe80::100 . \"eth0\" }"), shown);
    assertTrue(shown.contains("elements = { fe80::101 . \"eth0\" }"), shown);
    assertTrue(shown.contains("ip6 saddr . oif @vips_link_local drop"), shown);
  }

  @Test
  void theReportsOfMacvlansAreMoved() {
    TestNetwork.ip(network.left, "link add vrrp.51 type veth peer name other");
    int below = eth0();
    int device =
        Integer.parseInt(
            nft("exec " + network.left + " cat /sys/class/net/vrrp.51/ifindex", "ip netns")
                .strip());
    set(drop("10.9.0.100"));
    var four = new MovedReports(IpFamily.INET, device, below);
    var six = new MovedReports(IpFamily.INET6, device, below);
    assertArrayEquals(new int[1], set(four));
    assertArrayEquals(new int[2], set(six, new HiddenParent(address("fe80::1"), "vrrp.51")));
    String moved =
        """
        	map vmac_map {
        		type iface_index : iface_index
        		elements = { "vrrp.51" : "eth0" }
        	}

        """;
    assertEquals(
        FOUR.replace("ELEMENTS", "10.9.0.100")
            .replace("\tset vips {", moved + "\tset vips {")
            .replace(
                "\t\tip saddr @vips",
                "\t\tip protocol igmp meta oifkind \"macvlan\" dup to ip daddr device oif map"
                    + " @vmac_map drop\n\t\tip saddr @vips"),
        nft("list table ip keepalived"));
    String shown = nft("list table ip6 keepalived");
    String devices =
        """
        	set vmac_set {
        		type iface_index
        		elements = { "vrrp.51" }
        	}
        """;
    String reports =
        """
        	set mld-report {
        		type icmpv6_type
        		flags constant
        		elements = { mld-listener-report,
        			     mld2-listener-report }
        	}
        """;
    String rules =
        """
        		icmpv6 type @mld-report meta oifkind "macvlan" \
        dup to ip6 daddr device oif map @vmac_map drop
        		icmpv6 type nd-router-solicit meta oifkind "macvlan" oif @vmac_set drop
        		icmpv6 type @neighbor-discovery accept
        """;
    String parent = "\t\telements = { fe80::1 . \"vrrp.51\" }\n";
    for (String expected : List.of(moved, devices, reports, parent, rules)) {
      assertTrue(shown.contains(expected), expected + " is not in " + shown);
    }
    assertArrayEquals(new int[1], remove(four));
    assertFalse(nft("list table ip keepalived").contains("vrrp.51"));
  }

  @Test
  void whatAnEarlierRunLeftGivesWayToTheFirstEntry() {
    nft("add table ip keepalived");
    nft("add chain ip keepalived old { type filter hook input priority 0 ; }");
    nft("add rule ip keepalived old ip daddr 10.9.0.100 drop");
    assertTrue(ruleset().contains("old"));
    keep(PLAIN, Share.ALL, Share.ALL);
    assertTrue(ruleset().contains("old"));
    set(drop("10.9.0.101"));
    assertEquals(FOUR.replace("ELEMENTS", "10.9.0.101"), ruleset());
  }

  @Test
  void whereSomeAddressesAreAnsweredWhatAnEarlierRunLeftGoesAtOnce() {
    nft("add table ip keepalived");
    nft("add table ip6 keepalived");
    nft("add table ip other");
    keep(PLAIN, Share.SOME, Share.ALL);
    assertEquals("table ip6 keepalived\ntable ip other\n", nft("list tables"));
    keep(PLAIN, Share.SOME, Share.NONE);
    assertEquals("table ip other\n", nft("list tables"));
  }

  @Test
  void whatOthersDidIsMendedByTheNextChange() {
    set(drop("10.9.0.100"), drop("10.9.0.101"));
    nft("delete table ip keepalived");
    assertArrayEquals(new int[1], set(drop("10.9.0.102")));
    String all = FOUR.replace("ELEMENTS", "10.9.0.100, 10.9.0.101, 10.9.0.102");
    assertEquals(all.replaceAll("\\s+", " "), ruleset().replaceAll("\\s+", " "));
    nft("delete element ip keepalived vips { 10.9.0.100 }");
    assertArrayEquals(new int[1], remove(drop("10.9.0.100")));
    assertEquals(FOUR.replace("ELEMENTS", "10.9.0.101, 10.9.0.102"), ruleset());
  }

  @Test
  void whateverOthersDidIsFoundAndMended() {
    assertEquals(Map.of(), with(it -> it.mend(deadline())));
    set(drop("10.9.0.100"), drop("fd09::100"));
    String before = ruleset();
    assertEquals(Map.of(), with(it -> it.mend(deadline())));
    for (String harm :
        List.of(
            "flush ruleset",
            "delete table ip keepalived",
            "flush table ip keepalived",
            "flush chain ip keepalived in",
            "flush set ip keepalived vips",
            "add element ip keepalived vips { 10.9.0.77 }",
            "insert rule ip keepalived in accept",
            "delete element ip keepalived vips { 10.9.0.100 }")) {
      nft(harm);
      var mended = with(it -> it.mend(deadline()));
      assertEquals(0, mended.get(IpFamily.INET), harm);
      assertEquals(sorted(before), sorted(ruleset()), harm);
    }
    nft("flush chain ip6 keepalived out");
    assertEquals(Map.of(IpFamily.INET6, 0), with(it -> it.mend(deadline())));
    // What is not ours concerns nobody.
    nft("add table ip other");
    assertEquals(Map.of(), with(it -> it.mend(deadline())));
  }

  private static List<String> sorted(String ruleset) {
    return ruleset.lines().sorted().toList();
  }

  @Test
  void aRehearsalChangesNothing() {
    keep(PLAIN, Share.ALL, Share.ALL);
    with(
        it -> {
          it.rehearse(operations(true, drop("10.9.0.100"), drop("fd09::100")), deadline());
          return true;
        });
    assertEquals("", ruleset());
  }

  @Test
  void thousandsAreSetAndMadeAnew() {
    FilterEntry[] many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> drop("fd09::" + Integer.toHexString(i + 1)))
            .toArray(FilterEntry[]::new);
    assertEquals(0, Arrays.stream(set(many)).sum());
    assertEquals(5_000, elementCount());
    nft("delete table ip6 keepalived");
    assertEquals(Map.of(IpFamily.INET6, 0), with(it -> it.mend(deadline())));
    assertEquals(5_000, elementCount());
    assertEquals(0, Arrays.stream(remove(many)).sum());
    assertEquals(0, elementCount());
  }

  private long elementCount() {
    return nft("list set ip6 keepalived vips")
            .lines()
            .collect(Collectors.joining())
            .chars()
            .filter(c -> c == ',')
            .count()
        + (nft("list set ip6 keepalived vips").contains("elements") ? 1 : 0);
  }

  @Test
  void theTablesOfADeadRouterAreDeleted() {
    set(drop("10.9.0.100"), drop("fd09::100"));
    nft("add table ip other");
    var used = List.of(PLAIN, PLAIN);
    assertEquals(
        0,
        TestNetwork.in(
            network.left,
            () -> {
              try (var another = new FirewallClient()) {
                return another.deleteLeftovers(used, deadline());
              }
            }));
    assertEquals("table ip other\n", nft("list tables"));
  }
}
