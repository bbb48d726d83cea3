package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Chooses the hosts of a run and their configurations: 2 to 5 hosts, 1 to 3 virtual routers. */
final class Scenario {

  private static final int HOSTS_MIN = 2;
  private static final int HOSTS_MAX = 5;
  private static final List<Weight> WEIGHTS =
      List.of(
          new Weight(-30, false),
          new Weight(-120, false),
          new Weight(25, false),
          Weight.FAULT,
          new Weight(0, true),
          new Weight(20, true));

  private final RandomSource random;

  Scenario(RandomSource random) {
    this.random = random;
  }

  /** The files of all hosts. */
  List<HostSettings> hosts() {
    int hostCount = random.between(HOSTS_MIN, HOSTS_MAX);
    List<List<RouterSettings>> routers = new ArrayList<>();
    for (int i = 0; i < hostCount; i++) {
      routers.add(new ArrayList<>());
    }
    int routerCount = random.percent(75) ? 1 : random.between(2, 3);
    for (int i = 0; i < routerCount; i++) {
      addRouter(51 + i, routers);
    }
    if (routerCount > 1 && random.percent(40)) {
      routers.replaceAll(Scenario::grouped);
    }
    long startupDelayNanos = random.percent(5) ? random.between(1, 20) * World.SECOND : 0;
    long linkDelayNanos = random.percent(15) ? random.between(100, 5000) * World.MILLISECOND : 0;
    List<HostSettings> hosts = new ArrayList<>();
    for (int i = 0; i < hostCount; i++) {
      hosts.add(
          new HostSettings(
              ownAddress(i), routers.get(i), startupDelayNanos, linkDelayNanos, statics(i)));
    }
    return hosts;
  }

  /**
   * The virtual routers of a host as one sync group. Whoever is best in one must be best in all, or
   * no host ever is: so all have what the first has of that which decides.
   */
  private static List<RouterSettings> grouped(List<RouterSettings> routers) {
    return routers.stream().map(router -> router.groupedLike(routers.getFirst())).toList();
  }

  /** The address of a host's LAN interface. */
  static IpPrefix ownAddress(int hostNumber) {
    return new IpPrefix(IpAddress.ofInt(0x0A09_0001 + hostNumber), 24);
  }

  /** The link-local address that a host's kernel gives to its LAN interface. */
  static IpPrefix ownLinkLocal(int hostNumber) {
    return new IpPrefix(linkLocal(1 + hostNumber), 64);
  }

  private static IpAddress linkLocal(long number) {
    return new IpAddress(IpFamily.INET6, 0xFE80_0000_0000_0000L, number);
  }

  /** Addresses of a network of its own, or of one that virtual addresses may be in, too. */
  List<IpPrefix> statics(int hostNumber) {
    List<IpPrefix> statics = new ArrayList<>();
    for (int network : List.of(0xAC10_0001 + (hostNumber << 8), 0xC0A8_0001, 0xC0A8_3301)) {
      if (random.percent(20)) {
        statics.add(new IpPrefix(IpAddress.ofInt(network + hostNumber), 24));
      }
    }
    return List.copyOf(statics);
  }

  private void addRouter(int vrid, List<List<RouterSettings>> routers) {
    var common = common(vrid);
    boolean sameIntervals = common.version() == VrrpVersion.V2 || random.percent(80);
    int owner = random.percent(8) ? random.between(0, routers.size() - 1) : -1;
    int equal = random.percent(10) ? random.between(1, 254) : 0;
    boolean unicast = random.percent(17);
    boolean fromPeersOnly = random.percent(50);
    for (int i = 0; i < routers.size(); i++) {
      int priority = equal != 0 ? equal : random.between(1, 254);
      var own = withTrackers(i == owner ? common.withPriority(255) : common.withPriority(priority));
      var timed = sameIntervals ? own : own.withInterval(interval(common.version()));
      routers
          .get(i)
          .add(
              unicast
                  ? timed.withPeering(peering(i, routers.size(), common.family(), fromPeersOnly))
                  : timed);
    }
  }

  private static RouterSettings.Peering peering(
      int hostNumber, int hostCount, IpFamily family, boolean fromPeersOnly) {
    var peers =
        IntStream.range(0, hostCount)
            .filter(other -> other != hostNumber)
            .mapToObj(other -> ownAddress(other, family))
            .toList();
    return new RouterSettings.Peering(ownAddress(hostNumber, family), peers, fromPeersOnly);
  }

