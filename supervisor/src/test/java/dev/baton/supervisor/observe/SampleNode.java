package dev.baton.supervisor.observe;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.model.BalancerConfig;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.GlobalSettings;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.model.RouterConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.HostSnapshot;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.core.vrrp.VrrpVersion;
import dev.baton.core.wire.LoopFigures;
import dev.baton.core.wire.QueueFigures;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.SocketFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A node with a master over IPv4 and a backup over IPv6, as a router would show it. */
public final class SampleNode {

  /** IFA_F_NODAD, which an IPv6 address has unless it is refused. */
  private static final int NODAD = 0x02;

  private static final long SECOND = 1_000_000_000L;

  private SampleNode() {}

  /** Settings that are all at their defaults but for these. */
  public static GlobalConfig global(String instance, String namespace, int jsonVersion) {
    return global(instance, namespace, jsonVersion, GlobalSettings.NONE);
  }

  private static GlobalConfig global(
      String instance, String namespace, int jsonVersion, GlobalSettings settings) {
    return new GlobalConfig(
        "NODE_A",
        "",
        instance,
        namespace,
        false,
        0177,
        5,
        Optional.empty(),
        60,
        Optional.empty(),
        60,
        !instance.isEmpty(),
        jsonVersion,
        "",
        false,
        "",
        "",
        false,
        "",
        List.of(),
        false,
        0,
        settings);
  }

  public static Configuration configuration(int jsonVersion) {
    var router =
        new RouterConfig(
            "", 50, 0, false, List.of(), 10_000, 0, 0, false, false, false, 0, Firewall.DEFAULT);
    var check =
        new ScriptConfig(
            "chk",
            direct("/usr/bin/test", "-e", "/run/ok"),
            SECOND,
            SECOND / 2,
            new Weight(-20, true),
            1,
            2,
            false);
    return new Configuration(
        global("", "", jsonVersion),
        router,
        List.of(check),
        List.of(new TrackFileConfig("level", "/run/level", new Weight(2, true), Optional.empty())),
        List.of(process()),
        List.of(),
        List.of(),
        List.of(master(), backup()),
        List.of(),
        List.of(),
        List.of(
            spec(address("10.9.0.1"), 24, "", IpFamily.INET),
            spec(address("198.51.100.5"), 24, "eth0:st", IpFamily.INET)),
        RoutingConfig.NONE,
        BalancerConfig.NONE,
        List.of());
  }

  private static ProcessConfig process() {
    var pattern =
        new ProcessPattern(
            List.of("/usr/sbin/web", "-g", "daemon off"), ProcessPattern.Matching.INITIAL, true);
    return new ProcessConfig("web", pattern, new Weight(-5, false), 2, 8, SECOND / 2, 3 * SECOND);
  }

  /** As the file {@code settings.conf} beside the dumps is read. */
  static Configuration withSettings() throws IOException {
    byte[] text = Files.readAllBytes(Path.of("src/test/resources/dump/settings.conf"));
    return ConfigReader.readNormalised(text, FactsText.read("")).configuration();
  }

