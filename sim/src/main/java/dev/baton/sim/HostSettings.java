package dev.baton.sim;

import dev.baton.core.kernel.Firewall;
import dev.baton.core.model.BalancerConfig;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.GlobalSettings;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.model.RouterConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.InterfaceDelay;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One host's whole file, and the address that its interface has without any virtual router.
 *
 * @param startupDelayNanos vrrp_startup_delay
 * @param linkDelayNanos interface_up_down_delays of the LAN interface, both ways; 0 for none
 * @param statics static_ipaddress, all on the other interface
 */
record HostSettings(
    IpPrefix ownAddress,
    List<RouterSettings> routers,
    long startupDelayNanos,
    long linkDelayNanos,
    List<IpPrefix> statics) {

  private static final GlobalConfig GLOBAL =
      new GlobalConfig(
          "sim",
          "baton",
          "",
          "",
          false,
          0177,
          5,
          Optional.empty(),
          0,
          Optional.empty(),
          0,
          false,
          1,
          "",
          false,
          "",
          "",
          false,
          "",
          List.of(),
          false,
          0,
          GlobalSettings.NONE);

  /** With other virtual routers. */
  HostSettings withRouters(List<RouterSettings> others) {
    return new HostSettings(ownAddress, others, startupDelayNanos, linkDelayNanos, statics);
  }

  /** With another address of the host's own. */
  HostSettings withOwnAddress(IpPrefix other) {
    return new HostSettings(other, routers, startupDelayNanos, linkDelayNanos, statics);
  }

  /** With other static addresses. */
  HostSettings withStatics(List<IpPrefix> others) {
    return new HostSettings(ownAddress, routers, startupDelayNanos, linkDelayNanos, others);
  }

  /** Whether this address is one of any virtual router's. */
  boolean isVirtual(IpAddress address) {
    return routers.stream()
        .flatMap(router -> router.held().stream())
        .anyMatch(prefix -> prefix.address().equals(address));
  }

  /** The names of all scripts that any of its virtual routers tracks. */
  List<String> scripts() {
    return routers.stream()
        .flatMap(router -> router.scripts().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The names of all files that any of its virtual routers tracks. */
  List<String> files() {
    return routers.stream()
        .flatMap(router -> router.files().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The names of all tracked processes that any of its virtual routers tracks. */
  List<String> processes() {
    return routers.stream()
        .flatMap(router -> router.processes().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** All objects that any of its virtual routers tracks. */
  List<TrackerId> tracked() {
    var all = new ArrayList<TrackerId>();
    scripts().forEach(name -> all.add(TrackerId.script(name)));
    files().forEach(name -> all.add(TrackerId.file(name)));
    processes().forEach(name -> all.add(TrackerId.process(name)));
    return all;
  }

  /** The settings of the virtual router of this name. */
  RouterSettings router(String name) {
    for (RouterSettings router : routers) {
      if (router.name().equals(name)) {
        return router;
      }
    }
    throw new IllegalArgumentException("no " + name);
  }

  /** The settings of the virtual router with this number. */
  RouterSettings byVrid(int vrid) {
    for (RouterSettings router : routers) {
      if (router.vrid() == vrid) {
        return router;
      }
    }
    throw new IllegalArgumentException("no virtual router " + vrid);
  }

  /** As the parser would give it to the node. */
  Configuration configuration() {
    return new Configuration(
        GLOBAL,
        new RouterConfig(
            "baton_vrrp",
            0,
            0,
            false,
            List.of(),
            0,
            startupDelayNanos,
            0,
            true,
            false,
            false,
            0,
            Firewall.DEFAULT),
        scripts().stream().map(HostSettings::script).toList(),
        files().stream().map(HostSettings::file).toList(),
        processes().stream().map(HostSettings::process).toList(),
        List.of(),
        List.of(),
        routers.stream().map(RouterSettings::instance).toList(),
        groups(),
        linkDelayNanos == 0
            ? List.of()
            : List.of(new InterfaceDelay(RouterSettings.LAN_LINK, linkDelayNanos, linkDelayNanos)),
        statics.stream().map(it -> RouterSettings.spec(it, RouterSettings.OTHER_LINK)).toList(),
        RoutingConfig.NONE,
        BalancerConfig.NONE,
        List.of());
  }

  /** A configuration of nothing but these sessions. */
  static Configuration ofSessions(List<BfdSessionConfig> sessions) {
    return new Configuration(
        GLOBAL,
        new RouterConfig(
            "", 0, 0, false, List.of(), 0, 0, 0, true, false, false, 0, Firewall.DEFAULT),
        List.of(),
        List.of(),
        List.of(),
        sessions,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        RoutingConfig.NONE,
        BalancerConfig.NONE,
        List.of());
  }

  private List<SyncGroupConfig> groups() {
    List<String> members =
        routers.stream().filter(it -> it.terms().grouped()).map(RouterSettings::name).toList();
    return members.isEmpty()
        ? List.of()
        : List.of(new SyncGroupConfig("G", members, NotifyConfig.NONE));
  }

  private static TrackFileConfig file(String name) {
    return new TrackFileConfig(name, "/run/" + name, Weight.FAULT, Optional.empty());
  }

  private static ProcessConfig process(String name) {
    var pattern = new ProcessPattern(List.of(name), ProcessPattern.Matching.PROGRAM_ONLY, false);
    return new ProcessConfig(name, pattern, Weight.FAULT, 1, ProcessConfig.UNLIMITED, 0, 0);
  }

  private static ScriptConfig script(String name) {
    var command =
        new Command(
            "/bin/check", new Command.Direct(List.of("/bin/check")), Command.Identity.DAEMON);
    return new ScriptConfig(name, command, World.SECOND, World.SECOND, Weight.FAULT, 1, 1, false);
  }
}
