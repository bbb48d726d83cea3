package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.log.LineLimit;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.RoutingConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The addresses, routes and rules that the configuration wants whoever is master (static_ipaddress,
 * static_routes, static_rules): they are set at the start, again when somebody deletes them, and
 * removed at the stop.
 *
 * <p>What is there at the start without our mark is the host's own, and stays when we stop.
 */
final class StaticResources implements ResourceOwner, Timed {

  /** In the lines that say what was left out. */
  private static final String CALLED = "static addresses";

  /** Who is at odds with another program about them lets go of them for a while. */
  static final long RESTORE_PAUSE_NANOS = 1_000_000_000L;

  /** A whole interface may be flushed at once; nobody does that time and again. */
  private final LineLimit restorations = new LineLimit(100, RESTORE_PAUSE_NANOS);

  private final PendingPlans pendingPlans;
  private final OwnedResources ownedResources = new OwnedResources();
  private final Set<Address> hosts = new LinkedHashSet<>();
  private List<AddressSpec> specs = List.of();
  private RoutingConfig routing = RoutingConfig.NONE;
  private RoutingPlaces places = RoutingPlaces.NONE;

  StaticResources(PendingPlans pendingPlans) {
    this.pendingPlans = pendingPlans;
  }

  /** No instance's. */
  @Override
  public String name() {
    return "";
  }

  @Override
  public OwnedResources ownedResources() {
    return ownedResources;
  }

  /** Whether there is nothing left to be done. */
  boolean settled() {
    return !ownedResources.busy();
  }

  @Override
  public long nextDeadlineNanos() {
    return ownedResources.nextDeadlineNanos();
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    settle(turn);
  }

  /** The configuration has these from now on; {@link #place} finds where they belong. */
  void configure(List<AddressSpec> next, RoutingConfig nextRouting) {
    specs = next;
    routing = nextRouting;
  }

  /** Whether any of them is to be on a link of this name. */
  boolean concernedByLink(String name) {
    return specs.stream().anyMatch(spec -> spec.device().equals(name)) || routesBy(name);
  }

  /** Finds the interfaces of its addresses, as far as they exist, and what is there of them. */
  @Override
  public void place(Links links) {
    places = RoutingPlaces.of(routing, links);
    Desired all =
        Desired.of(Desired.Lifetime.CONFIGURED, AddressPlaces.of(specs, links).found())
            .and(Desired.of(Desired.Lifetime.CONFIGURED, places.resources()));
    ownedResources.configure(all, _ -> List.of(), 1);
    for (Address found : ownedResources.findNovel(links)) {
      links
          .find(found.linkIndex(), found.prefix())
          .filter(held -> isHosts(held, links))
          .ifPresent(_ -> hosts.add(found));
    }
    ownedResources.spare(hosts);
  }

  /**
   * Whether it was there before us. Where the kernel has no marks, an earlier run may have left it.
   */
  static boolean isHosts(InterfaceAddress held, Links links) {
    return links.marking() && !held.isOurs();
  }

  /** Sets them all from now on. */
  void begin(TurnActions turn) {
    ownedResources.take();
    settle(turn);
  }

  /** The daemon stops. With {@code keepAddresses}, what is there stays there. */
  void stop(boolean keepAddresses, TurnActions turn) {
    if (keepAddresses) {
      ownedResources.abandon();
    }
    ownedResources.giveUp();
    settle(turn);
  }

  @Override
  public void settle(TurnActions turn) {
    pendingPlans.settle(this);
  }

  @Override
  public void done(KernelPlan.Outcome outcome, TurnActions turn) {
    answered(outcome, turn);
    settle(turn);
  }

  @Override
  public void addressTaken(Address address, String link, TurnActions turn) {
    hosts.remove(address);
    ownedResources.spare(hosts);
    if (ownedResources.taken(address)) {
      restore(NodeLog.restoring(address), turn);
    }
  }

  @Override
  public RoutingConfig routing() {
    return routing;
  }

  @Override
  public void routingTaken(Resource resource, TurnActions turn) {
    boolean ignored = places.losses().get(resource) == RoutingPlaces.Loss.IGNORED;
    if (!ignored && ownedResources.taken(resource)) {
      restore(NodeLog.restoring(resource), turn);
    }
  }

  private void restore(LogLine line, TurnActions turn) {
    if (restorations.admits(turn.nowNanos())) {
      long leftOutCount = restorations.takeLeftOut();
      if (leftOutCount > 0) {
        turn.say(NodeLog.linesLeftOut(CALLED, leftOutCount));
      }
      turn.say(line);
    } else {
      ownedResources.pauseUntil(turn.nowNanos() + RESTORE_PAUSE_NANOS);
    }
    settle(turn);
  }
}
