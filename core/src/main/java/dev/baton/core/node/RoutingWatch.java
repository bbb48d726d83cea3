package dev.baton.core.node;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RoutingNotice;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Notices that routes and rules have gone.
 *
 * <p>The kernel tells who deletes one. It drops routes of IPv4 itself without a word: with their
 * link, with its last address, with the address that they send from. What may have gone like that
 * is set again; if it is there, the kernel says so, and nothing has happened.
 */
final class RoutingWatch {

  /** An owner and one of its routes or rules. */
  private record Holder(ResourceOwner owner, Resource resource) {}

  /** By what a notice finds those that it may be about. */
  private record Place(long number, IpPrefix destination) {
    static final IpPrefix OF_RULES = new IpPrefix(IpAddress.ANY4, 0);

    static Place of(Resource resource) {
      return switch (resource) {
        case Resource.Route route ->
            new Place(route.spec().table(), route.spec().destination().network());
        case Resource.Rule rule -> new Place(rule.spec().preference(), OF_RULES);
        case Resource.Address _, Resource.Filter _, Resource.Device _, Resource.Setting _ ->
            throw new IllegalStateException("no route or rule: " + resource);
      };
    }

    static Place of(RoutingNotice notice) {
      return switch (notice) {
        case RoutingNotice.OfRoute route -> new Place(route.table(), route.destination());
        case RoutingNotice.OfRule rule -> new Place(rule.rule().preference(), OF_RULES);
      };
    }
  }

  private final Links links;
  private final Consumer<ResourceOwner> changed;
  private final TurnActions turn;
  private final List<ResourceOwner> owners = new ArrayList<>();
  private final Map<Place, List<Holder>> holders = new HashMap<>();

  /**
   * Over these links.
   *
   * @param changed is told whose state or deadline may be another now
   */
  RoutingWatch(Links links, Consumer<ResourceOwner> changed, TurnActions turn) {
    this.links = links;
    this.changed = changed;
    this.turn = turn;
  }

  /** Learns anew who has routes and rules. */
  void index(List<? extends ResourceOwner> instances, ResourceOwner statics) {
    owners.clear();
    holders.clear();
    instances.forEach(this::index);
    index(statics);
  }

  private void index(ResourceOwner owner) {
    Set<Resource> routing = owner.ownedResources().routing();
    if (!routing.isEmpty() || !owner.routing().isEmpty()) {
      owners.add(owner);
    }
    for (Resource resource : routing) {
      holders
          .computeIfAbsent(Place.of(resource), _ -> new ArrayList<>(1))
          .add(new Holder(owner, resource));
    }
  }

  /** Somebody else, or the kernel by itself, deleted a route or a rule with our number. */
  void removed(RoutingNotice notice, boolean byKernel) {
    for (Holder holder : List.copyOf(holders.getOrDefault(Place.of(notice), List.of()))) {
      if (!notice.isAbout(holder.resource())) {
        continue;
      }
      if (byKernel) {
        doubt(holder.owner(), holder.resource()::equals);
      } else {
        holder.owner().routingTaken(holder.resource(), turn);
        changed.accept(holder.owner());
      }
    }
  }

  /** Something about the link of this name has changed: up, down, new, gone. */
  void linkChanged(String name) {
    if (owners.isEmpty()) {
      return;
    }
    int index = links.indexOf(name);
    for (ResourceOwner owner : List.copyOf(owners)) {
      if (owner.routesBy(name)) {
        owner.place(links);
        owner.settle(turn);
        changed.accept(owner);
      }
      doubt(owner, resource -> mayBeOn(resource, index));
    }
    List<ResourceOwner> all = List.copyOf(owners);
    owners.clear();
    holders.clear();
    all.forEach(this::index);
  }

  private static boolean mayBeOn(Resource resource, int linkIndex) {
    return resource instanceof Resource.Route(_, var hopLinks)
        && (hopLinks.contains(linkIndex) || hopLinks.contains(Links.NONE));
  }

  /** A link has this address no more, whoever removed it. */
  void addressGone(int linkIndex, IpPrefix prefix) {
    if (owners.isEmpty() || prefix.address().family() != IpFamily.INET) {
      return;
    }
    boolean last =
        links.addresses(linkIndex).stream()
            .map(InterfaceAddress::prefix)
            .noneMatch(RoutingWatch::four);
    for (ResourceOwner owner : owners) {
      doubt(
          owner,
          resource ->
              (last && mayBeOn(resource, linkIndex) && isFour(resource))
                  || sendsFrom(resource, prefix));
    }
  }

  private static boolean four(IpPrefix prefix) {
    return prefix.address().family() == IpFamily.INET;
  }

  private static boolean isFour(Resource resource) {
    return resource instanceof Resource.Route route && route.spec().family() == IpFamily.INET;
  }

  private static boolean sendsFrom(Resource resource, IpPrefix prefix) {
    return resource instanceof Resource.Route route
        && route.spec().preferredSource().filter(prefix.address()::equals).isPresent();
  }

  /** Notices were lost. */
  void noticesWereLost() {
    for (ResourceOwner owner : owners) {
      doubt(owner, resource -> isRouting(resource));
    }
  }

  private static boolean isRouting(Resource resource) {
    return resource instanceof Resource.Route || resource instanceof Resource.Rule;
  }

  private void doubt(ResourceOwner owner, Predicate<Resource> which) {
    if (owner.ownedResources().doubt(which)) {
      owner.settle(turn);
      changed.accept(owner);
    }
  }
}
