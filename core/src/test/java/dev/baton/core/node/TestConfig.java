package dev.baton.core.node;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.bfd.BfdConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.model.BalancerConfig;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GarpGroup;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.GlobalSettings;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.model.RouterConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.track.InterfaceDelay;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds configurations for tests: an ordinary one, and what a test says about it. */
final class TestConfig {

  static final long SECOND = 1_000_000_000L;
  static final IpAddress GROUP = address("224.0.0.18");

  private final List<Instance> instances = new ArrayList<>();
  private final List<ScriptConfig> scripts = new ArrayList<>();
  private final List<TrackFileConfig> files = new ArrayList<>();
  private final List<BfdSessionConfig> sessions = new ArrayList<>();
  private final List<ProcessConfig> processes = new ArrayList<>();
  private final List<GarpGroup> garpGroups = new ArrayList<>();
  private final List<InterfaceDelay> delays = new ArrayList<>();
  private final List<AddressSpec> statics = new ArrayList<>();
  private final List<SyncGroupConfig> groups = new ArrayList<>();
  RoutingConfig staticRouting = RoutingConfig.NONE;
  Firewall firewall = Firewall.DEFAULT;
  long startupDelayNanos;
  long delayAfterBootNanos;
  boolean logUnknownVrids;

  /** One vrrp_instance: 10.0.0.100 on eth0, an advert each second, version 2. */
  static final class Instance {
    private final String name;
    private final int vrid;
    private final List<AddressSpec> addresses = new ArrayList<>();
    private final List<AddressSpec> excluded = new ArrayList<>();
    private final List<TrackedInterface> interfaces = new ArrayList<>();
    private final List<TrackedObject> trackers = new ArrayList<>();
    int priority = 100;
    boolean wantsMaster;
    boolean grouped;
    boolean preempt = true;
    long intervalNanos = SECOND;
    int downTimerAdverts = 3;
    String link = "eth0";
    IpAddress group = GROUP;
    VrrpAuthentication authentication = VrrpAuthentication.NONE;

    /** Of a unicast instance; else the group counts. */
    @Nullable AdvertDestination destination;

    Optional<IpAddress> source = Optional.empty();
    boolean trackSource;
    boolean trackPrimary = true;
    boolean promoteSecondaries;
    VirtualMac virtualMac = VirtualMac.NONE;
    Optional<LinkMatch> drops = Optional.empty();
    int masterRepeat = 1;
    long masterDelayNanos;
    long refreshNanos;
    int lowerRepeat;
    long lowerDelayNanos;
    long extraNanos;
    boolean extraAll;
    long arpIntervalNanos;
    long bufferBytes;
    VrrpVersion version = VrrpVersion.V2;
    NotifyConfig notify = NotifyConfig.NONE;
    List<String> held = List.of();
    RoutingConfig routing = RoutingConfig.NONE;

    Instance(String name, int vrid) {
      this.name = name;
      this.vrid = vrid;
    }

    Instance priority(int value) {
      priority = value;
      return this;
    }

    Instance owner() {
      wantsMaster = true;
      return priority(255);
    }

    Instance on(String device) {
      link = device;
      return this;
    }

    Instance address(String prefix) {
      return address(prefix, link, true);
    }

    Instance address(String prefix, String device, boolean tracked) {
      addresses.add(spec(prefix, device, tracked));
      return this;
    }

    /** The same without an address that it had. */
    Instance without(String prefix) {
      addresses.removeIf(spec -> spec.prefix().equals(prefix(prefix)));
      return this;
    }

    Instance excluded(String prefix) {
      excluded.add(spec(prefix, link, true));
      return this;
    }

    /** Addresses on other interfaces get a macvlan there (use_vmac_addr). */
    Instance macvlansOfAddresses() {
      virtualMac =
          new VirtualMac(
              virtualMac.device(),
              true,
              virtualMac.transmitOnBase(),
              virtualMac.namePrefix(),
              virtualMac.addressNamePrefix());
      return this;
    }

    /** On a macvlan with the hardware address of its virtual router, as the file calls it. */
    Instance macvlan(String device, boolean transmitOnBase) {
      var mac = MacAddress.ofVirtualRouter(IpFamily.INET, vrid);
      virtualMac =
          new VirtualMac(
              Optional.of(new VirtualMac.Macvlan(device, mac, false, OptionalLong.empty())),
              false,
              transmitOnBase,
              VirtualMac.NAME_PREFIX,
              VirtualMac.NAME_PREFIX);
      return this;
    }

    Instance track(String device, int weight, boolean reverse) {
      interfaces.add(new TrackedInterface(device, new Weight(weight, reverse)));
      return this;
    }

    Instance file(String file, int weight, boolean reverse) {
      trackers.add(new TrackedObject(TrackerId.file(file), new Weight(weight, reverse)));
      return this;
    }

    Instance process(String process, int weight, boolean reverse) {
      trackers.add(new TrackedObject(TrackerId.process(process), new Weight(weight, reverse)));
      return this;
    }

    Instance session(String session, int weight, boolean reverse) {
      trackers.add(new TrackedObject(TrackerId.bfd(session), new Weight(weight, reverse)));
      return this;
    }

