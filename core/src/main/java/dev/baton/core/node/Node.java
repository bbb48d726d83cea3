package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Link;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpState;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole VRRP of one host, and the only mutable owner of its states. Events and the time go in,
 * actions come out. It reads no clock and does no I/O.
 *
 * <p>An event changes facts: links, addresses, readings of trackers. A changed fact marks the
 * instances that it may affect. The {@link Eligibility} of each marked instance is then recomputed,
 * and any difference becomes an event for its machine. All of this happens within the turn, in a
 * bounded number of steps.
 *
 * <p>Times are the machine's monotonic time (CLOCK_MONOTONIC), which counts from boot.
 */
public final class Node {

  /** Adverts that fall due this soon after another leave with it, in one wake-up. */
  static final long COALESCE_NANOS_MAX = 2_000_000;

  /** But no earlier than by this part of their interval: their rhythm must stay. */
  static final long COALESCE_PART = 100;

  /**
   * So many whose time has come are asked in one turn; who remains is due still. What the first
   * ones do then need not wait until the last have decided.
   */
  static final int DUE_COUNT_MAX = 32;

  private final NodeOptions options;
  private final TurnActions turn;
  private final PendingPlans pendingPlans;
  private final Cascade<Member> cascade = new Cascade<>(this::workOff);
  private final InstanceTable instanceTable = new InstanceTable(cascade::mark);
  private final StaticResources statics;
  private final VirtualLinks devices;
  private final HostState hostState;
  private final TrackerBoard trackers = new TrackerBoard();
  private final Pacing pacing;
  private final Refusals refusals = new Refusals(cascade::mark);
  private final StartupDelay startupDelay;
  private final DeadlineHeap deadlines = new DeadlineHeap();
  private final TrackerNews news = new TrackerNews(trackers, instanceTable, cascade);
  private final BfdSessions bfd = new BfdSessions(deadlines, news::sessionRead);

  /** Whose times change facts: they come before those who must know the facts. */
  private final List<Timed> facts;

  private Configuration configuration;

  private boolean surveyed;
  private boolean stopping;
  private boolean finished;
  private long unknownVridCount;

  /** A node that waits for its first survey. */
  public Node(Configuration configuration, NodeOptions options, long nowNanos) {
    this.configuration = configuration;
    this.options = options;
    turn = new TurnActions(options);
    pendingPlans = new PendingPlans(turn);
    pacing = new Pacing(pendingPlans);
    statics = new StaticResources(pendingPlans);
    hostState = new HostState(instanceTable, cascade, statics, pendingPlans, turn);
    devices = hostState.devices();
    startupDelay = new StartupDelay(() -> instanceTable.instances().forEach(cascade::mark));
    facts = List.of(startupDelay, hostState, refusals);
    turn.begin(nowNanos);
    adopt(configuration);
    trackers.configure(configuration.trackers(), true);
  }

  /** What follows from one event, in the order in which it is to be done. */
  public List<NodeAction> on(NodeEvent event, long nowNanos) {
    turn.begin(nowNanos);
    if (event instanceof NodeEvent.ClocksRead clocks) {
      turn.clocks(clocks);
    } else if (event instanceof NodeEvent.SeedDrawn(var seed)) {
      bfd.seed(seed);
    } else if (stopping) {
      whileStopping(event);
    } else if (surveyed) {
      whileRunning(event);
    } else {
      beforeSurvey(event);
    }
    cascade.settle(instanceTable.memberCount());
    pacing.timePassed(nowNanos, turn);
    for (Instance departed : instanceTable.departed()) {
      deadlines.forget(departed);
      refusals.departed(departed);
    }
    deadlines.arm(pacing);
    deadlines.arm(statics);
    deadlines.arm(devices);
    if (!stopping) {
      facts.forEach(deadlines::arm);
    }
    if (stopping && !finished && allSettled()) {
      finished = true;
      turn.finished();
    }
    return turn.actions();
  }

  private boolean allSettled() {
    return !instanceTable.anyLeaving()
        && hostState.hasTidied()
        && statics.settled()
        && devices.settled()
        && instanceTable.groups().stream().allMatch(SyncGroup::settled)
        && instanceTable.instances().stream().allMatch(Instance::settled);
  }

  /** When {@link NodeEvent.TimePassed} is due. */
  public long nextDeadlineNanos() {
    return deadlines.nearestNanos();
  }

  /**
   * Whether what is due at {@link #nextDeadlineNanos}, which this is, is that a backup takes over.
   */
  public boolean takesOverAt(long deadlineNanos) {
    return deadlineNanos == deadlines.nearestNanos()
        && deadlines.nearest().orElse(null) instanceof Instance instance
        && instance.state() instanceof VrrpState.Backup;
  }

