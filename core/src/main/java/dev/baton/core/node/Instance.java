package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.ResourceText;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.node.SyncGroup.Posture;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.Verdict;
import dev.baton.core.vrrp.VrrpAction;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpEvent;
import dev.baton.core.vrrp.VrrpReceiver;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One virtual router on this host. It decides nothing of its own: it brings together the election,
 * the sender of its adverts, what it holds while it is master, and what is told of it. The machine
 * makes the decisions; this class carries its actions out.
 */
final class Instance implements InstanceView, ResourceOwner, Timed, Member {

  private InstanceConfig config;
  private Location location = Location.NONE;
  private Eligibility eligibility;

  private final Election election;
  private final AdvertSender advertSender;
  private final MasterResources resources;
  private final Notifications notifications;
  private final InstanceLog log = new InstanceLog();

  private Optional<SyncGroup> group = Optional.empty();

  /** Whether addresses that it would claim are left, until it is known whether it can serve. */
  private boolean unclaimed;

  /** Begins outside: {@link #begin} lets it in. */
  Instance(InstanceConfig config, PendingPlans pendingPlans, Pacing pacing, long nowNanos) {
    this.config = config;
    int priority = config.vrrp().basePriority();
    eligibility = Eligibility.unknown(priority);
    election = new Election(priority);
    advertSender = new AdvertSender(SourceAddress.none(config.vrrp().family()));
    var announcing = new Announcing(pendingPlans, pacing, log, config.announce());
    resources = new MasterResources(this, pendingPlans, announcing);
    notifications = new Notifications(nowNanos);
  }

