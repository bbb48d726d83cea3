package dev.baton.core.node;

import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.Complaints;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.Verdict;
import dev.baton.core.vrrp.VrrpAction;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpEvent;
import dev.baton.core.vrrp.VrrpMachine;
import dev.baton.core.vrrp.VrrpReceiver;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One virtual router on this host: its state, its counters and its addresses. The machine makes the
 * decisions; this class translates the machine's actions into actions of the turn.
 */
final class Instance implements InstanceView, ResourceOwner {

  private final PendingPlans pendingPlans;
  private InstanceConfig config;
  private VrrpState state;
  private final Map<VrrpCounter, Long> counters = new EnumMap<>(VrrpCounter.class);
  private Complaints said = Complaints.NONE;

  private int slot;
  private int linkIndex = Links.NONE;
  private final AdvertSender advertSender;

  private Eligibility eligibility;
  private final OwnedResources ownedResources = new OwnedResources();
  private final Announcing announcing;

  private AddressPlaces places = AddressPlaces.NONE;

  private final Notifications notifications;
  private final InstanceLog log = new InstanceLog();

  /** Whether addresses that it would claim are left, until it is known whether it can serve. */
  private boolean unclaimed;

  /** Begins outside: {@link #begin} lets it in. */
  Instance(InstanceConfig config, PendingPlans pendingPlans, Pacing pacing, long nowNanos) {
    this.config = config;
    this.pendingPlans = pendingPlans;
    announcing = new Announcing(pendingPlans, pacing, log, config.announce());
    int priority = config.vrrp().basePriority();
    state = new VrrpState.Init(priority);
    eligibility = new Eligibility(priority, List.of(), false);
    advertSender = new AdvertSender(SourceAddress.none(config.vrrp().family()));
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
    return state;
  }

  /** Its place among the deadlines. */
  int slot() {
    return slot;
  }

  int linkIndex() {
    return linkIndex;
  }

  IpAddress source() {
    return advertSender.source();
  }

  @Override
  public OwnedResources ownedResources() {
    return ownedResources;
  }

  /** Whether there is nothing left to be done for it, or told of it. */
  boolean settled() {
    return !ownedResources.busy() && notifications.isEmpty();
  }

  /** When {@link #timePassed} is due. */
  long nextDeadlineNanos() {
    return Math.min(
        Math.min(electionDeadlineNanos(), ownedResources.nextDeadlineNanos()),
        announcing.nextDeadlineNanos());
  }

  /** A backup does not take over before it could hear its master. */
  private long electionDeadlineNanos() {
    boolean deaf = state instanceof VrrpState.Backup && advertSender.isOpening();
    return deaf ? VrrpState.NEVER : state.nextDeadlineNanos();
  }

  // Circumstances: where it is, and what it sends from.

  /** Its interface has this index now, or {@link Links#NONE}. */
  void moveTo(int index) {
    linkIndex = index;
  }

  AdvertSender advertSender() {
    return advertSender;
  }

  /** How its adverts travel, if its interface is there. */
  Optional<Transport> transport() {
    return advertSender.transport(config, linkIndex);
  }

  /** Finds the interfaces of its addresses, as far as they exist. */
  void place(Links links) {
    places = AddressPlaces.of(VirtualAddresses.of(config), links);
    announcing.configure(name(), config.announce(), places.found(), links);
    ownedResources.configure(
        Desired.of(Desired.Lifetime.MASTER, places.found()),
        announcing::frames,
        config.announce().masterRepeat());
  }

  /** Chooses the source address anew. Tells whether its adverts travel otherwise now. */
  boolean chooseSource(Links links, VirtualAddresses virtual, TurnActions turn) {
    Optional<Transport> before = transport();
    IpAddress old = source();
    IpAddress chosen = SourceAddress.choose(config, old, linkIndex, links, virtual);
    if (advertSender.sendFrom(config, chosen, linkIndex != Links.NONE)) {
      turn.say(NodeLog.sourceChanged(name(), old, chosen));
    }
    return !transport().equals(before);
  }

