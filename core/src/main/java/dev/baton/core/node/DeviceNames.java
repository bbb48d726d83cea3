package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.Link;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the names of the devices that instances need. A name once chosen stays. A device that an
 * earlier run has left is taken over under whatever name it has; else it is the name of the file,
 * or the first that is free.
 */
final class DeviceNames {

  /** A need with its name. */
  record Named(DeviceNeed need, String name) {}

  /** What was asked for, and what it came to. */
  private record Chosen(String wanted, String prefix, String name) {}

  /** Where a macvlan is. */
  private record Place(int parentIndex, MacAddress mac) {}

  private Map<DeviceNeed.Key, Chosen> chosen = new LinkedHashMap<>();
  private List<Named> named = List.of();
  private Map<InstanceConfig.Identity, List<Named>> byInstance = Map.of();
  private List<Named> found = List.of();

  /** Chooses for these instances, as their files have them. */
  void choose(List<InstanceConfig> configs, Links links) {
    var needs = new ArrayList<DeviceNeed>();
    configs.forEach(it -> needs.addAll(DeviceNeed.of(it)));
    Map<DeviceNeed.Key, Chosen> before = chosen;
    chosen = new LinkedHashMap<>();
    var taken = new HashSet<String>();
    for (DeviceNeed need : needs) {
      Chosen old = before.get(need.key());
      if (old != null && old.wanted.equals(need.wanted()) && old.prefix.equals(need.prefix())) {
        take(need, old.name, taken);
      }
    }
    if (chosen.size() < needs.size()) {
      // Who is given another name is not to go on under the old one.
      findLeft(needs.stream().filter(it -> !before.containsKey(it.key())).toList(), links, taken);
      for (DeviceNeed need : needs) {
        if (!chosen.containsKey(need.key())) {
          take(need, free(need, links, taken), taken);
        }
      }
    }
    named = needs.stream().map(it -> new Named(it, name(it.key()))).toList();
    byInstance = new HashMap<>();
    for (Named each : named) {
      byInstance.computeIfAbsent(each.need.key().instance(), _ -> new ArrayList<>()).add(each);
    }
  }

  /** Nothing was chosen yet. */
  void forget() {
    chosen.clear();
  }

  private void take(DeviceNeed need, String name, Set<String> taken) {
    chosen.put(need.key(), new Chosen(need.wanted(), need.prefix(), name));
    taken.add(name);
  }

  /** A macvlan is known by its hardware address, an ipvlan by nothing but its name. */
  private void findLeft(List<DeviceNeed> needs, Links links, Set<String> taken) {
    Map<Place, Link> places = new HashMap<>();
    for (Link link : links.links()) {
      if (!link.stacking().kind().isEmpty()) {
        places.put(new Place(link.stacking().parentIndex(), link.mac()), link);
      }
    }
    var left = new ArrayList<Named>();
    for (DeviceNeed need : needs) {
      int parent = links.indexOf(need.parent());
      if (!chosen.containsKey(need.key()) && parent != Links.NONE) {
        Optional<Link> link =
            switch (need.kind()) {
              case DeviceSpec.Macvlan(var mac) ->
                  Optional.ofNullable(places.get(new Place(parent, mac)));
              case DeviceSpec.Ipvlan _ ->
                  links
                      .at(links.indexOf(need.wanted().isEmpty() ? need.name(0) : need.wanted()))
                      .filter(it -> it.stacking().parentIndex() == parent);
            };
        link.filter(it -> need.kind().isMet(it) && !taken.contains(it.name()))
            .ifPresent(
                it -> {
                  take(need, it.name(), taken);
                  left.add(new Named(need, it.name()));
                });
      }
    }
    found = List.copyOf(left);
  }

  private static String free(DeviceNeed need, Links links, Set<String> taken) {
    if (!need.wanted().isEmpty() && !taken.contains(need.wanted())) {
      return need.wanted();
    }
    int number = 0;
    while (taken.contains(need.name(number)) || links.indexOf(need.name(number)) != Links.NONE) {
      number++;
    }
    return need.name(number);
  }

  private String name(DeviceNeed.Key key) {
    Chosen it = chosen.get(key);
    if (it == null) {
      throw new AssertionError("no name was chosen for " + key);
    }
    return it.name;
  }

  /** All devices. */
  List<Named> all() {
    return named;
  }

  /** The names of an instance's devices. */
  List<String> of(InstanceConfig.Identity instance) {
    return byInstance.getOrDefault(instance, List.of()).stream().map(Named::name).toList();
  }

  /** Of these, what the last choice took over from an earlier run. */
  List<Named> takeFound() {
    List<Named> result = found;
    found = List.of();
    return result;
  }

  /** The same instances, each on its device, with its addresses where they belong. */
  List<InstanceConfig> place(List<InstanceConfig> configs) {
    if (named.isEmpty()) {
      return configs;
    }
    return configs.stream()
        .map(config -> place(config, byInstance.getOrDefault(config.identity(), List.of())))
        .toList();
  }

  private static InstanceConfig place(InstanceConfig config, List<Named> devices) {
    InstanceConfig placed =
        config.withAddresses(
            place(config.addresses(), devices), place(config.excludedAddresses(), devices));
    for (Named device : devices) {
      placed = device.need.main() ? placed.onDevice(device.name) : placed;
    }
    return placed;
  }

  private static List<AddressSpec> place(List<AddressSpec> specs, List<Named> devices) {
    return specs.stream().map(spec -> place(spec, devices)).toList();
  }

  private static AddressSpec place(AddressSpec spec, List<Named> devices) {
    for (Named device : devices) {
      if (device.need.takes(spec)) {
        return spec.on(device.name);
      }
    }
    return spec;
  }
}
