package dev.baton.supervisor.life;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Refusal;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.HostAddresses;
import dev.baton.core.node.Resignation;
import dev.baton.core.node.VirtualAddresses;
import dev.baton.linux.OsException;
import dev.baton.linux.route.AddressBatch;
import dev.baton.linux.route.AddressMessage;
import dev.baton.linux.route.AddressRequest;
import dev.baton.linux.route.LinkMessage;
import dev.baton.linux.route.RouteClient;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.Device;
import dev.baton.linux.socket.RawSocket;
import dev.baton.linux.socket.SendBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cleans up after a router that died without giving up its addresses. It tells the peers at once
 * that the master has gone, so that they need not find out by its silence, and removes the
 * addresses, because otherwise two hosts would answer for them.
 */
final class CrashCleanup implements AutoCloseable {

  private static final long LIMIT_NANOS = 2_000_000_000L;
  private static final int PROTOCOL_VRRP = 112;

  /** An address that the configuration names and the kernel holds. */
  record Address(String device, AddressRequest request) {

    String prefix() {
      return request.prefix().toString();
    }
  }

  /** One that the kernel would not remove. */
  record Refused(Address address, int errno) {}

  /** What became of the addresses. */
  record Outcome(List<Address> removed, List<Refused> refused) {}

  private final RouteClient client;
  private final long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
  private final List<Link> links = new ArrayList<>();
  private final List<InterfaceAddress> present = new ArrayList<>();

  private CrashCleanup(RouteClient client) {
    this.client = client;
  }

  /** Looks what there is. */
  static CrashCleanup survey() throws OsException {
    RouteClient client = RouteClient.open();
    try {
      var left = new CrashCleanup(client);
      for (LinkMessage link : client.links(left.deadlineNanos)) {
        left.links.add(seen(link));
      }
      for (AddressMessage address : client.addresses(left.deadlineNanos)) {
        left.present.add(seen(address));
      }
      return left;
    } catch (OsException refused) {
      client.close();
      throw refused;
    }
  }

  private static Link seen(LinkMessage link) {
    return new Link(
        link.index(),
        link.name(),
        link.up(),
        link.running(),
        link.arp(),
        link.multicast(),
        link.mtuBytes(),
        link.mac(),
        LinkHardware.ETHERNET);
  }

  private static InterfaceAddress seen(AddressMessage address) {
    return new InterfaceAddress(
        address.interfaceIndex(),
        address.prefix(),
        address.scope(),
        address.secondary(),
        address.tentative(),
        address.protocol());
  }

  /** Says for these instances that they are not master any more; the first refusal, if any. */
  int resign(List<InstanceConfig> masters) {
    int result = 0;
    for (Resignation resignation : Resignation.of(masters, links, present)) {
      result = Math.min(result, send(resignation));
    }
    return result;
  }

  private static int send(Resignation resignation) {
    var device = new Device(resignation.link().index(), resignation.link().name());
    IpAddress to = resignation.destination();
    byte[] packet = resignation.packet();
    try (RawSocket socket =
        to.isMulticast()
            ? RawSocket.multicastSender(PROTOCOL_VRRP, device, to.family())
            : RawSocket.unicastSender(PROTOCOL_VRRP, resignation.source(), device.index())) {
      var batch = new SendBatch(1, packet.length);
      batch.add(packet, packet.length, Destination.onLink(to, device.index()));
      return batch.send(socket.fd()) == 1 ? 0 : -batch.errno(0);
    } catch (OsException refused) {
      return -refused.errno();
    }
  }

  /** Removes the addresses of these instances that are there, but the host's own. */
  Outcome remove(List<InstanceConfig> instances) {
    List<Address> found = find(instances);
    Map<Integer, Integer> errnos = refusals(found.stream().map(Address::request).toList());
    var removed = new ArrayList<Address>();
    var refused = new ArrayList<Refused>();
    for (int i = 0; i < found.size(); i++) {
      if (errnos.containsKey(i)) {
        refused.add(new Refused(found.get(i), errnos.get(i)));
      } else {
        removed.add(found.get(i));
      }
    }
    return new Outcome(removed, refused);
  }

  /** The errnos of those that stay. */
  private Map<Integer, Integer> refusals(List<AddressRequest> requests) {
    var errnos = new HashMap<Integer, Integer>();
    int first = 0;
    for (AddressBatch batch : AddressBatch.split(requests)) {
      for (var refusal : client.apply(batch, deadlineNanos)) {
        // Otherwise it has gone already, with its primary address for one.
        if (Refusal.ofDeleting(refusal.errno()) != Refusal.FINE) {
          errnos.put(first + refusal.index(), refusal.errno());
        }
      }
      first += batch.count();
    }
    return errnos;
  }

  private List<Address> find(List<InstanceConfig> instances) {
    Map<String, Integer> indexes = new HashMap<>();
    links.forEach(link -> indexes.put(link.name(), link.index()));
    Map<String, InterfaceAddress> byKey = new HashMap<>();
    Map<Integer, List<InterfaceAddress>> byLink = new HashMap<>();
    for (InterfaceAddress held : present) {
      byKey.put(key(held.linkIndex(), held.prefix()), held);
      byLink.computeIfAbsent(held.linkIndex(), _ -> new ArrayList<>()).add(held);
    }
    boolean marking = present.stream().anyMatch(held -> held.protocol() != 0);
    Set<IpAddress> virtual = new VirtualAddresses(instances).all();
    // An instance may be there twice, as it was and as it is.
    var found = new LinkedHashSet<Address>();
    for (InstanceConfig instance : instances) {
      for (AddressSpec spec : VirtualAddresses.of(instance)) {
        int index = indexes.getOrDefault(spec.device(), 0);
        InterfaceAddress held = byKey.get(key(index, spec.prefix()));
        var host = new HostAddresses(byLink.getOrDefault(index, List.of()), virtual, marking);
        if (held != null && !host.own(held, instance, spec)) {
          found.add(new Address(spec.device(), AddressRequest.deleting(index, spec.prefix())));
        }
      }
    }
    return List.copyOf(found);
  }

  private static String key(int interfaceIndex, IpPrefix prefix) {
    return interfaceIndex + " " + prefix;
  }

  @Override
  public void close() {
    client.close();
  }
}