  /** Finds which of its addresses are the host's own, and stay. */
  void spare(Links links, Set<IpAddress> virtual, TurnActions turn) {
    Set<Address> own = HostAddresses.among(ownedResources, config, links, virtual);
    for (Address novel : ownedResources.spare(own)) {
      turn.say(NodeLog.hostsOwn(name(), novel.spec(), config.vrrp().owner()));
    }
  }

  /** The reasons not to serve that lie in itself. */
  List<Fault> ownFaults() {
    var faults = new ArrayList<Fault>();
    advertSender.fault().ifPresent(faults::add);
    if (ownedResources.refusedWholly()) {
      faults.add(new Fault(Fault.Kind.ADDRESSES_REFUSED, ""));
    }
    return faults;
  }

  /** An interface of its addresses has another hardware address: the neighbours must learn it. */
  void readdress(Links links, TurnActions turn) {
    place(links);
    if (state.isMaster()) {
      announcing.doubted(ownedResources.present(), turn);
    }
    settle(turn);
  }

  /** Notifications were lost; what they told is known by now, but not when it was so. */
  void newsWereLost(TurnActions turn) {
    if (state.isMaster()) {
      announcing.newsWereLost(ownedResources.present(), turn);
    }
  }

  // Events

  /**
   * Enters the election. What an earlier run or somebody else left of its addresses is removed
   * first, unless it claims them at once.
   */
  void begin(Eligibility first, Links links, long startDelayNanos, TurnActions turn) {
    state = new VrrpState.Init(first.priority());
    eligibility = new Eligibility(first.priority(), List.of(), false);
    boolean claims = config.vrrp().owner() && config.vrrp().wantsMaster();
    if (!claims) {
      removeLeftovers(links, turn);
    }
    stand(first, startDelayNanos, turn);
    unclaimed = claims;
    dropUnclaimed(links, turn);
  }

  /** Who would have claimed what was left, and cannot serve after all, removes it now. */
  void dropUnclaimed(Links links, TurnActions turn) {
    if (unclaimed && !advertSender.isOpening()) {
      unclaimed = false;
      if (!state.isMaster()) {
        removeLeftovers(links, turn);
      }
    }
  }

  private void removeLeftovers(Links links, TurnActions turn) {
    turn.say(NodeLog.removingAddresses(name()));
    if (ownedResources.find(links) > 0) {
      settle(turn);
    }
  }

  /**
   * Draws the consequences of its eligibility.
   *
   * @param startDelayNanos what is left of the startup delay, during which nobody is heard
   */
  void stand(Eligibility next, long startDelayNanos, TurnActions turn) {
    Eligibility before = eligibility;
    boolean opening = advertSender.isOpening();
    // Who waited for a script meanwhile recovers when the socket is open, and does not start.
    eligibility = opening && isOut() ? next.waitingAs(before) : next;
    if (!(state instanceof VrrpState.Init) || before.waiting()) {
      next.newsOfFiles(before, name()).forEach(line -> log.reason(line, name(), turn));
    }
    if (next.priority() != before.priority()) {
      changePriority(next.priority(), turn);
    }
    if (!next.faults().isEmpty()) {
      fail(next.faults(), before, turn);
    } else if (next.waiting() || (opening && isOut())) {
      return;
    } else if (state instanceof VrrpState.Init && (startDelayNanos > 0 || !before.waiting())) {
      step(new VrrpEvent.Start(startDelayNanos), turn);
    } else if (startDelayNanos == 0 && isOut()) {
      step(new VrrpEvent.Recovered(), turn);
    }
  }

  /** Whoever is in the election counts from the other end of the startup delay. */
  void startDelayMoved(long startDelayNanos, TurnActions turn) {
    if (state instanceof VrrpState.Backup || state.nextDeadlineNanos() != VrrpState.NEVER) {
      step(new VrrpEvent.Start(startDelayNanos), turn);
    }
  }

  /** Its socket is open. Who was backup without one begins to listen only now. */
  void hears(long startDelayNanos, TurnActions turn) {
    if (state instanceof VrrpState.Backup) {
      step(new VrrpEvent.Start(startDelayNanos), turn);
    }
    advertSender.opened(turn);
  }

