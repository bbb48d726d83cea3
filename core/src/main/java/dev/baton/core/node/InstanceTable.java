package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.KernelStep.Placement;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The instances of a node in the order of the configuration, and what each of them depends on.
 * Instances that a reload deleted stay in the table until the worker has removed their addresses.
 */
final class InstanceTable {

  /** An instance and one of its addresses. */
  record Holder(Instance instance, Placement placement) {}

  private record Spot(int linkIndex, IpPrefix prefix) {}

  private List<Instance> instances = List.of();
  private List<Instance> leaving = new ArrayList<>();
  private final Map<String, Set<Instance>> byLink = new HashMap<>();
  private final Map<String, Set<Instance>> byScript = new HashMap<>();
  private final Map<Spot, List<Holder>> holders = new LinkedHashMap<>();
  private VirtualAddresses virtual = new VirtualAddresses(List.of());

  List<Instance> instances() {
    return instances;
  }

  /** Those that a reload deleted and that are not done yet. */
  List<Instance> leaving() {
    leaving.removeIf(Instance::settled);
    return leaving;
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
      instance.reconfigure(config, staying.size());
      staying.add(instance);
    }
    instances = List.copyOf(staying);
    leaving.addAll(remaining.values());
    index();
    return List.copyOf(remaining.values());
  }

  private void index() {
    byLink.clear();
    byScript.clear();
    virtual = new VirtualAddresses(instances.stream().map(Instance::config).toList());
    for (Instance instance : instances) {
      InstanceConfig config = instance.config();
      concern(byLink, config.interfaceName(), instance);
      for (AddressSpec spec : VirtualAddresses.of(config)) {
        concern(byLink, spec.device(), instance);
      }
      config.trackedInterfaces().forEach(it -> concern(byLink, it.name(), instance));
      config.trackedScripts().forEach(it -> concern(byScript, it.name(), instance));
    }
  }

  private static void concern(Map<String, Set<Instance>> index, String name, Instance instance) {
    index.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(instance);
  }

  /** Learns anew who holds which address where. */
  void indexHolders() {
    holders.clear();
    for (Instance instance : instances) {
      for (Placement placement : instance.ownedAddresses().wanted()) {
        holders
            .computeIfAbsent(
                new Spot(placement.linkIndex(), placement.spec().prefix()), _ -> new ArrayList<>(1))
            .add(new Holder(instance, placement));
      }
    }
  }

  /** Whom a link of this name concerns. */
  Collection<Instance> concernedByLink(String name) {
    return byLink.getOrDefault(name, Set.of());
  }

  /** Whom a script of this name concerns. */
  Collection<Instance> concernedByScript(String name) {
    return byScript.getOrDefault(name, Set.of());
  }

  /** Whose address this is, on this link. */
  List<Holder> holders(int linkIndex, IpPrefix prefix) {
    return holders.getOrDefault(new Spot(linkIndex, prefix), List.of());
  }

  /** Whose addresses are in the same network on the same link as this one. */
  List<Holder> neighbours(Placement placement) {
    var neighbours = new ArrayList<Holder>();
    holders.forEach(
        (spot, there) -> {
          if (spot.linkIndex() == placement.linkIndex()
              && spot.prefix().sharesNetwork(placement.spec().prefix())) {
            neighbours.addAll(there);
          }
        });
    return neighbours;
  }

  /** All addresses of all instances. */
  List<Holder> holders() {
    return holders.values().stream().flatMap(List::stream).toList();
  }

  /** The addresses of all instances. */
  VirtualAddresses virtual() {
    return virtual;
  }
}
