package dev.baton.supervisor.life;

import dev.baton.core.config.InstanceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.OsException;
import dev.baton.linux.route.AddressBatch;
import dev.baton.linux.route.AddressMessage;
import dev.baton.linux.route.AddressRequest;
import dev.baton.linux.route.LinkMessage;
import dev.baton.linux.route.RouteClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The addresses of a router that died without giving them up. Nobody speaks for them any more, so a
 * peer will take them over; until then two hosts would answer.
 */
final class LeftBehind {

  private static final long LIMIT_NANOS = 2_000_000_000L;

  /** An address that the configuration names and the kernel holds. */
  record Address(String device, AddressRequest request) {}

  private LeftBehind() {}

  /** Removes the addresses of these instances that are there, and tells which. */
  static List<Address> remove(List<InstanceConfig> instances) throws OsException {
    long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
    try (RouteClient client = RouteClient.open()) {
      Map<String, Integer> indexes = new HashMap<>();
      for (LinkMessage link : client.links(deadlineNanos)) {
        indexes.put(link.name(), link.index());
      }
      Set<String> present = new HashSet<>();
      for (AddressMessage address : client.addresses(deadlineNanos)) {
        present.add(key(address.interfaceIndex(), address.prefix()));
      }
      List<Address> found = find(instances, indexes, present);
      List<AddressRequest> requests = new ArrayList<>();
      for (Address address : found) {
        requests.add(address.request());
      }
      for (AddressBatch batch : AddressBatch.split(requests)) {
        client.apply(batch, deadlineNanos);
      }
      return found;
    }
  }

  private static List<Address> find(
      List<InstanceConfig> instances, Map<String, Integer> indexes, Set<String> present) {
    // An instance may be there twice, as it was and as it is.
    var found = new LinkedHashSet<Address>();
    for (InstanceConfig instance : instances) {
      for (AddressSpec spec : allAddresses(instance)) {
        Integer index = indexes.get(spec.device());
        if (index != null && present.contains(key(index, spec.prefix()))) {
          found.add(new Address(spec.device(), AddressRequest.deleting(index, spec.prefix())));
        }
      }
    }
    return List.copyOf(found);
  }

  private static List<AddressSpec> allAddresses(InstanceConfig instance) {
    var all = new ArrayList<>(instance.addresses());
    all.addAll(instance.excludedAddresses());
    return all;
  }

  private static String key(int interfaceIndex, IpPrefix prefix) {
    return interfaceIndex + " " + prefix;
  }
}
