package dev.baton.core.node;

import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelError;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.Resource.Filter;
import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.InterfaceDelay;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The host around the instances: links, addresses and sockets. It applies notifications, assigns
 * each instance the link that its interface now has, and marks the instances that a change affects.
 */
final class HostState implements Timed {

  /** What becomes of devices is taken note of together: there may be thousands. */
  private static final long GATHER_NANOS = 10_000_000L;

  private final InstanceTable instanceTable;
  private final Cascade<Member> cascade;
  private final StaticResources statics;
  private final VirtualLinks devices;
  private final PendingPlans pendingPlans;
  private final TurnActions turn;
  private final Links links = new Links();
  private final Channels channels = new Channels();
  private final SecondaryPromotion promotion = new SecondaryPromotion();
  private final FirewallShares firewall = new FirewallShares();
  private final RoutingWatch routing;
  private boolean showUnknownVrids;
  private long gatheredAtNanos = Long.MAX_VALUE;

  HostState(
      InstanceTable instanceTable,
      Cascade<Member> cascade,
      StaticResources statics,
      PendingPlans pendingPlans,
      TurnActions turn) {
    this.statics = statics;
    this.devices = new VirtualLinks(pendingPlans);
    this.pendingPlans = pendingPlans;
    this.instanceTable = instanceTable;
    this.cascade = cascade;
    this.turn = turn;
    this.routing = new RoutingWatch(links, this::mark, turn);
  }

  RoutingWatch routing() {
    return routing;
  }

  private void indexHolders() {
    instanceTable.indexHolders(List.of(statics, devices));
    routing.index(instanceTable.instances(), statics);
  }

  Links links() {
    return links;
  }

  /** What instances run on that have devices of their own. */
  VirtualLinks devices() {
    return devices;
  }

  Channels channels() {
    return channels;
  }

  /** Takes over how long changes of links must last. */
  void configure(List<InterfaceDelay> delays) {
    links.configure(delays, instanceTable.instances().stream().map(Instance::config).toList());
  }

  /** The first survey: everything is new, and nothing has changed. */
  void surveyed(List<Link> found, List<InterfaceAddress> addresses) {
    links.surveyed(found, addresses, turn.nowNanos());
    if (turn.wantsAddresses()) {
      addresses.forEach(
          address -> turn.say(NodeLog.addressAdded(address, linkName(address.linkIndex()))));
    }
  }

  /**
   * The daemon stops: what was opened and set is closed and restored. Addresses that stay are not
   * answered now as before.
   */
  void leave(boolean keepAddresses) {
    pendingPlans.adjust(promotion.restore());
    if (!keepAddresses) {
      pendingPlans.adjust(firewall.end());
    }
    channels.closeAll(turn);
  }

  @Override
  public long nextDeadlineNanos() {
    long otherNanos = Math.min(links.nextDeadlineNanos(), channels.nextDeadlineNanos());
    return Math.min(gatheredAtNanos, otherNanos);
  }

  /** Delays may be over, and sockets may be tried again. */
  @Override
  public void timePassed(long nowNanos, TurnActions timeTurn) {
    links.timePassed(nowNanos).forEach(this::act);
    channels.timePassed(timeTurn);
    if (nowNanos >= gatheredAtNanos) {
      gatheredAtNanos = Long.MAX_VALUE;
      devices.gathered(links, turn);
      seat(instanceTable.instances().stream().filter(it -> it.location().awaited()).toList());
    }
  }

  /** Names the interfaces that instances wait for, other than those already {@code known}. */
  void tellMissing(Set<String> known) {
    var told = new HashSet<>(known);
    for (Instance instance : instanceTable.instances()) {
      String name = instance.config().baseName();
      if (links.indexOf(name) == Links.NONE && told.add(name)) {
        turn.say(NodeLog.willUseIfCreated(name));
      }
    }
  }

  /** Puts instances where their interfaces are now. */
  void arrange(Collection<Instance> concerned, boolean unknownVridsShown) {
    showUnknownVrids = unknownVridsShown;
    for (Instance instance : concerned) {
      locate(instance);
      instance.chooseSource(links, instanceTable.virtual(), turn);
      instance.place(links);
      instance.spare(links, instanceTable.virtual().all(), turn);
    }
    channels.refresh(instanceTable.instances(), showUnknownVrids, turn);
    indexHolders();
    pendingPlans.adjust(promotion.refresh(instanceTable.instances(), links));
  }