  /** Whether any instance is master. */
  public boolean hasMaster() {
    return instanceTable.instances().stream().anyMatch(instance -> instance.state().isMaster());
  }

  /** Its instances, in the order of the configuration; a reload makes another list. */
  public List<? extends InstanceView> instances() {
    return instanceTable.instances();
  }

  /** Its instances at this moment. */
  public NodeSnapshot snapshot() {
    return new NodeSnapshot(
        instanceTable.instances().stream().map(Instance::snapshot).toList(), unknownVridCount);
  }

  /** Its BFD sessions at this moment. */
  public BfdSnapshot bfdSnapshot() {
    return bfd.snapshot();
  }

  /** What it knows of its host at this moment. */
  public HostSnapshot hostSnapshot() {
    return new HostSnapshot(hostState.links().links(), hostState.links().addresses());
  }

  // Events, by the phase of life in which they come

  private void beforeSurvey(NodeEvent event) {
    switch (event) {
      case NodeEvent.Surveyed(var links, var addresses) -> begin(links, addresses);
      case NodeEvent.TrackerRead(var tracker, var reading) -> news.read(tracker, reading);
      case NodeEvent.Reconfigured(var next) -> {
        configuration = next;
        trackers.configure(next.trackers(), true);
        adopt(next);
      }
      case NodeEvent.Stop _ -> stop();
      // The survey, which is still to come, tells the same.
      case NodeEvent.LinkChanged _,
          NodeEvent.LinkGone _,
          NodeEvent.AddressAdded _,
          NodeEvent.AddressRemoved _,
          NodeEvent.RoutingRemoved _,
          NodeEvent.RoutingNoticesLost _,
          NodeEvent.DatagramReceived _,
          NodeEvent.ControlReceived _,
          NodeEvent.TimePassed _,
          NodeEvent.Stalled _,
          NodeEvent.PlanDone _,
          NodeEvent.SocketOpened _,
          NodeEvent.SocketFailed _,
          NodeEvent.BfdSocketOpened _,
          NodeEvent.BfdSocketFailed _,
          NodeEvent.StatisticsCleared _,
          NodeEvent.SeedDrawn _,
          NodeEvent.ClocksRead _ -> {}
    }
  }

  private void whileRunning(NodeEvent event) {
    switch (event) {
      case NodeEvent.Surveyed(var links, var addresses) -> {
        hostState.resurveyed(links, addresses);
        // Nobody has told of what changed.
        refusals.forget(instanceTable.instances());
      }
      case NodeEvent.LinkChanged(var link) -> {
        hostState.linkChanged(link);
        refusals.forget(instanceTable.concernedByLink(link.name()));
      }
      case NodeEvent.LinkGone(var linkIndex) -> hostState.linkGone(linkIndex);
      case NodeEvent.AddressAdded(var address, var ours) -> hostState.addressAdded(address, ours);
      case NodeEvent.AddressRemoved(var address, var ours) ->
          hostState.addressRemoved(address, ours);
      case NodeEvent.RoutingRemoved(var notice, var byKernel) ->
          hostState.routing().removed(notice, byKernel);
      case NodeEvent.RoutingNoticesLost _ -> hostState.routing().noticesWereLost();
      case NodeEvent.DatagramReceived datagram -> receive(datagram);
      case NodeEvent.ControlReceived datagram -> bfd.receive(datagram, turn);
      case NodeEvent.BfdSocketOpened(var channel) -> bfd.opened(channel, turn);
      case NodeEvent.BfdSocketFailed failure -> bfd.failed(failure, turn);
      case NodeEvent.TimePassed _ -> timePassed();
      case NodeEvent.Stalled(var gapNanos) -> stalled(gapNanos);
      case NodeEvent.PlanDone(var outcome) -> planDone(outcome);
      case NodeEvent.SocketOpened(var channel) -> socketOpened(channel);
      case NodeEvent.SocketFailed failure -> hostState.socketFailed(failure);
      case NodeEvent.TrackerRead(var tracker, var reading) -> news.read(tracker, reading);
      case NodeEvent.Reconfigured(var next) -> reload(next);
      case NodeEvent.StatisticsCleared _ -> clearStatistics();
      // Whatever the phase, the turn knows already.
      case NodeEvent.ClocksRead _, NodeEvent.SeedDrawn _ -> {}
      case NodeEvent.Stop _ -> stop();
    }
  }

