package dev.baton.sim;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.kernel.Firewall.Share;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpFamily;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a router's worker does to the firewall, as the real one does it: its first filter of a
 * family replaces whatever table an earlier run left.
 *
 * <p>It also judges: an address that is not to be answered never is. What drops its packets is
 * asked for before it is set, and removed only when it has gone.
 */
final class SimulatedFirewall {

  private final SimulatedRouter router;
  private final Map<IpFamily, Set<FilterEntry>> made = new EnumMap<>(IpFamily.class);

  /** What the plan under way has asked for, though it may have been refused. */
  private final Set<FilterEntry> asked = new HashSet<>();

  private String instance = "";

  SimulatedFirewall(SimulatedRouter router) {
    this.router = router;
  }

  /** What comes is of this plan. */
  void begin(KernelPlan plan) {
    instance = plan.instance();
    asked.clear();
    for (KernelStep step : plan.steps()) {
      if (step instanceof KernelStep.Change(var operations)) {
        operations.forEach(this::ask);
      }
      if (step instanceof KernelStep.SendFrames) {
        return;
      }
    }
  }

  private void ask(Operation operation) {
    if (operation instanceof Operation.Set(Resource.Filter(var entry))) {
      asked.add(entry);
    }
  }

  private VirtualFirewall kernel() {
    return router.host().kernel().firewall();
  }

  /** Throws if this change lets an address be answered that must not be. */
  void check(Operation operation) {
    switch (operation) {
      case Operation.Set(Resource.Address address) -> {
        boolean drops =
            router.host().settings().routers().stream()
                .anyMatch(it -> it.name().equals(instance) && it.terms().drops() && !it.owner());
        FilterEntry needed = FilterEntry.dropping(address, LinkMatch.INDEX);
        if (drops && !kernel().has(needed) && !asked.contains(needed)) {
          throw new Violation(router.host().name() + " answers at " + address.prefix());
        }
      }
      case Operation.Remove(Resource.Filter(FilterEntry.Drop drop)) -> {
        for (var held : router.host().kernel().addresses()) {
          if (held.prefix().address().equals(drop.address())) {
            throw new Violation(router.host().name() + " answers at last at " + held.prefix());
          }
        }
      }
      default -> {}
    }
  }

  /** Sets or removes one; 0 or an errno. */
  int change(FilterEntry entry, boolean sets) {
    Set<FilterEntry> entries = made.computeIfAbsent(entry.family(), _ -> new LinkedHashSet<>());
    boolean changed = sets ? entries.add(entry) : entries.remove(entry);
    if (changed) {
      kernel().replace(entry.family(), entries);
    }
    return 0;
  }

  /** So much is to be filtered from now on. */
  void keep(Map<IpFamily, Share> shares) {
    shares.forEach(
        (family, share) -> {
          if (share != Share.ALL && made.getOrDefault(family, Set.of()).isEmpty()) {
            kernel().delete(family);
          }
        });
  }
}