  private void locate(Instance instance) {
    instance.moveTo(Location.of(instance.config(), links, devices));
  }

  void linkChanged(Link link) {
    links.changed(link, turn.nowNanos()).forEach(this::act);
  }

  void linkGone(int linkIndex) {
    links.gone(linkIndex).forEach(this::act);
  }

  private void act(Links.Change change) {
    Collection<Instance> concerned = instanceTable.concernedByLink(change.name());
    if (devices.isOne(change.name()) && links.indexOf(change.name()) != Links.NONE) {
      gatheredAtNanos = Math.min(gatheredAtNanos, turn.nowNanos() + GATHER_NANOS);
      if (devices.expects(change.name())) {
        placeOthersOf(change.name());
        routing.linkChanged(change.name());
        return;
      }
    }
    switch (change) {
      case Links.Added(var name) -> {
        placeOthersOf(name);
        arrangeAndMark(concerned, devices.isOne(name), NodeLog.added(name));
      }
      case Links.Deleted(var name, var linkIndex) -> {
        statics.ownedResources().linkGone(linkIndex);
        devices.linkGone(name, linkIndex, turn);
        placeOthersOf(name);
        concerned.forEach(instance -> instance.ownedResources().linkGone(linkIndex));
        arrangeAndMark(concerned, false, NodeLog.deleted(name));
      }
      case Links.Renamed(var name, var to) -> {
        // They resign while the socket is still there.
        concerned.forEach(cascade::mark);
        cascade.settle(instanceTable.memberCount());
        var all = new LinkedHashSet<>(concerned);
        all.addAll(instanceTable.concernedByLink(to));
        devices.linkRenamed(name, to, turn);
        placeOthersOf(name);
        placeOthersOf(to);
        arrangeAndMark(all, false, NodeLog.renamed(name, to));
      }
      case Links.Altered(var name) -> {
        devices.linkChanged(name, links, turn);
        if (devices.isOne(name)) {
          // It may be what it should be only now, or no longer.
          seat(concerned);
        }
        concerned.forEach(instance -> instance.readdress(links, turn));
      }
      case Links.Reported(var name, var up) -> {
        channels.linkChanged(links.indexOf(name));
        concerned.forEach(this::locate);
        markAll(concerned, false, NodeLog.reported(name, up));
      }
      case Links.DelayCancelled(var name) ->
          markAll(concerned, false, NodeLog.delayCancelled(name));
    }
    routing.linkChanged(change.name());
  }

  private void seat(Collection<Instance> concerned) {
    arrange(concerned, showUnknownVrids);
    concerned.forEach(instance -> instance.settle(turn));
    concerned.forEach(cascade::mark);
  }

  /** Sets the static addresses from now on. */
  void beginStatics() {
    statics.place(links);
    statics.begin(turn);
  }

  /** Other static addresses are wanted; who holds what is indexed anew when all are arranged. */
  void replaceStatics() {
    statics.place(links);
    statics.settle(turn);
  }

  /** The worker has answered: those who wait for a device that it cannot make need not wait. */
  void devicesAnswered() {
    for (String name : devices.refused()) {
      for (Instance instance : instanceTable.concernedByLink(name)) {
        locate(instance);
        cascade.mark(instance);
      }
    }
  }

  /** A link of this name has come or gone. */
  private void placeOthersOf(String name) {
    devices.linkChanged(name, links, turn);
    if (statics.concernedByLink(name)) {
      replaceStatics();
      indexHolders();
    }
  }

  private void arrangeAndMark(Collection<Instance> concerned, boolean expected, LogLine line) {
    if (!concerned.isEmpty()) {
      seat(concerned);
      markAll(concerned, expected, line);
    }
  }

  /** Links that concern nobody are not told of: a host of containers has thousands. */
  private void markAll(Collection<Instance> concerned, boolean expected, LogLine line) {
    if (!concerned.isEmpty() && !expected) {
      turn.say(line);
    }
    concerned.forEach(cascade::mark);
  }

  void addressAdded(InterfaceAddress address, boolean ours) {
    if (turn.wantsAddresses() && !ours) {
      turn.say(NodeLog.addressAdded(address, linkName(address.linkIndex())));
    } else if (isSourceOfOne(address, true)) {
      turn.say(NodeLog.assigned(address.prefix(), linkName(address.linkIndex())));
    }
    addressFound(ours ? address.asOurs() : address);
  }