  /** The address that a host's adverts of this family come from. */
  static IpAddress ownAddress(int hostNumber, IpFamily family) {
    var own = family == IpFamily.INET ? ownAddress(hostNumber) : ownLinkLocal(hostNumber);
    return own.address();
  }

  private RouterSettings common(int vrid) {
    var family = random.percent(25) ? IpFamily.INET6 : IpFamily.INET;
    boolean old = family == IpFamily.INET && random.percent(40);
    var version = old ? VrrpVersion.V2 : VrrpVersion.V3;
    boolean password = version == VrrpVersion.V2 && random.percent(40);
    boolean preempt = random.percent(80);
    var terms =
        new RouterSettings.Terms(
            "VI_" + vrid,
            vrid,
            family,
            version,
            random.percent(80) ? 3 : random.between(2, 5),
            preempt,
            preempt && random.percent(20) ? random.between(1, 10) * World.SECOND : 0,
            random.percent(10),
            random.percent(10),
            password ? "sesame" : "",
            false,
            excluded(vrid, family),
            random.percent(85) ? RouterSettings.LAN_LINK : RouterSettings.OTHER_LINK,
            random.percent(30),
            vrid % 3 == 1,
            false);
    return new RouterSettings(
        terms,
        Optional.empty(),
        100,
        interval(version),
        vips(vrid, family),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** An advert interval that the version can say. */
  long interval(VrrpVersion version) {
    if (version == VrrpVersion.V2) {
      return random.pick(1, 1, 1, 2) * World.SECOND;
    }
    return random.pick(1000, 1000, 1000, 1000, 2000, 500, 200, 1500, 4000) * World.MILLISECOND;
  }

  /**
   * Of IPv4, addresses of their own, of the LAN's network, or of another network, shared or theirs.
   * Of IPv6, a link-local one comes first (RFC 9568, section 5.2.9).
   */
  List<IpPrefix> vips(int vrid, IpFamily family) {
    int count = random.between(1, 4);
    if (family == IpFamily.INET6) {
      List<IpPrefix> vips = new ArrayList<>();
      vips.add(new IpPrefix(linkLocal((vrid << 8) + random.between(0, 2)), 64));
      for (int i = 1; i < count; i++) {
        vips.add(new IpPrefix(unique(0, (vrid << 8) + i), 64));
      }
      return List.copyOf(vips);
    }
    int kind = random.between(0, 3);
    List<IpPrefix> vips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vips.add(
          switch (kind) {
            case 0 -> IpPrefix.host(IpAddress.ofInt(0x0A09_0064 + 10 * (vrid - 51) + i));
            case 1 -> new IpPrefix(IpAddress.ofInt(0x0A09_0064 + 10 * (vrid - 51) + i), 24);
            case 2 -> new IpPrefix(IpAddress.ofInt(0xC0A8_0050 + 10 * (vrid - 51) + i), 24);
            default -> new IpPrefix(IpAddress.ofInt(0xC0A8_000A + (vrid << 8) + i), 24);
          });
    }
    return List.copyOf(vips);
  }

  /** Of fd09:0:0:NETWORK::/64. */
  private static IpAddress unique(long network, long number) {
    return new IpAddress(IpFamily.INET6, 0xFD09_0000_0000_0000L + network, number);
  }

  private List<IpPrefix> excluded(int vrid, IpFamily family) {
    int count = random.percent(70) ? 0 : random.between(1, 3);
    List<IpPrefix> excluded = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = (vrid << 8) + i;
      excluded.add(
          IpPrefix.host(
              family == IpFamily.INET ? IpAddress.ofInt(0x0AC8_0001 + number) : unique(1, number)));
    }
    return List.copyOf(excluded);
  }

  private RouterSettings withTrackers(RouterSettings plain) {
    Map<String, Weight> scripts = new TreeMap<>();
    int count = random.percent(60) ? 0 : random.between(1, 2);
    for (int i = 0; i < count; i++) {
      scripts.put("chk" + i, random.pick(WEIGHTS));
    }
    Map<String, Weight> links =
        random.percent(25)
            ? Map.of(RouterSettings.OTHER_LINK, random.pick(WEIGHTS.subList(0, 4)))
            : Map.of();
    Map<String, Weight> files =
        random.percent(25) ? Map.of("level", random.pick(WEIGHTS)) : Map.of();
    return plain.withTrackers(scripts, files, links);
  }
}
