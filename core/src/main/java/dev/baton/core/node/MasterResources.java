package dev.baton.core.node;

import static dev.baton.core.kernel.FilterEntry.dropping;

import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.Resource.Filter;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpAction;
import java.util.List;
import java.util.Set;

/**
 * What an instance holds in the kernel while it is master, and how the neighbours learn of it. It
 * knows where each of its addresses belongs, wishes for all or for nothing, and gives the worker
 * the plans that lead there.
 */
final class MasterResources {

  private final ResourceOwner owner;
  private final PendingPlans pendingPlans;
  private final OwnedResources owned = new OwnedResources();
  private final Announcing announcing;
  private final InstanceRouting routing = new InstanceRouting();
  private AddressPlaces places = AddressPlaces.NONE;
  private List<Filter> filters = List.of();

  MasterResources(ResourceOwner owner, PendingPlans pendingPlans, Announcing announcing) {
    this.owner = owner;
    this.pendingPlans = pendingPlans;
    this.announcing = announcing;
  }

  OwnedResources owned() {
    return owned;
  }

  // Where it belongs

  /** Finds the interfaces of the addresses, as far as they exist. */
  void place(InstanceConfig config, Links links) {
    places = AddressPlaces.of(VirtualAddresses.of(config), links);
    announcing.configure(config.name(), config.announce(), places.found(), links);
    filters = filters(config, places.found());
    owned.configure(
        Desired.of(Desired.Lifetime.MASTER, filters)
            .and(Desired.of(Desired.Lifetime.MASTER, places.found()))
            .and(routing.place(config.routing(), links)),
        announcing::frames,
        config.announce().masterRepeat());
  }

  private static List<Filter> filters(InstanceConfig config, List<Address> addresses) {
    return config
        .dropped()
        .map(match -> addresses.stream().map(it -> new Filter(dropping(it, match))).toList())
        .orElse(List.of());
  }

  /** Finds which of the addresses are the host's own, and stay. */
  void spare(InstanceConfig config, Links links, Set<IpAddress> virtual, TurnActions turn) {
    Set<Address> own = HostAddresses.among(owned, config, links, virtual);
    for (Address novel : owned.spare(own)) {
      turn.say(NodeLog.hostsOwn(owner.name(), novel.spec(), config.vrrp().owner()));
    }
  }

  /** Its routes and rules. */
  InstanceRouting routing() {
    return routing;
  }

  // Whether it is to be held

  /** What an earlier run or somebody else left of the addresses is to go. */
  void removeLeftovers(Links links, TurnActions turn) {
    routing.tellRemoving(owner.name(), turn);
    turn.say(NodeLog.removingAddresses(owner.name()));
    tellRemovingFilters(turn);
    owned.suppose(routing.leftovers(links));
    if (owned.find(links) > 0) {
      owner.settle(turn);
    }
  }

  /** Holds and announces everything from now on. */
  void take(TurnActions turn) {
    if (!filters.isEmpty()) {
      turn.say(NodeLog.settingFilters(owner.name()));
    }
    turn.say(NodeLog.settingAddresses(owner.name()));
    routing.tellSetting(owner.name(), turn);
    places.homeless().forEach(spec -> turn.say(NodeLog.addressMissing(owner.name(), spec)));
    owned.take();
    announcing.becameMaster(turn);
    owner.settle(turn);
  }

  private void tellRemovingFilters(TurnActions turn) {
    if (!filters.isEmpty()) {
      turn.say(NodeLog.removingFilters(owner.name()));
    }
  }

  /** Holds nothing from now on; what waits to be announced is wrong by now. */
  void giveUp(TurnActions turn) {
    if (owned.holdsAny()) {
      routing.tellRemoving(owner.name(), turn);
      turn.say(NodeLog.removingAddresses(owner.name()));
      tellRemovingFilters(turn);
    }
    owned.giveUp();
    announcing.ended();
    if (owned.isInFlight()
        || pendingPlans.announces(owner.name())
        || pendingPlans.paces(owner.name())) {
      pendingPlans.withdraw(owner.name());
    }
    owner.settle(turn);
  }

  /** A reload brought other addresses, or other settings of announcements. */
  void reconfigured(boolean master, Links links, TurnActions turn) {
    announcing.reconfigured(turn);
    if (!master) {
      // An earlier run may have left what the configuration did not know until now.
      owned.findNovel(links);
      owned.suppose(routing.novel());
    } else {
      turn.say(NodeLog.settingAddresses(owner.name()));
      if (!owned.complete()) {
        announcing.again(turn);
      }
    }
    owner.settle(turn);
  }

  // Plans

  /** Gives the worker the next plan, if it is free and there is one. Tells whether it did. */
  boolean plan(TurnActions turn) {
    List<KernelStep> steps = owned.settle(turn.nowNanos());
    if (steps.isEmpty()) {
      return false;
    }
    pendingPlans.apply(owner, steps);
    if (owned.started(steps)) {
      announcing.planned(owned.addresses(), turn);
    }
    return true;
  }

  // Announcements

  void announce(VrrpAction.Announce.Reason why, TurnActions turn) {
    announcing.announce(why, owned.present(), turn);
  }

  /** An interface of the addresses has another hardware address: the neighbours must learn it. */
  void readdressed(TurnActions turn) {
    announcing.doubted(owned.present(), turn);
  }

  /** Notifications were lost; what they told is known by now, but not when it was so. */
  void newsWereLost(TurnActions turn) {
    announcing.newsWereLost(owned.present(), turn);
  }

  /** When {@link #timePassed} is due. */
  long nextDeadlineNanos() {
    return Math.min(owned.nextDeadlineNanos(), announcing.nextDeadlineNanos());
  }

  void timePassed(TurnActions turn) {
    if (announcing.nextDeadlineNanos() <= turn.nowNanos()) {
      announcing.timePassed(owned.present(), turn);
    }
    if (owned.nextDeadlineNanos() <= turn.nowNanos()) {
      owner.settle(turn);
    }
  }
}