  private void addressFound(InterfaceAddress address) {
    boolean known = links.holds(address.linkIndex(), address.prefix());
    links.addressAdded(address);
    sourcesMayChange(links.recognised(address), known);
  }

  void addressRemoved(InterfaceAddress address, boolean ours) {
    boolean used = isSourceOfOne(address, false);
    links.addressRemoved(address.linkIndex(), address.prefix());
    routing.addressGone(address.linkIndex(), address.prefix());
    sourcesMayChange(ours ? address.asOurs() : address, false);
    String link = linkName(address.linkIndex());
    if (used && isSourceOfOne(address, true)) {
      turn.say(NodeLog.deassigned(address.prefix(), link));
    }
    var holders = instanceTable.holders(address.linkIndex(), address.prefix());
    // A holder that loses it says the same line.
    if (turn.wantsAddresses() && !ours && holders.isEmpty()) {
      turn.say(NodeLog.addressTaken(address.prefix(), link));
    }
    for (var holder : holders) {
      if (ours) {
        takenByUs(holder);
        holder.owner().settle(turn);
      } else {
        holder.owner().addressTaken(holder.address(), link, turn);
      }
      mark(holder.owner());
    }
  }

  private void mark(ResourceOwner owner) {
    if (owner instanceof Instance instance) {
      cascade.mark(instance);
    }
  }

  /** Another one of ours deleted an address that is now this holder's. */
  private void takenByUs(InstanceTable.Holder holder) {
    ResourceOwner owner = holder.owner();
    Address address = holder.address();
    if (!owner.ownedResources().sets(address)
        || pendingPlans.deleteAfter(owner, address.linkIndex())) {
      owner.ownedResources().takenByUs(address);
    }
  }

  /**
   * The worker deleted these addresses. The kernel deletes the secondaries of an IPv4 network with
   * its primary address, whoever's they are, unless promote_secondaries is set. It tells of them as
   * of our own change, so whoever has an address in that network sets it again; that it may be
   * there does no harm.
   */
  void deletedByUs(List<Address> deleted) {
    Map<Integer, Set<IpPrefix>> gone = new LinkedHashMap<>();
    for (Address address : deleted) {
      IpPrefix prefix = address.prefix();
      // It may have been there at the survey; what the worker deletes is not told of.
      links.addressRemoved(address.linkIndex(), prefix);
      routing.addressGone(address.linkIndex(), prefix);
      if (InstanceTable.hasSecondaries(prefix)) {
        gone.computeIfAbsent(address.linkIndex(), _ -> new LinkedHashSet<>()).add(prefix.network());
      }
    }
    Set<ResourceOwner> losers = new LinkedHashSet<>();
    gone.forEach(
        (linkIndex, networks) -> {
          networks.removeAll(links.networks(linkIndex));
          for (IpPrefix network : networks) {
            for (InstanceTable.Holder holder : instanceTable.holdersIn(linkIndex, network)) {
              takenByUs(holder);
              losers.add(holder.owner());
            }
          }
        });
    for (ResourceOwner loser : losers) {
      loser.settle(turn);
      mark(loser);
    }
  }

  /** The worker deleted these filters for an instance; others that need them set them again. */
  void filtersDeletedByUs(ResourceOwner by, List<Filter> deleted) {
    if (deleted.isEmpty()) {
      return;
    }
    for (Instance other : instanceTable.instances()) {
      boolean shares =
          !other.equals(by) && deleted.stream().anyMatch(other.ownedResources()::relies);
      if (shares) {
        deleted.forEach(other.ownedResources()::takenByUs);
        other.settle(turn);
        cascade.mark(other);
      }
    }
  }

  /** Tells the worker what is to filter. */
  void beginFirewall(Firewall settings) {
    pendingPlans.adjust(firewall.begin(settings, instanceTable.instances(), devices.reporting()));
  }

  /** Whether the tables that there were are known to be gone. */
  boolean hasTidied() {
    return !firewall.isEnding() || !pendingPlans.adjusts();
  }

  /** Tells it that, and how much of it the configuration asks for. */
  void keepFirewall(Firewall settings) {
    pendingPlans.adjust(
        firewall.refresh(settings, instanceTable.instances(), devices.reporting(), turn));
  }