    Instance script(String script, int weight, boolean reverse) {
      trackers.add(new TrackedObject(TrackerId.script(script), new Weight(weight, reverse)));
      return this;
    }

    VrrpConfig vrrp() {
      return new VrrpConfig(
          name,
          vrid,
          version,
          IpFamily.INET,
          priority,
          wantsMaster,
          intervalNanos,
          downTimerAdverts,
          preempt,
          0,
          false,
          false,
          false,
          false,
          grouped,
          false,
          authentication,
          addresses.stream().map(spec -> spec.prefix().address()).toList());
    }

    private InstanceConfig build() {
      return new InstanceConfig(
          vrrp(),
          link,
          virtualMac,
          destination == null ? new AdvertDestination.Multicast(group) : destination,
          source,
          trackSource,
          new AnnounceConfig(
              masterDelayNanos,
              masterRepeat,
              refreshNanos,
              1,
              lowerDelayNanos,
              lowerRepeat,
              extraNanos,
              extraAll,
              arpIntervalNanos,
              0),
          addresses,
          excluded,
          routing,
          promoteSecondaries,
          drops,
          trackPrimary,
          interfaces,
          trackers,
          bufferBytes,
          notify,
          held);
    }
  }

  /** Adds an instance without addresses. */
  Instance bare(String name, int vrid) {
    var instance = new Instance(name, vrid);
    instances.add(instance);
    return instance;
  }

  /** Adds an instance with 10.0.0.100. */
  Instance instance(String name, int vrid) {
    return bare(name, vrid).address("10.0.0.100/24");
  }

  TestConfig script(String name, String command, boolean initFail) {
    var run = new Command(command, new Command.Shell(command), Command.Identity.DAEMON);
    scripts.add(new ScriptConfig(name, run, SECOND, SECOND, Weight.FAULT, 1, 1, initFail));
    return this;
  }

  TestConfig script(String name) {
    return script(name, "/bin/" + name, false);
  }

  TestConfig file(String name, String path) {
    files.add(new TrackFileConfig(name, path, Weight.FAULT, Optional.empty()));
    return this;
  }

  TestConfig process(String name) {
    var pattern = new ProcessPattern(List.of(name), ProcessPattern.Matching.PROGRAM_ONLY, false);
    processes.add(new ProcessConfig(name, pattern, Weight.FAULT, 1, ProcessConfig.UNLIMITED, 0, 0));
    return this;
  }

  TestConfig garpGroup(long arpIntervalNanos, String... interfaces) {
    garpGroups.add(new GarpGroup(List.of(interfaces), arpIntervalNanos, 0));
    return this;
  }

  /** A session of 100 ms and three packets. */
  TestConfig session(String name, String neighbor) {
    return session(name, neighbor, 100);
  }

  /** There is a session of that name, and no other of it. */
  TestConfig session(String name, String neighbor, int millis) {
    sessions.removeIf(session -> session.name().equals(name));
    long nanos = millis * SECOND / 1_000;
    sessions.add(
        new BfdSessionConfig(
            new BfdConfig(name, nanos, nanos, SECOND, 3, false),
            address(neighbor),
            Optional.empty(),
            255,
            0,
            false,
            Weight.FAULT,
            true,
            true));
    return this;
  }

  TestConfig delay(String link, long downNanos, long upNanos) {
    delays.add(new InterfaceDelay(link, downNanos, upNanos));
    return this;
  }

  TestConfig staticAddress(String prefix, String device, boolean tracked) {
    statics.add(spec(prefix, device, tracked));
    return this;
  }

  TestConfig staticAddress(String prefix) {
    return staticAddress(prefix, "eth0", true);
  }

  Configuration build() {
    var global =
        new GlobalConfig(
            "r",
            "",
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
    var router =
        new RouterConfig(
            "",
            0,
            0,
            false,
            List.of(),
            0,
            startupDelayNanos,
            delayAfterBootNanos,
            true,
            false,
            logUnknownVrids,
            0,
            firewall);
    return new Configuration(
        global,
        router,
        scripts,
        files,
        processes,
        List.copyOf(sessions),
        List.copyOf(garpGroups),
        instances.stream().map(Instance::build).toList(),
        List.copyOf(groups),
        delays,
        List.copyOf(statics),
        staticRouting,
        BalancerConfig.NONE,
        List.of());
  }

  /** These move together from now on. */
  void group(String name, Instance... members) {
    for (Instance member : members) {
      member.grouped = true;
    }
    groups.removeIf(group -> group.name().equals(name));
    List<String> names = Stream.of(members).map(member -> member.name).toList();
    groups.add(new SyncGroupConfig(name, names, NotifyConfig.NONE));
  }

  static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  static IpPrefix prefix(String text) {
    int slash = text.indexOf('/');
    return new IpPrefix(
        address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  private static AddressSpec spec(String prefix, String device, boolean tracked) {
    return new AddressSpec(
        prefix(prefix), device, -1, "", Optional.empty(), Optional.empty(), 0, -1, tracked, false);
  }
}
