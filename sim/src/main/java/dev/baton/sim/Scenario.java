package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /** The address of a host's LAN interface. */
  static IpPrefix ownAddress(int hostNumber) {
    return new IpPrefix(IpAddress.ofInt(0x0A09_0001 + hostNumber), 24);
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
    for (int i = 0; i < routers.size(); i++) {
      int priority = equal != 0 ? equal : random.between(1, 254);
      var own = withTrackers(i == owner ? common.withPriority(255) : common.withPriority(priority));
      routers.get(i).add(sameIntervals ? own : own.withInterval(interval(common.version())));
    }
  }

  private RouterSettings common(int vrid) {
    var version = random.percent(40) ? VrrpVersion.V2 : VrrpVersion.V3;
    boolean password = version == VrrpVersion.V2 && random.percent(40);
    boolean preempt = random.percent(80);
    var terms =
        new RouterSettings.Terms(
            "VI_" + vrid,
            vrid,
            version,
            random.percent(80) ? 3 : random.between(2, 5),
            preempt,
            preempt && random.percent(20) ? random.between(1, 10) * World.SECOND : 0,
            random.percent(10),
            random.percent(10),
            password ? "sesame" : "",
            excluded(vrid),
            random.percent(85) ? RouterSettings.LAN_LINK : RouterSettings.OTHER_LINK,
            random.percent(30));
    return new RouterSettings(
        terms, 100, interval(version), vips(vrid), Map.of(), Map.of(), Map.of());
  }

  /** An advert interval that the version can say. */
  long interval(VrrpVersion version) {
    if (version == VrrpVersion.V2) {
      return random.pick(1, 1, 1, 2) * World.SECOND;
    }
    return random.pick(1000, 1000, 1000, 1000, 2000, 500, 200, 1500, 4000) * World.MILLISECOND;
  }

  /** Addresses of their own, of the LAN's network, or of another network, shared or theirs. */
  List<IpPrefix> vips(int vrid) {
    int count = random.between(1, 4);
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

  private List<IpPrefix> excluded(int vrid) {
    int count = random.percent(70) ? 0 : random.between(1, 3);
    List<IpPrefix> excluded = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      excluded.add(IpPrefix.host(IpAddress.ofInt(0x0AC8_0001 + (vrid << 8) + i)));
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