  private boolean isOut() {
    return state instanceof VrrpState.Init || state instanceof VrrpState.Fault;
  }

  private void fail(List<Fault> faults, Eligibility before, TurnActions turn) {
    String cause = faults.getFirst().text();
    if (!(state instanceof VrrpState.Fault)) {
      // The script that it waited for has told of its failure itself.
      if (state instanceof VrrpState.Init && !before.waiting()) {
        turn.say(NodeLog.faultAtStart(name(), cause));
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
      tell(Notifications.ofPriority(state), "trackers", turn);
    }
  }

  /** The same virtual router has another configuration, and another slot among the deadlines. */
  void reconfigure(InstanceConfig next, int nextSlot) {
    config = next;
    slot = nextSlot;
    advertSender.forgetTemplate();
  }

  /** Tells the machine of the new configuration, and brings the addresses into line with it. */
  void afterReload(VrrpConfig previous, Links links, TurnActions turn) {
    step(new VrrpEvent.Reconfigured(previous), turn);
    announcing.reconfigured(turn);
    if (!state.isMaster()) {
      // An earlier run may have left what the configuration did not know until now.
      ownedResources.findNovel(links);
    } else if (!ownedResources.complete()) {
      turn.say(NodeLog.settingAddresses(name()));
      announcing.again(turn);
    }
    settle(turn);
  }

  /** A datagram of its VRID. */
  void receive(IpEnvelope envelope, byte[] bytes, TurnActions turn) {
    var arrival = new VrrpReceiver.Arrival(envelope, bytes, source(), config.destination());
    Verdict verdict =
        VrrpReceiver.receive(config.vrrp(), state, said, advertSender.marks(), arrival);
    said = verdict.said();
    advertSender.heard(verdict.marks());
    perform(verdict.remarks(), state, turn);
    if (verdict instanceof Verdict.Accepted accepted) {
      step(accepted.heard(), turn);
    }
  }

  /**
   * A deadline has come.
   *
   * @param nowNanos the time, or that of an advert which {@link #mayAdvertiseBy} let leave early
   */
  void timePassed(long nowNanos, TurnActions turn) {
    if (electionDeadlineNanos() <= nowNanos) {
      step(new VrrpEvent.TimePassed(), nowNanos, turn);
    }
    if (announcing.nextDeadlineNanos() <= turn.nowNanos()) {
      announcing.timePassed(ownedResources.present(), turn);
    }
    if (ownedResources.nextDeadlineNanos() <= turn.nowNanos()) {
      settle(turn);
    }
  }

  /** Whether an advert is due so soon after {@code nowNanos} that it may leave right away. */
  boolean mayAdvertiseBy(long nowNanos) {
    long earlyNanos =
        Math.min(Node.COALESCE_NANOS_MAX, config.vrrp().advertIntervalNanos() / Node.COALESCE_PART);
    long dueNanos = state.nextDeadlineNanos();
    return state.isMaster() && dueNanos == nextDeadlineNanos() && dueNanos - nowNanos <= earlyNanos;
  }

  void stalled(long gapNanos, TurnActions turn) {
    step(new VrrpEvent.Stalled(gapNanos), turn);
  }

  @Override
  public void addressTaken(Address address, String link, TurnActions turn) {
    if (ownedResources.taken(address) && state.isMaster()) {
      turn.say(NodeLog.addressTaken(address.prefix(), link));
      String cause = address.prefix().address() + " was removed from " + link;
      step(new VrrpEvent.AddressTaken(cause), turn);
    }
  }

  /** The daemon stops. With {@code keepAddresses}, what is there stays there. */
  void stop(boolean keepAddresses, TurnActions turn) {
    if (keepAddresses) {
      ownedResources.abandon();
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
    var refused = new ArrayList<OwnedResources.Refused>();
    int wish = ownedResources.done(outcome, turn.nowNanos(), refused);
    for (OwnedResources.Refused entry : refused) {
      turn.say(NodeLog.refused(name(), entry.operation(), entry.errno()));
    }
    notifications.fulfilled(wish, turn);
    settle(turn);
  }

  // Actions

  private void step(VrrpEvent event, TurnActions turn) {
    step(event, turn.nowNanos(), turn);
  }

  private void step(VrrpEvent event, long nowNanos, TurnActions turn) {
    VrrpState before = state;
    VrrpMachine.Step step = VrrpMachine.step(config.vrrp(), state, event, nowNanos);
    state = step.state();
    perform(step.actions(), before, turn);
  }

  private void perform(List<VrrpAction> actions, VrrpState before, TurnActions turn) {
    for (VrrpAction action : actions) {
      switch (action) {
        case VrrpAction.SendAdvert(int priority) -> advertSender.send(priority, turn);
        case VrrpAction.TakeAddresses _ -> take(turn);
        case VrrpAction.GiveUpAddresses _ -> giveUp(turn);
        case VrrpAction.Announce(var why) ->
            announcing.announce(why, ownedResources.present(), turn);
        case VrrpAction.Entered(var cause) -> entered(before, cause.text(), turn);
        case VrrpAction.LowerPriorityHeard _ ->
            tell(Transition.Event.MASTER_RX_LOWER_PRI, "advert with lower priority", turn);
        case VrrpAction.Say(var line) -> log.say(line, actions, name(), turn);
        case VrrpAction.Count(var counter) when !advertSender.sent() && counter.ofSending() -> {}
        case VrrpAction.Count(var counter) -> counters.merge(counter, 1L, Long::sum);
      }
    }
  }

  private void take(TurnActions turn) {
    turn.say(NodeLog.settingAddresses(name()));
    places.homeless().forEach(spec -> turn.say(NodeLog.addressMissing(name(), spec)));
    ownedResources.take();
    announcing.becameMaster(turn);
    settle(turn);
  }

  private void giveUp(TurnActions turn) {
    if (ownedResources.holdsAny()) {
      turn.say(NodeLog.removingAddresses(name()));
    }
    ownedResources.giveUp();
    announcing.ended();
    if (ownedResources.isInFlight()
        || pendingPlans.announces(name())
        || pendingPlans.paces(name())) {
      pendingPlans.withdraw(name());
    }
    settle(turn);
  }

  @Override
  public void settle(TurnActions turn) {
    List<KernelStep> steps = ownedResources.settle(turn.nowNanos());
    if (!steps.isEmpty()) {
      pendingPlans.apply(this, steps);
      if (ownedResources.started(steps)) {
        announcing.planned(ownedResources.addresses(), turn);
      }
    } else if (!notifications.isEmpty() && !ownedResources.busy()) {
      // The newest wish needs no plan: what it made us say is true already.
      notifications.fulfilled(ownedResources.wish(), turn);
    }
  }

  private void entered(VrrpState before, String cause, TurnActions turn) {
    // What leads out of the first state says why in its own line.
    if (!(before instanceof VrrpState.Init || state instanceof VrrpState.Stopped)) {
      log.cause(cause, name(), turn);
    }
    notifications
        .ofEntering(before, state, config.notification().tellsDeleted())
        .ifPresent(event -> tell(event, notifications.causeOf(cause), turn));
    notifications.entered(cause, turn.nowNanos());
  }

  private void tell(Transition.Event event, String cause, TurnActions turn) {
    notifications.tell(
        new Transition(name(), event, state.priority(), cause), ownedResources, turn);
  }

  // What others see of it

  @Override
  public long count(VrrpCounter counter) {
    return counters.getOrDefault(counter, 0L);
  }

  void clearCounters() {
    counters.clear();
  }

  NodeSnapshot.Instance snapshot() {
    return new NodeSnapshot.Instance(
        name(),
        state,
        state.isMaster() || (!isOut() && config.vrrp().wantsMaster()),
        notifications.lastTransitionNanos(),
        notifications.lastCause(),
        eligibility.faults().stream().map(Fault::text).toList(),
        source(),
        ownedResources.complete(),
        Arrays.stream(VrrpCounter.values()).map(this::count).toList());
  }

  @Override
  public String toString() {
    return name() + " " + state;
  }
}