  /** Only what is still to be removed matters. */
  private void whileStopping(NodeEvent event) {
    if (event instanceof NodeEvent.PlanDone(var outcome)) {
      planDone(outcome);
    } else if (event instanceof NodeEvent.TimePassed) {
      workOffDue();
    }
  }

  // The start, and what follows from changed facts

  private void begin(List<Link> links, List<InterfaceAddress> addresses) {
    hostState.surveyed(links, addresses);
    surveyed = true;
    if (devices.any()) {
      // Only now it can be known what they are called.
      adopt(configuration);
    }
    startupDelay.begin(configuration.router(), turn);
    hostState.tellMissing(Set.of());
    devices.begin(hostState.links(), turn);
    hostState.beginFirewall(configuration.router().firewall());
    hostState.beginStatics();
    hostState.arrange(instanceTable.instances(), configuration.router().logUnknownVrids());
    instanceTable.instances().forEach(this::learn);
    instanceTable.groups().forEach(group -> group.begin(turn));
    instanceTable.instances().forEach(this::begin);
    // What an earlier run left to filter goes behind the addresses that it is about.
    hostState.keepFirewall(configuration.router().firewall());
    configureBfd();
  }

  private void configureBfd() {
    bfd.configure(options.withoutBfd() ? List.of() : configuration.sessions(), turn);
  }

  private void begin(Instance instance) {
    instance.begin(eligibility(instance), hostState.links(), startDelayNanos(), turn);
    deadlines.arm(instance);
  }

  private long startDelayNanos() {
    return startupDelay.restNanos(turn.nowNanos());
  }

  private void workOff(Member member) {
    switch (member) {
      case Instance instance -> stand(instance);
      // Before the survey nothing is known of its members.
      case SyncGroup _ when !surveyed -> {}
      case SyncGroup group when stopping -> group.tell(turn, false);
      case SyncGroup group -> {
        group.settle(this::stand, turn);
        group.members().forEach(deadlines::arm);
      }
    }
  }

  /** Draws the consequences of changed facts for one instance. */
  private void stand(Instance instance) {
    if (!stopping) {
      instance.stand(eligibility(instance), startDelayNanos(), turn);
      instance.dropUnclaimed(hostState.links(), turn);
    }
    deadlines.arm(instance);
  }

  /** What it can be, by itself and within its group, which learns of it. */
  private Eligibility eligibility(Instance instance) {
    Eligibility own = learn(instance);
    return instance.group().map(group -> group.within(instance, own)).orElse(own);
  }

  private Eligibility learn(Instance instance) {
    boolean refused = refusals.counts(instance);
    Eligibility own = Eligibility.of(instance, hostState.links(), trackers, refused);
    instance.group().ifPresent(group -> group.learn(instance, own));
    return own;
  }

  // Datagrams and time

  /**
   * The startup delay ends by the clock: who slept past its end reads what waited in the socket
   * before {@link #timePassed} says so, and acts on it in the same turn.
   */
  private void receive(NodeEvent.DatagramReceived datagram) {
    Optional<Channels.Channel> channel = hostState.channels().at(datagram.channel());
    if (startDelayNanos() > 0 || channel.isEmpty()) {
      return;
    }
    int vrid = channel.get().vrid(datagram.envelope(), datagram.bytes());
    if (vrid < 0) {
      return;
    }
    IpAddress sender = datagram.envelope().source();
    Optional<Instance> instance = channel.get().instance(vrid, sender);
    if (instance.isPresent()) {
      instance.get().receive(datagram.envelope(), datagram.bytes(), turn);
      deadlines.arm(instance.get());
      return;
    }
    unknownVridCount++;
    if (configuration.router().logUnknownVrids() && channel.get().meets(vrid)) {
      String link = channel.get().transport().interfaceName();
      turn.say(NodeLog.unknownVrid(vrid, link, sender));
    }
  }

  /** Whoever waited for the socket enters the election; others go on in it. */
  private void socketOpened(int channelNumber) {
    hostState.socketOpened(channelNumber);
    Optional<Channels.Channel> channel = hostState.channels().at(channelNumber);
    if (channel.isPresent()) {
      for (Instance instance : channel.get().instances()) {
        instance.hears(startDelayNanos(), turn);
        instance.group().ifPresent(SyncGroup::socketOpened);
        deadlines.arm(instance);
      }
    }
  }

  private void timePassed() {
    for (Timed fact : facts) {
      if (fact.nextDeadlineNanos() <= turn.nowNanos()) {
        fact.timePassed(turn.nowNanos(), turn);
        deadlines.arm(fact);
      }
    }
    // Who cannot serve from now on does not take over in the same breath.
    cascade.settle(instanceTable.memberCount());
    workOffDue();
  }

