package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The addresses of one interface, used to distinguish the host's own addresses from those that come
 * and go with mastership. A virtual address can be both: an address owner is by definition the
 * router whose interface has the address (RFC 9568, "Definitions"), and a mistaken configuration
 * may name the only address through which its host can be reached. Baton never removes the host's
 * own addresses.
 *
 * @param present all addresses of the interface
 * @param virtual all addresses that any instance would set, on any interface
 * @param marking whether the kernel reports who set an address, as Linux has done since 5.18
 */
public record HostAddresses(
    Collection<InterfaceAddress> present, Set<IpAddress> virtual, boolean marking) {

  /**
   * Whether this one, which the instance would set here, is the host's own. What we have set
   * carries our mark. Where the kernel has no marks, an address could be left by an earlier run of
   * ours; but not if it is all that the instance could send from: it would never have been master.
   */
  public boolean own(InterfaceAddress held, InstanceConfig config, AddressSpec spec) {
    boolean onOwnDevice = config.isOnDevice() && spec.device().equals(config.interfaceName());
    if (held.isOurs() || onOwnDevice) {
      return false;
    }
    return (config.vrrp().owner() && marking) || isOnlySource(held, config, spec);
  }

  /**
   * Which of an instance's addresses, present ones and wanted ones, are there as the host's own.
   */
  static Set<Address> among(
      OwnedResources ownedResources, InstanceConfig config, Links links, Set<IpAddress> virtual) {
    var candidates = new LinkedHashSet<>(ownedResources.addresses());
    candidates.addAll(ownedResources.present());
    var own = new LinkedHashSet<Address>();
    for (Address address : candidates) {
      int index = address.linkIndex();
      var host = new HostAddresses(links.addresses(index), virtual, links.marking());
      links
          .find(index, address.prefix())
          .filter(held -> host.own(held, config, address.spec()))
          .ifPresent(_ -> own.add(address));
    }
    return own;
  }

  private boolean isOnlySource(InterfaceAddress held, InstanceConfig config, AddressSpec spec) {
    return spec.device().equals(config.interfaceName())
        && config.sourceAddress().isEmpty()
        && held.prefix().address().family() == config.vrrp().family()
        && present.stream()
            .filter(other -> !other.equals(held))
            .filter(other -> SourceAddress.eligible(other, config.vrrp().family()))
            .allMatch(other -> virtual.contains(other.prefix().address()));
  }
}