  InstanceConfig config() {
    return config;
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public VrrpState state() {
    return election.state();
  }

  Location location() {
    return location;
  }

  IpAddress source() {
    return advertSender.source();
  }

  @Override
  public OwnedResources ownedResources() {
    return resources.owned();
  }

  /** The group that it moves with. */
  Optional<SyncGroup> group() {
    return group;
  }

  /** It moves with this group from now on. */
  void join(SyncGroup next) {
    group = Optional.of(next);
  }

  /** It moves by itself from now on. */
  void joinNone() {
    group = Optional.empty();
  }

  /** Whether something of it is still to be told. */
  boolean isTelling() {
    return !notifications.isEmpty();
  }

  /** Why it is in its state. */
  String lastCause() {
    return notifications.lastCause();
  }

  /** Whether there is nothing left to be done for it, or told of it. */
  boolean settled() {
    return !resources.owned().busy() && notifications.isEmpty();
  }

  @Override
  public long nextDeadlineNanos() {
    return Math.min(electionDeadlineNanos(), resources.nextDeadlineNanos());
  }

  /** A backup does not take over before it could hear its master. */
  private long electionDeadlineNanos() {
    boolean deaf = state() instanceof VrrpState.Backup && isOpening();
    return deaf ? VrrpState.NEVER : state().nextDeadlineNanos();
  }

  // Circumstances: where it is, and what it sends from.

  /** It is there now. */
  void moveTo(Location next) {
    location = next;
  }

  AdvertSender advertSender() {
    return advertSender;
  }

  /** Whether its device or its socket is on the way: it will serve soon, and nothing is wrong. */
  boolean isOpening() {
    return location.awaited() || advertSender.isOpening();
  }

  /** How its adverts travel, if its interface is there. */
  Optional<Transport> transport() {
    return advertSender.transport(config, location.transportIndex(config));
  }

  /** Finds the interfaces of its addresses, as far as they exist. */
  @Override
  public void place(Links links) {
    resources.place(config, links);
  }

  /** Chooses the source address anew. Tells whether its adverts travel otherwise now. */
  boolean chooseSource(Links links, VirtualAddresses virtual, TurnActions turn) {
    Optional<Transport> before = transport();
    IpAddress old = source();
    IpAddress chosen = SourceAddress.choose(config, old, location, links, virtual);
    if (advertSender.sendFrom(config, chosen, location.linkIndex() != Links.NONE)) {
      turn.say(NodeLog.sourceChanged(name(), old, chosen));
    }
    return !transport().equals(before);
  }

  /** Finds which of its addresses are the host's own, and stay. */
  void spare(Links links, Set<IpAddress> virtual, TurnActions turn) {
    resources.spare(config, links, virtual, turn);
  }

  /** The reasons not to serve that lie in itself. */
  List<Fault> ownFaults() {
    var faults = new ArrayList<Fault>();
    advertSender.fault().ifPresent(faults::add);
    return faults;
  }

  /** An interface of its addresses has another hardware address: the neighbours must learn it. */
  void readdress(Links links, TurnActions turn) {
    place(links);
    if (election.isMaster()) {
      resources.readdressed(turn);
    }
    settle(turn);
  }

  /** Notifications were lost; what they told is known by now, but not when it was so. */
  void newsWereLost(TurnActions turn) {
    if (election.isMaster()) {
      resources.newsWereLost(turn);
    }
  }

  // Events

  /**
   * Enters the election. What an earlier run or somebody else left of its addresses is removed
   * first, unless it claims them at once.
   */
  void begin(Eligibility first, Links links, long startDelayNanos, TurnActions turn) {
    election.restart(first.priority());
    eligibility = Eligibility.unknown(first.priority());
    boolean claims = config.vrrp().claimsAtOnce();
    if (!claims) {
      resources.removeLeftovers(links, turn);
    }
    stand(first, startDelayNanos, turn);
    unclaimed = claims;
    dropUnclaimed(links, turn);
  }

  /** Who would have claimed what was left, and cannot serve after all, removes it now. */
  void dropUnclaimed(Links links, TurnActions turn) {
    if (unclaimed && !isHeldUp()) {
      unclaimed = false;
      if (!election.isMaster()) {
        resources.removeLeftovers(links, turn);
      }
    }
  }

  /**
   * Draws the consequences of its eligibility.
   *
   * @param startDelayNanos what is left of the startup delay, during which nobody is heard
   */
  void stand(Eligibility next, long startDelayNanos, TurnActions turn) {
    Eligibility before = eligibility;
    boolean opening = isHeldUp();
    // Who waited for a script meanwhile recovers when the socket is open, and does not start.
    eligibility = opening && election.isOut() ? next.waitingAs(before) : next;
    if (!(state() instanceof VrrpState.Init) || before.waiting()) {
      next.newsOfFiles(before, name()).forEach(line -> log.reason(line, name(), turn));
    }
    if (next.priority() != before.priority()) {
      changePriority(next.priority(), turn);
    }
    if (!next.faults().isEmpty()) {
      fail(next.faults(), before, turn);
    } else if (next.waiting() || (opening && election.isOut())) {
      return;
    } else if (state() instanceof VrrpState.Init && (startDelayNanos > 0 || !before.recovering())) {
      step(new VrrpEvent.Start(startDelayNanos), turn);
    } else if (startDelayNanos == 0 && election.isOut()) {
      step(new VrrpEvent.Recovered(claimsAfter(before)), turn);
    }
  }

  private boolean isHeldUp() {
    return isOpening() || group.filter(SyncGroup::isOpening).isPresent();
  }

  /**
   * Whether an owner claims its addresses as soon as its last fault has gone. To whom the kernel
   * refused them a moment ago they would be refused again; and a group is not of one mind yet.
   */
  private boolean claimsAfter(Eligibility before) {
    return state() instanceof VrrpState.Init || (group.isEmpty() && !before.isRefused());
  }

  /** Whoever is in the election counts from the other end of the startup delay. */
  void startDelayMoved(long startDelayNanos, TurnActions turn) {
    if (state() instanceof VrrpState.Backup || state().nextDeadlineNanos() != VrrpState.NEVER) {
      step(new VrrpEvent.Start(startDelayNanos), turn);
    }
  }

  /** Its socket is open. Who was backup without one begins to listen only now. */
  void hears(long startDelayNanos, TurnActions turn) {
    if (state() instanceof VrrpState.Backup) {
      step(new VrrpEvent.Start(startDelayNanos), turn);
    }
    advertSender.opened(turn);
  }

  private void fail(List<Fault> faults, Eligibility before, TurnActions turn) {
    String cause = faults.getFirst().text();
    if (!(state() instanceof VrrpState.Fault)) {
      // The script that it waited for has told of its failure itself.
      boolean untold = !before.waiting() || faults.getFirst().isSilentAtStart();
      if (state() instanceof VrrpState.Init && untold) {
        turn.say(NodeLog.faultAtStart(name(), cause));
        turn.say(NodeLog.inFaultFromTheStart(name()));
      }
      step(new VrrpEvent.Faulted(cause), turn);
    } else if (faults.containsAll(before.faults())) {
      return;
    } else {
      turn.say(NodeLog.stillAtFault(name(), cause));
    }
    NodeLog.behind(name(), faults.getFirst()).ifPresent(turn::say);
  }

  private void changePriority(int priority, TurnActions turn) {
    step(new VrrpEvent.PriorityChanged(priority), turn);
    if (config.notification().priorityChanges()) {
      tell(Notifications.ofPriority(state()), "trackers", turn);
    }
  }

  /** The same virtual router has another configuration. */
  void reconfigure(InstanceConfig next) {
    config = next;
    advertSender.forgetTemplate();
  }

  /** Tells the machine of the new configuration, and brings the addresses into line with it. */
  void afterReload(VrrpConfig previous, Links links, TurnActions turn) {
    step(new VrrpEvent.Reconfigured(previous), turn);
    resources.reconfigured(election.isMaster(), links, turn);
  }

  /** A datagram of its VRID. */
  void receive(IpEnvelope envelope, byte[] bytes, TurnActions turn) {
    var arrival =
        new VrrpReceiver.Arrival(envelope, bytes, source(), config.destination(), turn.time());
    Verdict verdict = election.judge(config.vrrp(), advertSender.marks(), arrival);
    advertSender.heard(verdict.marks());
    perform(verdict.remarks(), state(), turn);
    if (verdict instanceof Verdict.Accepted accepted) {
      step(accepted.heard(), turn);
    }
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    if (electionDeadlineNanos() <= nowNanos) {
      step(new VrrpEvent.TimePassed(), nowNanos, turn);
    }
    resources.timePassed(turn);
  }

  /** An advert that is due soon may leave with another one. */
  @Override
  public boolean mayComeBy(long nowNanos) {
    long dueNanos = nextDeadlineNanos();
    long earlyNanos =
        Math.min(Node.COALESCE_NANOS_MAX, config.vrrp().advertIntervalNanos() / Node.COALESCE_PART);
    boolean advert = election.isMaster() && dueNanos == state().nextDeadlineNanos();
    return dueNanos - nowNanos <= (advert ? earlyNanos : 0);
  }

  /** Another member of the group met a lower router: the neighbours may know wrong of all. */
  void announceAsAfterLower(TurnActions turn) {
    if (election.isMaster()) {
      resources.announce(VrrpAction.Announce.Reason.LOWER_PRIORITY, turn);
    }
  }

  void stalled(long gapNanos, TurnActions turn) {
    step(new VrrpEvent.Stalled(gapNanos), turn);
  }

  @Override
  public void addressTaken(Address address, String link, TurnActions turn) {
    if (resources.owned().taken(address) && election.isMaster()) {
      turn.say(NodeLog.addressTaken(address.prefix(), link));
      String cause = address.prefix().address() + " was removed from " + link;
      group.ifPresent(SyncGroup::addressTaken);
      step(new VrrpEvent.AddressTaken(cause), turn);
    }
  }

  @Override
  public RoutingConfig routing() {
    return config.routing();
  }

  @Override
  public void routingTaken(Resource resource, TurnActions turn) {
    RoutingPlaces.Loss loss = resources.routing().loss(resource);
    if (loss == RoutingPlaces.Loss.IGNORED || !resources.owned().taken(resource)) {
      return;
    }
    if (loss == RoutingPlaces.Loss.YIELDS && election.isMaster()) {
      turn.say(NodeLog.routingTaken(name(), resource));
      String cause = ResourceText.name(resource) + " was removed";
      group.ifPresent(SyncGroup::addressTaken);
      step(new VrrpEvent.AddressTaken(cause), turn);
    } else {
      turn.say(NodeLog.restored(name(), resource));
      settle(turn);
    }
  }

  /** The daemon stops. With {@code keepAddresses}, what is there stays there. */
  void stop(boolean keepAddresses, TurnActions turn) {
    if (keepAddresses) {
      resources.owned().abandon();
    }
    step(new VrrpEvent.Stop(), turn);
  }

  /** The configuration has it no more. */
  void delete(TurnActions turn) {
    notifications.willBeDeleted();
    step(new VrrpEvent.Stop(), turn);
  }

  @Override
  public void done(KernelPlan.Outcome outcome, TurnActions turn) {
    notifications.fulfilled(answered(outcome, turn), turn);
    settle(turn);
  }

  // Actions

  void step(VrrpEvent event, TurnActions turn) {
    step(event, turn.nowNanos(), turn);
  }

  private void step(VrrpEvent event, long nowNanos, TurnActions turn) {
    VrrpState before = state();
    perform(election.step(config.vrrp(), event, nowNanos), before, turn);
    if (group.isPresent() && Posture.of(before) != Posture.of(state())) {
      group.get().moved(this);
    }
  }

  private void perform(List<VrrpAction> actions, VrrpState before, TurnActions turn) {
    for (VrrpAction action : actions) {
      switch (action) {
        case VrrpAction.SendAdvert(int priority) -> advertSender.send(priority, turn);
        case VrrpAction.TakeAddresses _ -> resources.take(turn);
        case VrrpAction.GiveUpAddresses _ -> resources.giveUp(turn);
        case VrrpAction.Announce(var why) -> resources.announce(why, turn);
        case VrrpAction.Entered(var cause) -> entered(before, cause.text(), turn);
        case VrrpAction.LowerPriorityHeard _ -> {
          group.ifPresent(it -> it.lowerHeard(this, turn));
          tell(Transition.Event.MASTER_RX_LOWER_PRI, "advert with lower priority", turn);
        }
        case VrrpAction.UseOldChecksum _ -> {
          if (advertSender.useOldChecksum(config)) {
            turn.say(NodeLog.oldChecksum(name()));
          }
        }
        case VrrpAction.Say(var line) -> log.say(line, actions, name(), turn);
        case VrrpAction.Count(var counter) when !advertSender.sent() && counter.ofSending() -> {}
        case VrrpAction.Count(var counter) -> election.count(counter);
      }
    }
  }

  @Override
  public void settle(TurnActions turn) {
    // The newest wish may need no plan: what it made us say is true already.
    if (!resources.plan(turn) && !notifications.isEmpty() && !resources.owned().busy()) {
      notifications.fulfilled(resources.owned().wish(), turn);
    }
  }

  private void entered(VrrpState before, String cause, TurnActions turn) {
    // What leads out of the first state says why in its own line.
    if (!(before instanceof VrrpState.Init || state() instanceof VrrpState.Stopped)) {
      log.cause(cause, name(), turn);
    }
    notifications
        .ofEntering(before, state(), config.notification().tellsDeleted())
        .ifPresent(event -> tell(event, notifications.causeOf(cause), turn));
    notifications.entered(cause, turn.nowNanos());
  }

  private void tell(Transition.Event event, String cause, TurnActions turn) {
    notifications.tell(
        new Transition(name(), event, state().priority(), cause, turn.nowNanos()),
        resources.owned(),
        turn);
  }

  // What others see of it

  @Override
  public long count(VrrpCounter counter) {
    return election.counted(counter);
  }

  void clearCounters() {
    election.clearCounters();
  }

  NodeSnapshot.Instance snapshot() {
    return new NodeSnapshot.Instance(
        name(),
        state(),
        election.isMaster() || (!election.isOut() && config.vrrp().wantsMaster()),
        notifications.lastTransitionNanos(),
        notifications.lastCause(),
        eligibility.faults().stream().map(Fault::text).toList(),
        source(),
        resources.owned().complete(),
        election.counted());
  }

  @Override
  public String toString() {
    return name() + " " + state();
  }
}