  private void workOffDue() {
    Optional<Timed> nearest = deadlines.nearest();
    for (int i = 0; i < DUE_COUNT_MAX && nearest.isPresent(); i++) {
      Timed timed = nearest.get();
      long dueNanos = deadlines.nearestNanos();
      boolean due = dueNanos <= turn.nowNanos();
      if (!due && !(i > 0 && timed.mayComeBy(turn.nowNanos()))) {
        return;
      }
      timed.timePassed(Math.max(dueNanos, turn.nowNanos()), turn);
      deadlines.arm(timed);
      nearest = deadlines.nearest();
    }
  }

  private void stalled(long gapNanos) {
    for (Instance instance : instanceTable.instances()) {
      instance.stalled(gapNanos, turn);
      deadlines.arm(instance);
    }
    bfd.stalled(gapNanos, turn);
  }

  // Answers

  private void planDone(KernelPlan.Outcome outcome) {
    Optional<ResourceOwner> answered = pendingPlans.answered(outcome);
    if (answered.isPresent()) {
      ResourceOwner owner = answered.get();
      owner.done(outcome, turn);
      hostState.deletedByUs(owner.ownedResources().gone());
      if (owner.equals(devices)) {
        hostState.devicesAnswered();
      }
      hostState.filtersDeletedByUs(owner, owner.ownedResources().goneFilters());
      if (owner instanceof Instance instance) {
        deadlines.arm(instance);
        refusals.answered(instance, turn.nowNanos());
        if (instanceTable.instances().contains(instance)) {
          cascade.mark(instance);
          instance.group().ifPresent(cascade::mark);
        }
      }
    }
  }

  private void clearStatistics() {
    bfd.clearCounters();
    instanceTable.instances().forEach(Instance::clearCounters);
    unknownVridCount = 0;
  }

  // Reload and stop

  private List<Instance> adopt(Configuration next) {
    List<Instance> gone =
        instanceTable.replace(
            devices.adopt(next, hostState.links()),
            config -> new Instance(config, pendingPlans, pacing, turn.nowNanos()));
    pacing.configure(next.garpGroups());
    hostState.configure(next.interfaceDelays());
    statics.configure(next.staticAddresses(), next.staticRouting());
    return gone;
  }

  private void reload(Configuration next) {
    Map<Instance, InstanceConfig> before = new LinkedHashMap<>();
    Set<String> interfaces = new HashSet<>();
    for (Instance instance : instanceTable.instances()) {
      before.put(instance, instance.config());
      interfaces.add(instance.config().baseName());
    }
    trackers.configure(next.trackers(), false);
    configuration = next;
    List<Instance> gone = adopt(next);
    configureBfd();
    boolean moved = startupDelay.move(next.router(), turn);
    hostState.tellMissing(interfaces);
    // What goes resigns over the sockets that are still open.
    for (Instance instance : gone) {
      instance.delete(turn);
      deadlines.arm(instance);
    }
    devices.replace(hostState.links(), turn);
    hostState.replaceStatics();
    hostState.arrange(instanceTable.instances(), next.router().logUnknownVrids());
    // Who has joined a group does not move before it knows of all others there.
    instanceTable.instances().forEach(this::learn);
    for (Instance instance : instanceTable.instances()) {
      InstanceConfig previous = before.get(instance);
      if (previous == null) {
        begin(instance);
      } else {
        for (AddressSpec vanished : VirtualAddresses.vanished(previous, instance.config())) {
          turn.say(NodeLog.noLongerExists(instance.name(), vanished));
        }
        if (!instance.config().equals(previous)) {
          refusals.forget(List.of(instance));
        }
        stand(instance);
        instance.afterReload(previous.vrrp(), hostState.links(), turn);
        if (moved) {
          instance.startDelayMoved(startDelayNanos(), turn);
        }
        deadlines.arm(instance);
      }
    }
    hostState.keepFirewall(next.router().firewall());
  }

  private void stop() {
    stopping = true;
    for (Instance instance : instanceTable.instances()) {
      instance.stop(options.keepAddresses(), turn);
      deadlines.arm(instance);
    }
    instanceTable.groups().forEach(group -> group.stop(turn));
    statics.stop(options.keepAddresses(), turn);
    bfd.stop(turn);
    devices.stop(options.keepAddresses(), turn);
    hostState.leave(options.keepAddresses());
    // What surrounds the instances means nothing any more.
    facts.forEach(deadlines::forget);
  }
}
