package dev.baton.supervisor.observe;

import dev.baton.core.bfd.SessionState;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Resource;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.node.HostSnapshot;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.ProcessState;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.LoopFigures;
import dev.baton.core.wire.QueueFigures;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.SocketFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of {@code keepalived.data} and {@code keepalived_parent.data}: configuration and state
 * in sections, with keepalived's titles and keys. What this version does not have is left out.
 */
public final class DataDump {

  /**
   * How a track script stands.
   *
   * @param result its counter, from 0 to rise + fall - 1
   * @param status {@code GOOD}, {@code BAD} or {@code INIT}
   * @param state {@code idle}, {@code running} and the like
   */
  public record ScriptStatus(String name, int result, String status, String state) {}

  /**
   * How a tracked file stands.
   *
   * @param value the last number in it
   */
  public record FileStatus(String name, int value) {}

  /**
   * How a tracked process stands.
   *
   * @param known all processes of the host have been looked at
   * @param good what its trackers were told last
   * @param delay for what a change waits
   */
  public record ProcessStatus(
      String name, long count, boolean known, boolean good, ProcessState.Delay delay) {}

  /** How all that is tracked by its name stands. */
  public record TrackerStatuses(
      List<ScriptStatus> scripts, List<FileStatus> files, List<ProcessStatus> processes) {}

  /** What {@link #atStart} prints. */
  public static final Set<SnapshotSection<?>> SECTIONS_AT_START =
      Set.of(
          SnapshotSection.INSTANCES,
          SnapshotSection.HOST,
          SnapshotSection.SOCKETS,
          SnapshotSection.BFD);

  /** What {@link #router} prints. */
  public static final Set<SnapshotSection<?>> SECTIONS =
      Set.of(
          SnapshotSection.INSTANCES,
          SnapshotSection.HOST,
          SnapshotSection.LOOP,
          SnapshotSection.SOCKETS,
          SnapshotSection.QUEUES,
          SnapshotSection.BFD);

  private final DumpPage page = new DumpPage();
  private final Configuration configuration;
  private final String namespace;
  private final NodeSnapshot node;
  private final HostSnapshot host;
  private final LoopFigures loop;
  private final QueueFigures queues;
  private final List<SocketFigures> sockets;
  private final Map<String, BfdSnapshot.Session> sessions;
  private final TrackerStatuses trackers;
  private final WallClock clock;

  private DataDump(
      Configuration configuration,
      String namespace,
      RouterSnapshot snapshot,
      TrackerStatuses trackers,
      WallClock clock) {
    this.configuration = configuration;
    this.namespace = namespace;
    this.node = snapshot.get(SnapshotSection.INSTANCES);
    this.host = snapshot.get(SnapshotSection.HOST);
    this.loop = snapshot.get(SnapshotSection.LOOP);
    this.queues = snapshot.get(SnapshotSection.QUEUES);
    this.sockets = snapshot.get(SnapshotSection.SOCKETS);
    this.sessions = snapshot.get(SnapshotSection.BFD).byName();
    this.trackers = trackers;
    this.clock = clock;
  }

  /**
   * The parent's file: the global definitions.
   *
   * @param namespace the network namespace that the daemon is in; empty if it entered none
   * @param reloadRefusedAt when the last reload was refused, as a date; empty if it was not
   */
  public static String parent(
      Configuration configuration, String namespace, String reloadRefusedAt) {
    var page = new DumpPage();
    GlobalDump.print(page, configuration, namespace, false);
    if (!reloadRefusedAt.isEmpty()) {
      page.section("Reload");
      page.item(1, "Refused", reloadRefusedAt);
      page.line(1, "The configuration above is the one before that reload");
    }
    return page.toString();
  }

  /** The router's file. */
  public static String router(
      Configuration configuration,
      String namespace,
      RouterSnapshot snapshot,
      TrackerStatuses trackers,
      WallClock clock) {
    return new DataDump(configuration, namespace, snapshot, trackers, clock).print(true);
  }

