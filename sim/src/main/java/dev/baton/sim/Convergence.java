package dev.baton.sim;

import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.vrrp.VrrpState;
import java.util.List;

/**
 * What must be true when nothing has been wrong for a while: the right one of the hosts is master,
 * it has all the addresses, nobody else has any, and a client finds it.
 *
 * <p>The while is the longest {@code preempt_delay}, start-up delay and delay of a link, and four
 * of the longest down intervals: one in which a host that was wrong listens, one in which the best
 * takes over from a lower one, and as much again for what the delay of one began late in another.
 */
final class Convergence {

  private static final long SLACK_NANOS = 8 * World.SECOND;
  private static final int DOWN_INTERVALS = 4;

  private final RunContext stage;

  Convergence(RunContext stage) {
    this.stage = stage;
  }

  /**
   * How long all must have been well before {@link #check} may be asked.
   *
   * @param hosts as they begin
   * @param reloadedNanos the longest advert interval that reloads have brought since; 0 for none
   */
  static long boundNanos(List<HostSettings> hosts, long reloadedNanos) {
    long delays = 0;
    long longestInterval = reloadedNanos;
    long longestDown = 0;
    for (var host : hosts) {
      for (var router : host.routers()) {
        longestInterval = Math.max(longestInterval, router.intervalNanos());
        long own = host.startupDelayNanos() + host.linkDelayNanos();
        delays = Math.max(delays, router.terms().preemptDelayNanos() + own);
      }
    }
    for (var host : hosts) {
      for (var router : host.routers()) {
        longestDown = Math.max(longestDown, router.downNanos(1, longestInterval));
      }
    }
    return delays + DOWN_INTERVALS * longestDown + SLACK_NANOS;
  }

  /** Throws if anything is not as it should be. */
  void check() {
    for (var router : stage.lan().hosts().getFirst().settings().routers()) {
      checkRouter(router.name());
    }
  }

  private void checkRouter(String name) {
    var hosts = stage.lan().hosts();
    if (hosts.stream().anyMatch(host -> host.hardware().complained())) {
      // A kernel said no for good, and the operator knows; what is then right is anybody's guess.
      return;
    }
    var masters = hosts.stream().filter(host -> host.isMaster(name)).toList();
    long able =
        hosts.stream()
            .filter(host -> ExpectedState.faultOf(host, host.settings().router(name)).isEmpty())
            .count();
    if (masters.size() != (able == 0 ? 0 : 1)) {
      throw new Violation(
          "%s has %d masters although all is well and %d hosts can serve: %s"
              .formatted(
                  name, masters.size(), able, masters.stream().map(VirtualHost::name).toList()));
    }
    for (var host : hosts) {
      checkState(host, host.settings().router(name));
    }
    for (var master : masters) {
      checkIsRight(master, name);
      checkAddresses(master, name);
    }
  }

  private static void checkState(VirtualHost host, RouterSettings router) {
    var process = host.process();
    if (process == null || !process.settled()) {
      throw new Violation(host.name() + " has not come to rest");
    }
    var state = process.stateOf(router.name());
    var fault = ExpectedState.faultOf(host, router);
    if (state == null
        || state instanceof VrrpState.Init
        || state instanceof VrrpState.Stopped
        || state instanceof VrrpState.Fault == fault.isEmpty()) {
      throw new Violation(
          "%s %s is %s but its fault is '%s'".formatted(host.name(), router.name(), state, fault));
    }
    var untold = process.memory(router.name()).untold;
    if (!untold.isEmpty()) {
      throw new Violation(host.name() + " was not told of " + untold);
    }
    if (state.priority() != ExpectedState.priorityOf(host, router)) {
      throw new Violation(
          "%s %s is %s but its priority should be %d"
              .formatted(
                  host.name(), router.name(), state, ExpectedState.priorityOf(host, router)));
    }
    if (!state.isMaster()) {
      ExpectedState.checkNoAddressOf(host, router);
    }
    ExpectedState.checkStatics(host, process);
  }

  /** Nobody who may preempt outranks the master. */
  private void checkIsRight(VirtualHost master, String name) {
    int priority = ExpectedState.priorityOf(master, master.settings().router(name));
    for (var host : stage.lan().hosts()) {
      var router = host.settings().router(name);
      boolean may = router.mayPreempt();
      if (may
          && ExpectedState.faultOf(host, router).isEmpty()
          && ExpectedState.priorityOf(host, router) > priority) {
        throw new Violation(
            "%s is master of %s with priority %d although %s has %d"
                .formatted(
                    master.name(),
                    name,
                    priority,
                    host.name(),
                    ExpectedState.priorityOf(host, router)));
      }
    }
  }

  private void checkAddresses(VirtualHost master, String name) {
    var router = master.settings().router(name);
    boolean misled = stage.judge().contested(name);
    SimulatedRouting.checkAll(master, router);
    for (IpPrefix prefix : router.held()) {
      if (!master.holds(router.terms().vipDevice(), prefix)) {
        throw new Violation(master.name() + " is master of " + name + " without " + prefix);
      }
      var mac = master.kernel().link(router.terms().vipDevice()).map(Link::mac).orElseThrow();
      if (!misled && !stage.lan().neighbour(prefix.address()).equals(mac)) {
        throw new Violation(
            "a client looks for %s at %s, not at the master %s (%s)"
                .formatted(prefix, stage.lan().neighbour(prefix.address()), master.name(), mac));
      }
    }
  }
}
