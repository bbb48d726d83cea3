package dev.baton.router.loop;

import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.firewall.FirewallMonitor;
import dev.baton.linux.poll.Poller;
import dev.baton.router.worker.KernelWorker;
import dev.baton.router.worker.WorkerTask;
import java.util.Optional;

/**
 * Hears that others have changed the packet filter, and has the worker look at our tables. Who
 * filters nothing does not listen.
 */
final class FirewallNews {

  private final Poller poller;
  private final long token;
  private final KernelWorker worker;
  private Optional<FirewallMonitor> monitor = Optional.empty();

  /** Listens when a configuration filters, with this token for the poller. */
  FirewallNews(Poller poller, long token, KernelWorker worker) {
    this.poller = poller;
    this.token = token;
    this.worker = worker;
  }

  /** Listens from now on, if there is anything to filter. */
  void configure(Configuration configuration) {
    boolean filters = configuration.instances().stream().anyMatch(InstanceConfig::needsFirewall);
    if (!filters || monitor.isPresent()) {
      return;
    }
    try {
      FirewallMonitor opened = FirewallMonitor.open();
      poller.add(opened.fd(), Poller.READABLE, token);
      monitor = Optional.of(opened);
    } catch (OsException refused) {
      // A kernel without a packet filter is told of when something is to be filtered.
      monitor = Optional.empty();
    }
  }

  /** Reads what is there. */
  void read() {
    int result = monitor.map(it -> it.read(this::tell)).orElse(0);
    if (result < 0) {
      throw new IllegalStateException("netlink monitor of the firewall: " + Errno.name(result));
    }
  }

  private void tell(FirewallMonitor.Change change) {
    if (change.port() == 0 || change.port() != worker.firewallPortId()) {
      worker.ask(new WorkerTask.MendFirewall(change.program()));
    }
  }
}
