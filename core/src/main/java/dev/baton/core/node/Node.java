package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Link;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.RouterConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
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
   * So many instances whose time has come are asked in one turn; who remains is due still. What the
   * first ones do then need not wait until the last have decided.
   */
  static final int DUE_COUNT_MAX = 32;

  private final NodeOptions options;
  private final TurnActions turn;
  private final PendingPlans pendingPlans;
  private final InstanceTable instanceTable = new InstanceTable();
  private final Cascade<Instance> cascade = new Cascade<>(this::stand);
  private final StaticAddresses statics;
  private final HostState hostState;
  private final TrackerBoard trackers = new TrackerBoard();
  private final Pacing pacing = new Pacing();
  private DeadlineHeap deadlines = new DeadlineHeap(0);
  private Configuration configuration;

  private boolean surveyed;
  private boolean deaf;
  private long surveyedAtNanos;
  private long deafUntilNanos;
  private boolean stopping;
  private boolean finished;
  private long unknownVridCount;

  /** A node that waits for its first survey. */
  public Node(Configuration configuration, NodeOptions options, long nowNanos) {
    this.configuration = configuration;
    this.options = options;
    turn = new TurnActions(options);
    pendingPlans = new PendingPlans(turn);
    statics = new StaticAddresses(pendingPlans);
    hostState = new HostState(instanceTable, cascade, statics, pendingPlans, turn);
    turn.begin(nowNanos);
    adopt(configuration);
    trackers.configure(configuration.trackers(), true);
  }

  /** What follows from one event, in the order in which it is to be done. */
  public List<NodeAction> on(NodeEvent event, long nowNanos) {
    turn.begin(nowNanos);
    if (stopping) {
      whileStopping(event);
    } else if (surveyed) {
      whileRunning(event);
    } else {
      beforeSurvey(event);
    }
    cascade.settle(instanceTable.instances().size());
    if (!pendingPlans.paces()) {
      pacing.due(nowNanos).forEach(pendingPlans::pace);
    }
    if (stopping && !finished && allSettled()) {
      finished = true;
      turn.finished();
    }
    return turn.actions();
  }

  private boolean allSettled() {
    return instanceTable.leaving().isEmpty()
        && statics.settled()
        && instanceTable.instances().stream().allMatch(Instance::settled);
  }

  /** When {@link NodeEvent.TimePassed} is due. */
  public long nextDeadlineNanos() {
    long nearest = deadlines.nearestNanos();
    if (!pendingPlans.paces()) {
      nearest = Math.min(nearest, pacing.nextDeadlineNanos());
    }
    for (Instance gone : instanceTable.leaving()) {
      nearest = Math.min(nearest, gone.nextDeadlineNanos());
    }
    nearest = Math.min(nearest, statics.nextDeadlineNanos());
    if (stopping) {
      // What surrounds the instances means nothing any more.
      return nearest;
    }
    nearest = Math.min(nearest, hostState.nextDeadlineNanos());
    return deaf ? Math.min(nearest, deafUntilNanos) : nearest;
  }

  /**
   * Whether what is due at {@link #nextDeadlineNanos}, which this is, is that a backup takes over.
   */
  public boolean takesOverAt(long deadlineNanos) {
    return deadlineNanos != Long.MAX_VALUE
        && deadlineNanos == deadlines.nearestNanos()
        && instanceTable.instances().get(deadlines.nearestSlot()).state()
            instanceof VrrpState.Backup;
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

  /** What it knows of its host at this moment. */
  public HostSnapshot hostSnapshot() {
    return new HostSnapshot(hostState.links().links(), hostState.links().addresses());
  }

  // Events, by the phase of life in which they come

  private void beforeSurvey(NodeEvent event) {
    switch (event) {
      case NodeEvent.Surveyed(var links, var addresses) -> begin(links, addresses);
      case NodeEvent.TrackerRead(var tracker, var reading) -> read(tracker, reading);
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
          NodeEvent.DatagramReceived _,
          NodeEvent.TimePassed _,
          NodeEvent.Stalled _,
          NodeEvent.PlanDone _,
          NodeEvent.SocketOpened _,
          NodeEvent.SocketFailed _,
          NodeEvent.StatisticsCleared _ -> {}
    }
  }

  private void whileRunning(NodeEvent event) {
    switch (event) {
      case NodeEvent.Surveyed(var links, var addresses) -> hostState.resurveyed(links, addresses);
      case NodeEvent.LinkChanged(var link) -> hostState.linkChanged(link);
      case NodeEvent.LinkGone(var linkIndex) -> hostState.linkGone(linkIndex);
      case NodeEvent.AddressAdded(var address, var ours) -> hostState.addressAdded(address, ours);
      case NodeEvent.AddressRemoved(var address, var ours) ->
          hostState.addressRemoved(address, ours);
      case NodeEvent.DatagramReceived datagram -> receive(datagram);
      case NodeEvent.TimePassed _ -> timePassed();
      case NodeEvent.Stalled(var gapNanos) -> stalled(gapNanos);
      case NodeEvent.PlanDone(var outcome) -> planDone(outcome);
      case NodeEvent.SocketOpened(var channel) -> socketOpened(channel);
      case NodeEvent.SocketFailed failure -> hostState.socketFailed(failure);
      case NodeEvent.TrackerRead(var tracker, var reading) -> read(tracker, reading);
      case NodeEvent.Reconfigured(var next) -> reload(next);
      case NodeEvent.StatisticsCleared _ -> clearStatistics();
      case NodeEvent.Stop _ -> stop();
    }
  }

  /** Only what is still to be removed matters. */
  private void whileStopping(NodeEvent event) {
    if (event instanceof NodeEvent.PlanDone(var outcome)) {
      planDone(outcome);
    } else if (event instanceof NodeEvent.TimePassed) {
      instancesTimePassed();
    }
  }

  // The start, and what follows from changed facts

  private void begin(List<Link> links, List<InterfaceAddress> addresses) {
    hostState.surveyed(links, addresses);
    surveyed = true;
    surveyedAtNanos = turn.nowNanos();
    deafUntilNanos = startDelayEndNanos();
    deaf = deafUntilNanos > surveyedAtNanos;
    if (deaf) {
      turn.say(NodeLog.startDelayed(deafUntilNanos - surveyedAtNanos));
    }
    hostState.tellMissing(Set.of());
    hostState.beginStatics();
    hostState.arrange(instanceTable.instances(), configuration.router().logUnknownVrids());
    instanceTable.instances().forEach(this::begin);
  }

  /** Of the two delays, the one that ends later counts; monotonic time is that since the boot. */
  private long startDelayEndNanos() {
    RouterConfig router = configuration.router();
    return Math.max(surveyedAtNanos + router.startupDelayNanos(), router.delayAfterBootNanos());
  }

  private void begin(Instance instance) {
    instance.begin(eligibility(instance), hostState.links(), deafForNanos(), turn);
    rearm(instance);
  }

  private long deafForNanos() {
    return deaf ? Math.max(0, deafUntilNanos - turn.nowNanos()) : 0;
  }

  /** Draws the consequences of changed facts for one instance. */
  private void stand(Instance instance) {
    if (!stopping) {
      instance.stand(eligibility(instance), deafForNanos(), turn);
      instance.dropUnclaimed(hostState.links(), turn);
    }
    rearm(instance);
  }

  private Eligibility eligibility(Instance instance) {
    return Eligibility.of(instance, hostState.links(), trackers);
  }

  private void rearm(Instance instance) {
    deadlines.set(instance.slot(), instance.nextDeadlineNanos());
  }

  // Datagrams and time

  /**
   * The startup delay ends by the clock: who slept past its end reads what waited in the socket
   * before {@link #timePassed} says so, and acts on it in the same turn.
   */
  private void receive(NodeEvent.DatagramReceived datagram) {
    Optional<Channels.Channel> channel = hostState.channels().at(datagram.channel());
    if (deafForNanos() > 0 || channel.isEmpty()) {
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
      rearm(instance.get());
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
        instance.hears(deafForNanos(), turn);
        rearm(instance);
      }
    }
  }

  private void timePassed() {
    if (deaf && turn.nowNanos() >= deafUntilNanos) {
      deaf = false;
      turn.say(NodeLog.startDelayOver());
      instanceTable.instances().forEach(cascade::mark);
    }
    hostState.timePassed();
    // Who cannot serve from now on does not take over in the same breath.
    cascade.settle(instanceTable.instances().size());
    instancesTimePassed();
  }

  private void instancesTimePassed() {
    boolean any = false;
    for (int i = 0; i < DUE_COUNT_MAX && deadlines.nearestNanos() != Long.MAX_VALUE; i++) {
      Instance nearest = instanceTable.instances().get(deadlines.nearestSlot());
      long dueNanos = deadlines.nearestNanos();
      boolean due = dueNanos <= turn.nowNanos();
      if (!due && !(any && nearest.mayAdvertiseBy(turn.nowNanos()))) {
        break;
      }
      any = true;
      nearest.timePassed(Math.max(dueNanos, turn.nowNanos()), turn);
      rearm(nearest);
    }
    instanceTable.leaving().forEach(gone -> gone.timePassed(turn.nowNanos(), turn));
    if (statics.nextDeadlineNanos() <= turn.nowNanos()) {
      statics.settle(turn);
    }
  }

  private void stalled(long gapNanos) {
    for (Instance instance : instanceTable.instances()) {
      instance.stalled(gapNanos, turn);
      rearm(instance);
    }
  }

  // Answers

  private void planDone(KernelPlan.Outcome outcome) {
    Optional<ResourceOwner> answered = pendingPlans.answered(outcome);
    if (answered.isPresent()) {
      ResourceOwner owner = answered.get();
      owner.done(outcome, turn);
      hostState.deletedByUs(owner.ownedResources().gone());
      if (owner instanceof Instance instance && instanceTable.instances().contains(instance)) {
        cascade.mark(instance);
      }
    }
  }

  private void read(TrackerId tracker, Reading reading) {
    if (trackers.read(tracker, reading)) {
      instanceTable.concernedBy(tracker).forEach(cascade::mark);
    }
  }

  private void clearStatistics() {
    instanceTable.instances().forEach(Instance::clearCounters);
    unknownVridCount = 0;
  }

  // Reload and stop

  private List<Instance> adopt(Configuration next) {
    List<Instance> gone =
        instanceTable.replace(
            next, config -> new Instance(config, pendingPlans, pacing, turn.nowNanos()));
    deadlines = new DeadlineHeap(instanceTable.instances().size());
    hostState.configure(next.interfaceDelays());
    statics.configure(next.staticAddresses());
    return gone;
  }

  private void reload(Configuration next) {
    Map<Instance, InstanceConfig> before = new LinkedHashMap<>();
    Set<String> interfaces = new HashSet<>();
    for (Instance instance : instanceTable.instances()) {
      before.put(instance, instance.config());
      interfaces.add(instance.config().interfaceName());
    }
    trackers.configure(next.trackers(), false);
    configuration = next;
    List<Instance> gone = adopt(next);
    boolean moved = moveStartDelay();
    hostState.tellMissing(interfaces);
    // What goes resigns over the sockets that are still open.
    gone.forEach(instance -> instance.delete(turn));
    hostState.replaceStatics();
    hostState.arrange(instanceTable.instances(), next.router().logUnknownVrids());
    for (Instance instance : instanceTable.instances()) {
      InstanceConfig previous = before.get(instance);
      if (previous == null) {
        begin(instance);
      } else {
        for (AddressSpec vanished : VirtualAddresses.vanished(previous, instance.config())) {
          turn.say(NodeLog.noLongerExists(instance.name(), vanished));
        }
        stand(instance);
        instance.afterReload(previous.vrrp(), hostState.links(), turn);
        if (moved) {
          instance.startDelayMoved(deafForNanos(), turn);
        }
        rearm(instance);
      }
    }
  }

  /** Whether the delay ends at another time now, which may be the present. */
  private boolean moveStartDelay() {
    long endNanos = startDelayEndNanos();
    if (!deaf || endNanos == deafUntilNanos) {
      return false;
    }
    deafUntilNanos = endNanos;
    if (deafUntilNanos > turn.nowNanos()) {
      turn.say(NodeLog.startDelayedFurther(deafUntilNanos - turn.nowNanos()));
    } else {
      deaf = false;
      turn.say(NodeLog.startDelayCutShort());
    }
    return true;
  }

  private void stop() {
    stopping = true;
    for (Instance instance : instanceTable.instances()) {
      instance.stop(options.keepAddresses(), turn);
      rearm(instance);
    }
    statics.stop(options.keepAddresses(), turn);
    hostState.leave();
  }
}
