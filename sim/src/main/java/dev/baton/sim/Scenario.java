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

  private final Chance chance;

  Scenario(Chance chance) {
    this.chance = chance;
  }

  /** The files of all hosts. */
  List<HostSettings> hosts() {
    int hostCount = chance.between(HOSTS_MIN, HOSTS_MAX);
    List<List<RouterSettings>> routers = new ArrayList<>();
    for (int i = 0; i < hostCount; i++) {
      routers.add(new ArrayList<>());
    }
    int routerCount = chance.percent(75) ? 1 : chance.between(2, 3);
    for (int i = 0; i < routerCount; i++) {
      addRouter(51 + i, routers);
    }
    long startupDelayNanos = chance.percent(5) ? chance.between(1, 20) * World.SECOND : 0;
    long linkDelayNanos = chance.percent(15) ? chance.between(100, 5000) * World.MILLISECOND : 0;
    List<HostSettings> hosts = new ArrayList<>();
    for (int i = 0; i < hostCount; i++) {
      hosts.add(new HostSettings(ownAddress(i), routers.get(i), startupDelayNanos, linkDelayNanos));
    }
    return hosts;
  }

  /** The address of a host's LAN interface. */
  static IpPrefix ownAddress(int hostNumber) {
    return new IpPrefix(IpAddress.ofInt(0x0A09_0001 + hostNumber), 24);
  }

  private void addRouter(int vrid, List<List<RouterSettings>> routers) {
    var common = common(vrid);
    boolean sameIntervals = common.version() == VrrpVersion.V2 || chance.percent(80);
    int owner = chance.percent(8) ? chance.between(0, routers.size() - 1) : -1;
    int equal = chance.percent(10) ? chance.between(1, 254) : 0;
    for (int i = 0; i < routers.size(); i++) {
      int priority = equal != 0 ? equal : chance.between(1, 254);
      var own = withTrackers(i == owner ? common.withPriority(255) : common.withPriority(priority));
      routers.get(i).add(sameIntervals ? own : own.withInterval(interval(common.version())));
    }
  }

  private RouterSettings common(int vrid) {
    var version = chance.percent(40) ? VrrpVersion.V2 : VrrpVersion.V3;
    boolean password = version == VrrpVersion.V2 && chance.percent(40);
    boolean preempt = chance.percent(80);
    var terms =
        new RouterSettings.Terms(
            "VI_" + vrid,
            vrid,
            version,
            chance.percent(80) ? 3 : chance.between(2, 5),
            preempt,
            preempt && chance.percent(20) ? chance.between(1, 10) * World.SECOND : 0,
            chance.percent(10),
            chance.percent(10),
            password ? "sesame" : "",
            excluded(vrid),
            chance.percent(85) ? RouterSettings.LAN_LINK : RouterSettings.OTHER_LINK,
            chance.percent(30));
    return new RouterSettings(terms, 100, interval(version), vips(vrid), Map.of(), Map.of());
  }

  /** An advert interval that the version can say. */
  long interval(VrrpVersion version) {
    if (version == VrrpVersion.V2) {
      return chance.pick(1, 1, 1, 2) * World.SECOND;
    }
    return chance.pick(1000, 1000, 1000, 1000, 2000, 500, 200, 1500, 4000) * World.MILLISECOND;
  }

  /** Addresses of their own, of the LAN's network, or of another network, shared or theirs. */
  List<IpPrefix> vips(int vrid) {
    int count = chance.between(1, 4);
    int kind = chance.between(0, 3);
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
    int count = chance.percent(70) ? 0 : chance.between(1, 3);
    List<IpPrefix> excluded = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      excluded.add(IpPrefix.host(IpAddress.ofInt(0x0AC8_0001 + (vrid << 8) + i)));
    }
    return List.copyOf(excluded);
  }

  private RouterSettings withTrackers(RouterSettings plain) {
    Map<String, Weight> scripts = new TreeMap<>();
    int count = chance.percent(60) ? 0 : chance.between(1, 2);
    for (int i = 0; i < count; i++) {
      scripts.put("chk" + i, chance.pick(WEIGHTS));
    }
    Map<String, Weight> links =
        chance.percent(25)
            ? Map.of(RouterSettings.OTHER_LINK, chance.pick(WEIGHTS.subList(0, 4)))
            : Map.of();
    return plain.withTrackers(scripts, links);
  }
}