  private static InstanceConfig master() {
    IpAddress first = address("10.9.0.100");
    IpAddress second = address("10.9.0.101");
    var vrrp =
        new VrrpConfig(
            "VI_1",
            51,
            VrrpVersion.V2,
            IpFamily.INET,
            100,
            false,
            SECOND,
            3,
            true,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            new VrrpAuthentication.Password("secret12"),
            List.of(first, second));
    var notify =
        new NotifyConfig(
            Optional.of(direct("/etc/n.sh", "master", "script")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(direct("/etc/n.sh", "it is")),
            false,
            true,
            true);
    return new InstanceConfig(
        vrrp,
        "eth0",
        VirtualMac.NONE,
        new AdvertDestination.Multicast(address("224.0.0.18")),
        Optional.empty(),
        false,
        announce(),
        List.of(spec(first, 24, "", IpFamily.INET), spec(second, 24, "eth0:1", IpFamily.INET)),
        List.of(spec(address("192.0.2.1"), 32, "", IpFamily.INET)),
        RoutingConfig.NONE,
        false,
        Optional.empty(),
        true,
        List.of(new TrackedInterface("eth1", Weight.FAULT)),
        List.of(
            new TrackedObject(TrackerId.script("chk"), new Weight(-20, true)),
            new TrackedObject(TrackerId.file("level"), new Weight(3, true)),
            new TrackedObject(TrackerId.process("web"), new Weight(-5, false))),
        0,
        notify,
        List.of());
  }

  private static InstanceConfig backup() {
    IpAddress address = address("fe80::99");
    var vrrp =
        new VrrpConfig(
            "VI_2",
            53,
            VrrpVersion.V3,
            IpFamily.INET6,
            90,
            false,
            SECOND / 2,
            3,
            false,
            5 * SECOND / 2,
            true,
            true,
            false,
            true,
            false,
            false,
            VrrpAuthentication.NONE,
            List.of(address));
    return new InstanceConfig(
        vrrp,
        "eth0",
        VirtualMac.NONE,
        new AdvertDestination.Multicast(address("ff02::12")),
        Optional.empty(),
        false,
        announce(),
        List.of(spec(address, 64, "", IpFamily.INET6)),
        List.of(),
        RoutingConfig.NONE,
        true,
        Optional.of(LinkMatch.NAME),
        false,
        List.of(),
        List.of(),
        0,
        NotifyConfig.NONE,
        List.of("auth_hmac"));
  }

  public static RouterSnapshot router(Set<SnapshotSection<?>> wanted) {
    var loop =
        new LoopFigures(
            1_234, 2_345_678, 3_456_789, 1, List.of(900L, 80L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 1L));
    var sockets =
        List.of(
            new SocketFigures("eth0", address("224.0.0.18"), IpProtocol.VRRP, 0, 17, 18),
            new SocketFigures("eth0", address("ff02::12"), IpProtocol.VRRP, 65_536, 19, 20));
    return RouterSnapshot.of(wanted)
        .add(SnapshotSection.INSTANCES, SampleNode::instances)
        .add(SnapshotSection.HOST, SampleNode::host)
        .add(SnapshotSection.LOOP, () -> loop)
        .add(SnapshotSection.SOCKETS, () -> sockets)
        .add(SnapshotSection.QUEUES, () -> new QueueFigures(12, 3, 2, 1, 5))
        .build();
  }

  private static NodeSnapshot instances() {
    var masterState =
        new VrrpState.Master(
            80,
            9_000_000_000L,
            8_000_000_000L,
            5_000_000_000L,
            IpAddress.ANY4,
            VrrpState.Rival.NONE,
            VrrpState.Answers.NONE);
    var backupState =
        new VrrpState.Backup(
            90,
            7_000_000_000L,
            SECOND / 4,
            address("fe80::1"),
            150,
            false,
            VrrpState.NEVER,
            0,
            false);
    return new NodeSnapshot(
        List.of(
            new NodeSnapshot.Instance(
                "VI_1",
                masterState,
                true,
                5_000_000_000L,
                "10.9.0.2 was silent for 3.609 s (3 adverts missed)",
                List.of(),
                address("10.9.0.1"),
                true,
                counters()),
            new NodeSnapshot.Instance(
                "VI_2",
                backupState,
                false,
                4_500_000_000L,
                "held",
                List.of("held"),
                address("fe80::2"),
                false,
                counters())),
        0);
  }

  private static HostSnapshot host() {
    return new HostSnapshot(
        links(),
        List.of(
            new InterfaceAddress(1, IpPrefix.host(address("127.0.0.1")), 254, false, false),
            new InterfaceAddress(2, new IpPrefix(address("10.9.0.1"), 24), 0, false, false),
            new InterfaceAddress(2, new IpPrefix(address("fd09::1"), 64), 0, false, false),
            new InterfaceAddress(2, new IpPrefix(address("fe80::2"), 64), 253, false, false)));
  }

  private static List<Link> links() {
    return List.of(
        new Link(
            1,
            "lo",
            true,
            true,
            true,
            false,
            65536,
            MacAddress.NONE,
            new LinkHardware(772, 0, false, true, MacAddress.NONE, Stacking.NONE)),
        new Link(
            2,
            "eth0",
            true,
            false,
            false,
            true,
            1500,
            new MacAddress(0x0200_0000_0001L),
            LinkHardware.ETHERNET));
  }

  /** Each counter is its place, from 1. */
  private static List<Long> counters() {
    return Stream.iterate(1L, n -> n + 1).limit(VrrpCounter.values().length).toList();
  }

  private static AnnounceConfig announce() {
    return new AnnounceConfig(5 * SECOND, 5, 0, 1, 5 * SECOND, 5, 0, false, 0, 0);
  }

  private static AddressSpec spec(
      IpAddress address, int prefixBits, String label, IpFamily family) {
    return new AddressSpec(
        new IpPrefix(address, prefixBits),
        "eth0",
        family == IpFamily.INET ? -1 : 253,
        label,
        Optional.empty(),
        Optional.empty(),
        family == IpFamily.INET ? 0 : NODAD,
        -1,
        true,
        false);
  }

  private static Command direct(String... words) {
    return new Command(
        String.join(" ", words),
        new Command.Direct(List.of(words)),
        new Command.Identity(0, 0, List.of()));
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
