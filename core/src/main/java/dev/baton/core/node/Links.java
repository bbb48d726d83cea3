package dev.baton.core.node;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.InterfaceDelay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The links and addresses of the host as far as notifications have reported them, and which links
 * count as up. With interface_up_down_delays, a change counts only after it has lasted for the
 * delay.
 */
final class Links {

  /** The index of no link: the kernel counts from 1. */
  static final int NONE = 0;

  /** What became of a link, by name. */
  sealed interface Change {
    /** The link in question. */
    String name();
  }

  /** There is a link of this name now. */
  record Added(String name) implements Change {}

  /** There is no link of this name any more. */
  record Deleted(String name, int linkIndex) implements Change {}

  /** The link of this name has another one now, and addresses and index of before. */
  record Renamed(String name, String to) implements Change {}

  /** The link has another hardware address, other use for ARP, or stands elsewhere. */
  record Altered(String name) implements Change {}

  /** The link counts as up, or down, from now on. */
  record Reported(String name, boolean up) implements Change {}

  /** The link is again what it counts as, before its delay was over. */
  record DelayCancelled(String name) implements Change {}

  /** One link. */
  private static final class Entry {
    private Link link;
    private boolean countsAsUp;
    private boolean wasUp;
    private long countsAtNanos = Long.MAX_VALUE;
    private final Map<IpPrefix, InterfaceAddress> addresses = new LinkedHashMap<>();

    Entry(Link link) {
      this.link = link;
      countsAsUp = link.usable();
      wasUp = countsAsUp;
    }
  }

  private final Map<Integer, Entry> byIndex = new LinkedHashMap<>();

  /** The kernel tells who set an address. */
  private boolean marking;

  private final Map<String, Integer> indexByName = new HashMap<>();
  private final Map<String, InterfaceDelay> delays = new HashMap<>();

  /**
   * Takes over the delays of a configuration. A delay before "down" may not last longer than the
   * peers of an instance there wait, or they would take over before we resign; with {@code
   * down_timer_adverts 1} there is no time for any.
   */
  void configure(List<InterfaceDelay> configured, List<InstanceConfig> instances) {
    delays.clear();
    for (InterfaceDelay delay : configured) {
      long downNanos = delay.downNanos();
      long upNanos = delay.upNanos();
      for (InstanceConfig instance : instances) {
        if (instance.baseName().equals(delay.name())) {
          long intervalNanos = instance.vrrp().advertIntervalNanos();
          int adverts = instance.vrrp().downTimerAdverts() - 1;
          long limitNanos = adverts == 0 ? 0 : adverts * intervalNanos - intervalNanos / 256;
          downNanos = Math.min(downNanos, limitNanos);
          upNanos = Math.min(upNanos, limitNanos);
        }
      }
      delays.put(delay.name(), new InterfaceDelay(delay.name(), downNanos, upNanos));
    }
  }

  /** All that there is, where nothing was known: everything is new, and nothing has changed. */
  void surveyed(List<Link> found, List<InterfaceAddress> addresses, long nowNanos) {
    found.forEach(link -> changed(link, nowNanos));
    addresses.forEach(this::addressAdded);
  }

  /** A link was told of. What came of it is empty if it is as before. */
  List<Change> changed(Link link, long nowNanos) {
    var changes = new ArrayList<Change>();
    Integer namesake = indexByName.get(link.name());
    if (namesake != null && namesake != link.index()) {
      // Its deletion was not told of, or comes later.
      changes.addAll(gone(namesake));
    }
    Entry entry = byIndex.get(link.index());
    if (entry == null) {
      byIndex.put(link.index(), new Entry(link));
      indexByName.put(link.name(), link.index());
      changes.add(new Added(link.name()));
      return changes;
    }
    String before = entry.link.name();
    if (!entry.link.mac().equals(link.mac())
        || entry.link.arp() != link.arp()
        || !entry.link.stacking().equals(link.stacking())) {
      changes.add(new Altered(before));
    }
    entry.link = link;
    if (!before.equals(link.name())) {
      indexByName.remove(before);
      indexByName.put(link.name(), link.index());
      entry.countsAsUp = link.usable();
      entry.countsAtNanos = Long.MAX_VALUE;
      changes.add(new Renamed(before, link.name()));
    }
    weigh(entry, nowNanos).ifPresent(changes::add);
    return changes;
  }

  private Optional<Change> weigh(Entry entry, long nowNanos) {
    boolean up = entry.link.usable();
    String name = entry.link.name();
    if (up == entry.countsAsUp) {
      boolean pending = entry.countsAtNanos != Long.MAX_VALUE;
      entry.countsAtNanos = Long.MAX_VALUE;
      return pending ? Optional.of(new DelayCancelled(name)) : Optional.empty();
    }
    InterfaceDelay delay = delays.get(name);
    long waitNanos = delay == null || !entry.wasUp ? 0 : up ? delay.upNanos() : delay.downNanos();
    if (waitNanos == 0) {
      return Optional.of(count(entry));
    }
    entry.countsAtNanos = Math.min(entry.countsAtNanos, nowNanos + waitNanos);
    return Optional.empty();
  }

  private static Change count(Entry entry) {
    entry.countsAtNanos = Long.MAX_VALUE;
    entry.countsAsUp = entry.link.usable();
    entry.wasUp |= entry.countsAsUp;
    return new Reported(entry.link.name(), entry.countsAsUp);
  }

