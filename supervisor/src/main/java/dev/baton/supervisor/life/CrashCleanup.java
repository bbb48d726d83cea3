package dev.baton.supervisor.life;

import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Refusal;
import dev.baton.core.kernel.Resource;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.node.Leftovers;
import dev.baton.core.node.Resignation;
import dev.baton.core.vrrp.HostTime;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.firewall.FirewallClient;
import dev.baton.linux.host.HostClock;
import dev.baton.linux.host.Settings;
import dev.baton.linux.route.KernelChanges;
import dev.baton.linux.route.RouteClient;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.Device;
import dev.baton.linux.socket.RawSocket;
import dev.baton.linux.socket.SendBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cleans up after a router that died without giving up its addresses. It tells the peers at once
 * that the master has gone, so that they need not find out by its silence, and removes what it
 * held, because otherwise two hosts would answer.
 */
final class CrashCleanup implements AutoCloseable {

  private static final long LIMIT_NANOS = 2_000_000_000L;

  /** An advert that needs another one is not sent on behalf of the dead. */
  private static final int VRRP = IpProtocol.VRRP.number();

  /** A removal that the kernel refused. */
  record Refused(Resource resource, int errno) {}

  /** What became of the leftovers. */
  record Outcome(List<Resource> removed, List<Refused> refused) {}

  private final RouteClient client;
  private final Settings settings;
  private final long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
  private final List<Link> links;
  private final List<InterfaceAddress> present;

  private CrashCleanup(RouteClient client, Settings settings) throws OsException {
    this.client = client;
    this.settings = settings;
    links = client.links(deadlineNanos);
    present = client.addresses(deadlineNanos);
  }

  /**
   * Looks what there is.
   *
   * @param settings what the kernel's settings were before the dead router's time
   */
  static CrashCleanup survey(Settings settings) throws OsException {
    RouteClient client = RouteClient.open();
    try {
      return new CrashCleanup(client, settings);
    } catch (OsException refused) {
      client.close();
      throw refused;
    }
  }

  /** Says for these instances that they are not master any more; the first refusal, if any. */
  int resign(List<InstanceConfig> masters) {
    int result = 0;
    var time = new HostTime(0, new HostClock().wallNanos(), 0);
    for (Resignation resignation : Resignation.of(masters, links, present, time)) {
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
            ? RawSocket.multicastSender(VRRP, device, to.family())
            : RawSocket.unicastSender(VRRP, resignation.source(), device.index())) {
      var batch = new SendBatch(1, packet.length);
      batch.add(packet, packet.length, Destination.onLink(to, device.index()));
      return batch.send(socket.fd()) == 1 ? 0 : -batch.errno(0);
    } catch (OsException refused) {
      return -refused.errno();
    }
  }

  /**
   * Removes what any of these configurations may have set, but for the static addresses of {@code
   * next}, which are for the router to come.
   */
  Outcome remove(List<Configuration> served, List<Configuration> next) {
    List<Operation> operations = Leftovers.removal(served, next, links, present);
    Map<Integer, Integer> errnos = errnos(operations);
    var removed = new ArrayList<Resource>();
    var refused = new ArrayList<Refused>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      int errno = errnos.getOrDefault(i, 0);
      boolean fine = errno == 0 || Refusal.of(operation, errno) == Refusal.FINE;
      // An address may have gone already, with its primary one; a route may never have been there.
      boolean told = !(operation.resource() instanceof Resource.Setting);
      if (told && (errno == 0 || (fine && operation.resource() instanceof Resource.Address))) {
        removed.add(operation.resource());
      } else if (!fine) {
        refused.add(new Refused(operation.resource(), errno));
      }
    }
    if (refused.stream().noneMatch(it -> it.resource() instanceof Resource.Address)) {
      stopFiltering(served);
    }
    return new Outcome(removed, refused);
  }

  /** Not before the addresses have gone: none may be answered meanwhile. */
  private void stopFiltering(List<Configuration> served) {
    List<Firewall.Nftables> used = new ArrayList<>();
    for (Configuration configuration : served) {
      boolean filters = configuration.instances().stream().anyMatch(InstanceConfig::needsFirewall);
      if (filters && configuration.router().firewall() instanceof Firewall.Nftables nftables) {
        used.add(nftables);
      }
    }
    if (!used.isEmpty()) {
      try (var firewall = new FirewallClient()) {
        // What stays filters what is not there, and the next router makes it anew.
        firewall.deleteLeftovers(used, deadlineNanos);
      }
    }
  }

  private Map<Integer, Integer> errnos(List<Operation> operations) {
    var errnos = new HashMap<Integer, Integer>();
    var changes = new KernelChanges(client, settings);
    for (RefusedEntry refusal : changes.apply(operations, deadlineNanos)) {
      errnos.put(refusal.index(), refusal.errno());
    }
    return errnos;
  }

  @Override
  public void close() {
    client.close();
  }
}
