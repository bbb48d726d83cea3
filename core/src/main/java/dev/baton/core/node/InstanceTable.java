package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.TrackerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The instances of a node in the order of the configuration, and what each of them depends on.
 * Instances that a reload deleted stay in the table until the worker has removed their addresses.
 */
final class InstanceTable {

  /** An owner and one of its addresses. */
  record Holder(ResourceOwner owner, Address address) {}

  /** An address or a network on a link. */
  private record Spot(int linkIndex, IpPrefix prefix) {}

  private final Consumer<Member> mark;
  private List<Instance> instances = List.of();
  private Map<String, SyncGroup> groups = Map.of();
  private final List<Instance> leaving = new ArrayList<>();
  private final Map<String, Set<Instance>> byLink = new HashMap<>();
  private final Map<TrackerId, Set<Instance>> byTracker = new HashMap<>();
  private final Map<Spot, List<Holder>> holders = new LinkedHashMap<>();
  private final Map<Spot, List<Holder>> byNetwork = new HashMap<>();
  private VirtualAddresses virtual = new VirtualAddresses(List.of());

  /** Of no configuration yet; groups {@code mark} whom a move of their members affects. */
  InstanceTable(Consumer<Member> mark) {
    this.mark = mark;
  }

  List<Instance> instances() {
    return instances;
  }

  /** The sync groups, in the order of the configuration. */
  Collection<SyncGroup> groups() {
    return groups.values();
  }

  /** How many there are that a changed fact can affect. */
  int memberCount() {
    return instances.size() + groups.size();
  }

  /** Whether there are some that a reload deleted and that are not done yet. */
  boolean anyLeaving() {
    return !leaving.isEmpty();
  }

  /** Those that a reload deleted, and that are done by now: nobody knows them any more. */
  List<Instance> departed() {
    if (leaving.isEmpty()) {
      return List.of();
    }
    List<Instance> departed = leaving.stream().filter(Instance::settled).toList();
    leaving.removeAll(departed);
    return departed;
  }

  /**
   * Takes another configuration. The instances that go on keep their place in the world, with their
   * new configuration; for each new one {@code newcomer} is asked; what is left is leaving.
   */
  List<Instance> replace(Configuration next, Function<InstanceConfig, Instance> newcomer) {
    Map<InstanceConfig.Identity, Instance> remaining = new LinkedHashMap<>();
    instances.forEach(instance -> remaining.put(instance.config().identity(), instance));
    var staying = new ArrayList<Instance>();
    for (InstanceConfig config : next.instances()) {
      Instance old = remaining.remove(config.identity());
      Instance instance = old == null ? newcomer.apply(config) : old;
      instance.reconfigure(config);
      staying.add(instance);
    }
    instances = List.copyOf(staying);
    leaving.addAll(remaining.values());
    index();
    regroup(next.syncGroups());
    return List.copyOf(remaining.values());
  }

  private void regroup(List<SyncGroupConfig> configs) {
    Map<String, Instance> byName = new HashMap<>();
    for (Instance instance : instances) {
      byName.put(instance.name(), instance);
      instance.joinNone();
    }
    leaving.forEach(Instance::joinNone);
    Map<String, SyncGroup> before = groups;
    groups = new LinkedHashMap<>();
    for (SyncGroupConfig config : configs) {
      SyncGroup group = before.getOrDefault(config.name(), new SyncGroup(config, mark));
      List<Instance> members =
          config.members().stream().map(byName::get).filter(Objects::nonNull).toList();
      members.forEach(member -> member.join(group));
      groups.put(config.name(), group);
      group.reconfigure(config, members);
    }
  }

  private void index() {
    byLink.clear();
    byTracker.clear();
    virtual = new VirtualAddresses(instances.stream().map(Instance::config).toList());
    for (Instance instance : instances) {
      InstanceConfig config = instance.config();
      concern(byLink, config.interfaceName(), instance);
      concern(byLink, config.baseName(), instance);
      for (AddressSpec spec : VirtualAddresses.of(config)) {
        concern(byLink, spec.device(), instance);
      }
      RoutingPlaces.devices(config.routing()).forEach(it -> concern(byLink, it, instance));
      config.trackedInterfaces().forEach(it -> concern(byLink, it.name(), instance));
      config.trackedObjects().forEach(it -> concern(byTracker, it.id(), instance));
    }
  }

  private static <K> void concern(Map<K, Set<Instance>> index, K key, Instance instance) {
    index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(instance);
  }

  /** Learns anew who holds which address where; these others are no instances. */
  void indexHolders(List<ResourceOwner> others) {
    holders.clear();
    byNetwork.clear();
    instances.forEach(this::indexHolder);
    others.forEach(this::indexHolder);
  }

  private void indexHolder(ResourceOwner owner) {
    for (Address address : owner.ownedResources().addresses()) {
      var holder = new Holder(owner, address);
      var spot = new Spot(address.linkIndex(), address.prefix());
      holders.computeIfAbsent(spot, _ -> new ArrayList<>(1)).add(holder);
      if (hasSecondaries(address.prefix())) {
        var network = new Spot(address.linkIndex(), address.prefix().network());
        byNetwork.computeIfAbsent(network, _ -> new ArrayList<>(1)).add(holder);
      }
    }
  }

  /** Whether other addresses of its network go with it, if it is the primary one there. */
  static boolean hasSecondaries(IpPrefix prefix) {
    return prefix.address().family() == IpFamily.INET
        && prefix.prefixBits() < IpFamily.INET.prefixBitsMax();
  }

  /** Whom a link of this name concerns. */
  Collection<Instance> concernedByLink(String name) {
    return byLink.getOrDefault(name, Set.of());
  }

  /** Whom a tracked object concerns. */
  Collection<Instance> concernedBy(TrackerId tracker) {
    return byTracker.getOrDefault(tracker, Set.of());
  }

  /** Whose address this is, on this link. */
  List<Holder> holders(int linkIndex, IpPrefix prefix) {
    return holders.getOrDefault(new Spot(linkIndex, prefix), List.of());
  }

  /** Whose addresses are in this IPv4 network on this link. */
  List<Holder> holdersIn(int linkIndex, IpPrefix network) {
    return byNetwork.getOrDefault(new Spot(linkIndex, network), List.of());
  }

  /** All addresses of all owners. */
  List<Holder> holders() {
    return holders.values().stream().flatMap(List::stream).toList();
  }

  /** The addresses of all instances. */
  VirtualAddresses virtual() {
    return virtual;
  }
}
