package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The addresses that the instances of one configuration set, and which of them have an owner. */
public final class VirtualAddresses {

  /** An address of an instance of priority 255. */
  private record Owned(InstanceConfig config, AddressSpec spec) {}

  private final Set<IpAddress> all = new HashSet<>();
  private final Map<IpAddress, Owned> owned = new HashMap<>();

  /** Of these instances, of which one may be there twice, as it was and as it is. */
  public VirtualAddresses(Collection<InstanceConfig> instances) {
    for (InstanceConfig config : instances) {
      for (AddressSpec spec : of(config)) {
        all.add(spec.prefix().address());
        if (config.vrrp().owner()) {
          owned.put(spec.prefix().address(), new Owned(config, spec));
        }
      }
    }
  }

  /** Those of one instance, advertised ones first. */
  public static List<AddressSpec> of(InstanceConfig config) {
    var specs = new ArrayList<>(config.addresses());
    specs.addAll(config.excludedAddresses());
    return specs;
  }

  /** Those that an instance had and has no more; one that is only made again is not among them. */
  static List<AddressSpec> vanished(InstanceConfig before, InstanceConfig after) {
    var left = new HashSet<String>();
    of(after).forEach(spec -> left.add(place(spec)));
    return of(before).stream().filter(spec -> !left.contains(place(spec))).toList();
  }

  private static String place(AddressSpec spec) {
    return spec.prefix() + " " + spec.device();
  }

  /** All of them. */
  public Set<IpAddress> all() {
    return all;
  }

  /** Whether an instance has this as its address. */
  boolean contains(InterfaceAddress held) {
    return all.contains(held.prefix().address());
  }

  /** Whether an address that an interface holds comes and goes with mastership. */
  boolean comesAndGoes(InterfaceAddress held, Links links) {
    IpAddress bare = held.prefix().address();
    if (!contains(held)) {
      return false;
    }
    Owned owner = owned.get(bare);
    int index = held.linkIndex();
    return owner == null
        || links.indexOf(owner.spec().device()) != index
        || !new HostAddresses(links.addresses(index), all, links.marking())
            .own(held, owner.config(), owner.spec());
  }
}