  /** A link was deleted, with all its addresses. */
  List<Change> gone(int linkIndex) {
    Entry entry = byIndex.remove(linkIndex);
    if (entry == null) {
      return List.of();
    }
    indexByName.remove(entry.link.name());
    return List.of(new Deleted(entry.link.name(), linkIndex));
  }

  /** The changes whose delays are over. */
  List<Change> timePassed(long nowNanos) {
    var changes = new ArrayList<Change>();
    for (Entry entry : byIndex.values()) {
      if (entry.countsAtNanos <= nowNanos) {
        changes.add(count(entry));
      }
    }
    return changes;
  }

  /** When {@link #timePassed} is due. */
  long nextDeadlineNanos() {
    long nearest = Long.MAX_VALUE;
    if (!delays.isEmpty()) {
      for (Entry entry : byIndex.values()) {
        nearest = Math.min(nearest, entry.countsAtNanos);
      }
    }
    return nearest;
  }

  /** An address was told of; of a link that is not known, it is forgotten. */
  void addressAdded(InterfaceAddress address) {
    marking |= address.protocol() != 0;
    Entry entry = byIndex.get(address.linkIndex());
    if (entry != null) {
      entry.addresses.put(address.prefix(), recognised(address));
    }
  }

  /** The same as ours, if it is known to be: a kernel without marks does not say it again. */
  InterfaceAddress recognised(InterfaceAddress address) {
    boolean ours =
        find(address.linkIndex(), address.prefix()).filter(it -> it.isOurs()).isPresent();
    return ours ? address.asOurs() : address;
  }

  /** Whether the kernel tells who set an address, as far as we have seen. */
  boolean marking() {
    return marking;
  }

  /** An address was removed, by whomever. */
  void addressRemoved(int linkIndex, IpPrefix prefix) {
    Entry entry = byIndex.get(linkIndex);
    if (entry != null) {
      entry.addresses.remove(prefix);
    }
  }

  /** The index of the link of this name, or {@link #NONE}. */
  int indexOf(String name) {
    return indexByName.getOrDefault(name, NONE);
  }

  /** The link with this index. */
  Optional<Link> at(int linkIndex) {
    Entry entry = byIndex.get(linkIndex);
    return entry == null ? Optional.empty() : Optional.of(entry.link);
  }

  /** Whether there is a link of this name, and it counts as up. */
  boolean isUp(String name) {
    Entry entry = byIndex.get(indexOf(name));
    return entry != null && entry.countsAsUp;
  }

  /** Whether the link of this name holds the address, with whatever prefix. */
  boolean holds(String name, IpAddress address) {
    return addresses(indexOf(name)).stream()
        .anyMatch(held -> held.prefix().address().equals(address));
  }

  /** Whether the link holds just this. */
  boolean holds(int linkIndex, IpPrefix prefix) {
    return find(linkIndex, prefix).isPresent();
  }

  /** Just this address of the link, if it holds it. */
  Optional<InterfaceAddress> find(int linkIndex, IpPrefix prefix) {
    Entry entry = byIndex.get(linkIndex);
    return entry == null ? Optional.empty() : Optional.ofNullable(entry.addresses.get(prefix));
  }

  /**
   * What we, or an earlier run of ours, have left on a link, by what the kernel tells it by. It
   * knows an IPv6 address whatever the length of its prefix: while it is there with another length,
   * ours cannot come, and an order to delete ours would find nothing.
   */
  private Map<Resource.Identity, IpPrefix> marked(int linkIndex) {
    var marked = new HashMap<Resource.Identity, IpPrefix>();
    for (InterfaceAddress held : addresses(linkIndex)) {
      if (held.isOurs()) {
        marked.put(Resource.Identity.OfAddress.of(linkIndex, held.prefix()), held.prefix());
      }
    }
    return marked;
  }

  /**
   * Which of these addresses are there, each with the prefix that it has there.
   *
   * @param known what we know to be there as it is
   */
  List<Address> found(List<Address> candidates, Collection<Resource> known) {
    var identities = new HashSet<Resource.Identity>();
    known.forEach(it -> identities.add(it.identity()));
    var left = new HashMap<Integer, Map<Resource.Identity, IpPrefix>>();
    var found = new ArrayList<Address>();
    for (Address address : candidates) {
      // What is there with another label, as we know it, has to go before this can come.
      boolean asOther = identities.contains(address.identity());
      if (holds(address.linkIndex(), address.prefix()) && !asOther) {
        found.add(address);
      } else if (!asOther) {
        var marked = left.computeIfAbsent(address.linkIndex(), this::marked);
        IpPrefix other = marked.get(address.identity());
        if (other != null) {
          found.add(address.withPrefix(other));
        }
      }
    }
    return found;
  }

  /** The networks of one link that have a primary address there. */
  Set<IpPrefix> networks(int linkIndex) {
    var networks = new HashSet<IpPrefix>();
    for (InterfaceAddress held : addresses(linkIndex)) {
      if (!held.secondary()) {
        networks.add(held.prefix().network());
      }
    }
    return networks;
  }

  /** The addresses of one link, in the order in which they came. */
  Collection<InterfaceAddress> addresses(int linkIndex) {
    Entry entry = byIndex.get(linkIndex);
    return entry == null ? List.of() : entry.addresses.values();
  }

  /** All links, in the order in which they came. */
  List<Link> links() {
    return byIndex.values().stream().map(entry -> entry.link).toList();
  }

  /** All addresses. */
  List<InterfaceAddress> addresses() {
    return byIndex.values().stream().flatMap(entry -> entry.addresses.values().stream()).toList();
  }
}