  /** Whether an instance sends from this address, or waits for one such as this. */
  private boolean isSourceOfOne(InterfaceAddress address, boolean waits) {
    IpAddress bare = address.prefix().address();
    if (instanceTable.virtual().contains(address)) {
      return false;
    }
    for (Instance instance : instanceTable.instances()) {
      boolean its = waits ? instance.source().isAny() : instance.source().equals(bare);
      if (its
          && instance.location().sourceIndex() == address.linkIndex()
          && SourceAddress.eligible(address, instance.config().vrrp().family())) {
        return true;
      }
    }
    return false;
  }

  private String linkName(int linkIndex) {
    return links.at(linkIndex).map(Link::name).orElse("interface " + linkIndex);
  }

  /** Virtual addresses of ours come and go by the thousand, and concern nobody's source. */
  private void sourcesMayChange(InterfaceAddress address, boolean known) {
    boolean virtual = instanceTable.virtual().all().contains(address.prefix().address());
    if (virtual && (known || address.isOurs())) {
      return;
    }
    if (address.prefix().address().isLinkLocal()) {
      // A device on this link may have to have the same address.
      devices.linkChanged(linkName(address.linkIndex()), links, turn);
    }
    boolean transportsChange = false;
    for (Instance instance : instanceTable.concernedByLink(linkName(address.linkIndex()))) {
      instance.spare(links, instanceTable.virtual().all(), turn);
      instance.settle(turn);
      if (instance.location().sourceIndex() == address.linkIndex()) {
        transportsChange |= instance.chooseSource(links, instanceTable.virtual(), turn);
        cascade.mark(instance);
      }
    }
    if (transportsChange) {
      channels.refresh(instanceTable.instances(), showUnknownVrids, turn);
    }
  }

  /** Notifications were lost: what differs from what we know has happened meanwhile. */
  void resurveyed(List<Link> found, List<InterfaceAddress> addresses) {
    Set<Integer> indexes = new HashSet<>();
    found.forEach(link -> indexes.add(link.index()));
    for (Link known : links.links()) {
      if (!indexes.contains(known.index())) {
        linkGone(known.index());
      }
    }
    found.forEach(this::linkChanged);
    Set<InterfaceAddress> present = new HashSet<>();
    addresses.forEach(address -> present.add(links.recognised(address)));
    for (InterfaceAddress known : links.addresses()) {
      if (!present.contains(known)) {
        links.addressRemoved(known.linkIndex(), known.prefix());
        sourcesMayChange(known, false);
      }
    }
    addresses.forEach(this::addressFound);
    // All of it is of one moment: who cannot serve by it was not backup in between, so his fault
    // is told of before the loss of an address that came with it.
    cascade.settle(instanceTable.memberCount());
    for (var holder : instanceTable.holders()) {
      Address address = holder.address();
      boolean there = links.holds(address.linkIndex(), address.prefix());
      if (!there && holder.owner().ownedResources().relies(address)) {
        holder.owner().addressTaken(address, linkName(address.linkIndex()), turn);
        mark(holder.owner());
      }
    }
    routing.noticesWereLost();
    // Who is master no more has nothing to announce.
    cascade.settle(instanceTable.memberCount());
    for (Instance instance : instanceTable.instances()) {
      instance.newsWereLost(turn);
      cascade.mark(instance);
    }
  }

  void socketOpened(int channelNumber) {
    Optional<Channels.Channel> found = channels.at(channelNumber);
    if (found.isPresent()) {
      channels.opened(found.get());
      found.get().instances().forEach(cascade::mark);
    }
  }

  void socketFailed(NodeEvent.SocketFailed failure) {
    Optional<Channels.Channel> found = channels.at(failure.channel());
    if (found.isEmpty()) {
      return;
    }
    Channels.Channel channel = found.get();
    if (failure.call().startsWith("send")) {
      boolean usable = links.at(channel.transport().linkIndex()).map(Link::usable).orElse(false);
      if (usable || failure.errno() != KernelError.ENETDOWN) {
        channels.sendFailed(channel, failure.errno(), turn);
      }
      return;
    }
    channels.openFailed(channel, failure.call(), failure.errno(), turn);
    channel.instances().forEach(cascade::mark);
  }
}