  /** What -d says in the log: the router's file without what is not there yet at the start. */
  public static List<String> atStart(
      Configuration configuration,
      String namespace,
      RouterSnapshot snapshot,
      TrackerStatuses trackers,
      WallClock clock) {
    return new DataDump(configuration, namespace, snapshot, trackers, clock)
        .print(false)
        .lines()
        .toList();
  }

  private String print(boolean running) {
    GlobalDump.print(page, configuration, namespace, true);
    staticAddresses();
    staticRouting("Static Routes", RoutingDump.routes(configuration.staticRouting()));
    staticRouting("Static Rules", RoutingDump.rules(configuration.staticRouting()));
    topology();
    if (running) {
      sockets();
    }
    new SyncGroupDump(page, node).print(configuration.syncGroups());
    scripts();
    files();
    processes();
    sessions();
    interfaces();
    if (running) {
      loop();
    }
    return page.toString();
  }

  private void interfaces() {
    new InterfaceDump(page, configuration, host).print();
  }

  private void staticAddresses() {
    if (configuration.staticAddresses().isEmpty()) {
      return;
    }
    page.section("Static Addresses");
    for (AddressSpec spec : configuration.staticAddresses()) {
      page.line(5, DumpText.address(spec, isHeld(spec)));
    }
  }

  private void staticRouting(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.section(title);
      lines.forEach(line -> page.line(5, line));
    }
  }

  private boolean isHeld(AddressSpec spec) {
    return host.links().stream()
        .filter(link -> link.name().equals(spec.device()))
        .map(link -> new Resource.Address(spec, link.index()))
        .anyMatch(
            address ->
                host.addresses().stream()
                    .anyMatch(
                        held ->
                            held.linkIndex() == address.linkIndex()
                                && held.prefix().equals(address.prefix())));
  }

  private void topology() {
    page.section("VRRP Topology");
    Map<String, NodeSnapshot.Instance> byName = node.byName();
    Map<String, String> groups = groups();
    for (InstanceConfig config : configuration.instances()) {
      NodeSnapshot.Instance instance = byName.get(config.name());
      if (instance != null) {
        Optional<String> group = Optional.ofNullable(groups.get(config.name()));
        new InstanceDump(page, config, group, instance, clock)
            .print(host.links(), sockets, tracking(config));
      }
    }
  }

  /** The sync group of each instance that is in one. */
  private Map<String, String> groups() {
    var groups = new HashMap<String, String>();
    for (SyncGroupConfig group : configuration.syncGroups()) {
      group.members().forEach(member -> groups.putIfAbsent(member, group.name()));
    }
    return groups;
  }

  private InstanceDump.Tracking tracking(InstanceConfig config) {
    int inInit = 0;
    int total = config.vrrp().basePriority();
    for (TrackedObject tracked : config.tracked(TrackerId.Kind.SCRIPT)) {
      for (ScriptStatus script : trackers.scripts()) {
        boolean meant = script.name().equals(tracked.id().name());
        if (meant && script.status().equals("INIT")) {
          inInit++;
        } else if (meant) {
          total += tracked.weight().contribution(script.status().equals("GOOD"));
        }
      }
    }
    for (TrackedObject tracked : config.tracked(TrackerId.Kind.FILE)) {
      for (FileStatus file : trackers.files()) {
        if (file.name().equals(tracked.id().name())) {
          total += tracked.effect(new Reading.Value(file.value())).points();
        }
      }
    }
    for (TrackedObject tracked : config.tracked(TrackerId.Kind.PROCESS)) {
      for (ProcessStatus process : trackers.processes()) {
        if (process.known() && process.name().equals(tracked.id().name())) {
          total += tracked.weight().contribution(process.good());
        }
      }
    }
    for (TrackedObject tracked : config.tracked(TrackerId.Kind.BFD)) {
      for (BfdSessionConfig session : configuration.sessions()) {
        if (session.id().equals(tracked.id())) {
          total += tracked.weight().contribution(isUp(session));
        }
      }
    }
    for (TrackedInterface tracked : config.trackedInterfaces()) {
      total += tracked.weight().contribution(isUsable(tracked.name()));
    }
    return new InstanceDump.Tracking(inInit, config.vrrp().owner() ? 255 : total);
  }

  private boolean isUsable(String interfaceName) {
    return host.links().stream()
        .anyMatch(link -> link.name().equals(interfaceName) && link.usable());
  }

  private void sockets() {
    if (sockets.isEmpty()) {
      return;
    }
    page.section("VRRP Sockpool");
    for (SocketFigures socket : sockets) {
      page.line(1, "fd_in " + socket.receivingFd() + " fd_out = " + socket.sendingFd());
      page.item(3, "Interface", socket.interfaceName());
      page.item(3, "Family", socket.address().family() == IpFamily.INET ? "IPv4" : "IPv6");
      page.item(3, "Protocol", socket.protocol().name());
      boolean multicast = socket.address().isMulticast();
      page.item(3, "Type", multicast ? "Multicast" : "Unicast");
      if (!multicast) {
        page.item(3, "Address", socket.address().toString());
      }
      page.item(3, "Rx buf size", socket.receiveBufferBytes());
      page.line(3, "VRRP instances");
      for (InstanceConfig instance : configuration.instances()) {
        if (InstanceDump.uses(instance, socket)) {
          page.line(5, instance.name() + " vrid " + instance.vrrp().vrid());
        }
      }
    }
  }

  /** A script that nobody tracks is not run, has no status, and is not shown. */
  private void scripts() {
    if (!trackers.scripts().isEmpty()) {
      page.section("VRRP Scripts");
    }
    for (ScriptStatus status : trackers.scripts()) {
      configuration.scripts().stream()
          .filter(script -> script.name().equals(status.name()))
          .forEach(script -> script(script, status));
    }
  }

  private void script(ScriptConfig script, ScriptStatus status) {
    page.item(1, "VRRP Script", script.name());
    page.item(3, "Command", DumpText.words(script.command()));
    page.item(3, "Interval", DumpPage.interval(script.intervalNanos()));
    page.item(3, "Timeout", DumpPage.interval(script.timeoutNanos()));
    page.item(
        3, "Weight", script.weight().points() + (script.weight().reverse() ? " reverse" : ""));
    page.item(3, "Rise", script.rise());
    page.item(3, "Fall", script.fall());
    page.item(3, "Result", status.result());
    page.item(3, "Insecure", "no");
    page.item(3, "Init state", script.initFail() ? "failed" : "unknown");
    page.item(3, "Status", status.status());
    page.item(3, "Script uid:gid", DumpText.identity(script.command().identity()));
    page.line(3, "VRRP instances :");
    page.line(3, "Tracking instances :");
    trackingInstances(script.id());
    page.item(3, "State", status.state());
  }

  private void trackingInstances(TrackerId id) {
    for (InstanceConfig instance : configuration.instances()) {
      for (TrackedObject tracked : instance.trackedObjects()) {
        if (tracked.id().equals(id)) {
          page.line(5, instance.name() + ", " + DumpPage.weight(tracked.weight()));
        }
      }
    }
  }

  private void files() {
    if (!trackers.files().isEmpty()) {
      page.section("VRRP Track files");
    }
    for (FileStatus status : trackers.files()) {
      configuration.files().stream()
          .filter(file -> file.name().equals(status.name()))
          .forEach(file -> file(file, status));
    }
  }

  private void file(TrackFileConfig file, FileStatus status) {
    page.item(1, "Track file", file.name());
    page.item(3, "File", file.path());
    page.item(3, "Status", status.value());
    page.item(3, "Weight", file.weight().points() + (file.weight().reverse() ? " reverse" : ""));
    page.line(3, "Tracking instances :");
    trackingInstances(file.id());
  }

  private void processes() {
    if (!trackers.processes().isEmpty()) {
      page.section("VRRP Track processes");
    }
    for (ProcessStatus status : trackers.processes()) {
      configuration.processes().stream()
          .filter(process -> process.name().equals(status.name()))
          .forEach(process -> process(process, status));
    }
  }

  private void process(ProcessConfig process, ProcessStatus status) {
    ProcessPattern pattern = process.pattern();
    List<String> command = pattern.command();
    page.item(1, "VRRP Track process", process.name());
    page.item(3, "Process", command.getFirst());
    if (command.size() > 1) {
      page.item(3, "Parameters", String.join(" ", command.subList(1, command.size())));
    }
    switch (pattern.matching()) {
      case PROGRAM_ONLY -> {}
      case EXACT -> page.line(3, "Param match");
      case INITIAL -> page.item(3, "Param match", "initial");
      case PARTIAL -> page.item(3, "Param match", "partial");
    }
    page.item(3, "Min processes", process.quorum());
    if (process.quorumMax() != ProcessConfig.UNLIMITED) {
      page.item(3, "Max processes", process.quorumMax());
    }
    page.item(3, "Current processes", status.count());
    page.item(3, "Have quorum", status.good());
    page.item(
        3, "Weight", process.weight().points() + (process.weight().reverse() ? " reverse" : ""));
    page.item(3, "Terminate delay", seconds(process.terminateDelayNanos()));
    page.item(3, "Fork delay", seconds(process.forkDelayNanos()));
    page.line(3, "Fork delay timer " + running(status, ProcessState.Delay.FORK));
    page.line(3, "Terminate delay timer " + running(status, ProcessState.Delay.TERMINATE));
    page.item(3, "Full command", pattern.wholeCommand());
    page.line(3, "Tracking instances :");
    trackingInstances(process.id());
  }

  private static String seconds(long nanos) {
    return WallClock.seconds(nanos / 1_000) + "s";
  }

  private static String running(ProcessStatus status, ProcessState.Delay delay) {
    return status.delay() == delay ? "running" : "not running";
  }

  /** A session that nobody can track is not shown. */
  private void sessions() {
    List<BfdSessionConfig> tracked =
        configuration.sessions().stream().filter(BfdSessionConfig::ofInstances).toList();
    if (!tracked.isEmpty()) {
      page.section("VRRP Track BFDs");
    }
    for (BfdSessionConfig session : tracked) {
      page.item(1, "VRRP Track BFD", session.name());
      page.item(
          3, "Weight", session.weight().points() + (session.weight().reverse() ? " reverse" : ""));
      page.line(3, "Bfd is " + (isUp(session) ? "up" : "down"));
      page.line(3, "Tracking instances :");
      trackingInstances(session.id());
    }
  }

  private boolean isUp(BfdSessionConfig session) {
    BfdSnapshot.Session known = sessions.get(session.name());
    return known != null && known.state() == SessionState.UP;
  }

  /**
   * How well the router keeps time, which keepalived does not tell; at the end, for its readers.
   */
  private void loop() {
    page.section("Router loop");
    page.item(1, "Turns", loop.turnCount());
    page.item(1, "Longest turn", loop.longestTurnNanos() / 1_000 + " usecs");
    page.item(1, "Latest deadline", loop.latestNanos() / 1_000 + " usecs");
    page.item(1, "Stalls", loop.stallCount());
    page.item(1, "Unknown VRIDs received", node.unknownVridCount());
    page.line(1, "Lateness :");
    List<Long> bounds = LoopFigures.LATENESS_BOUND_NANOS;
    for (int i = 0; i < loop.latenessCounts().size(); i++) {
      String bound =
          i < bounds.size()
              ? "up to " + bounds.get(i) / 1_000 + " usecs"
              : "over " + bounds.getLast() / 1_000 + " usecs";
      page.item(3, bound, loop.latenessCounts().get(i));
    }
    page.line(1, "Most that waited :");
    page.item(3, "Plans", queues.planCountMax());
    page.item(3, "Tasks", queues.taskCountMax());
    page.item(3, "Background tasks", queues.backgroundCountMax());
    page.item(3, "Messages", queues.messageCountMax());
    page.item(1, "Replaced while waiting", queues.replacedCount());
  }
}
