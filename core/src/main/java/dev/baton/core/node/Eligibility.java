package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.track.EffectivePriority;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.AdvertDestination;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The effect of an instance's environment on it: its priority, and whether it can serve. It is
 * recomputed from all facts whenever one of them changes, so it cannot drift.
 *
 * @param faults the reasons why it cannot serve, the most informative first
 * @param waiting a tracked object that decides whether it can serve has not been read yet
 * @param recovering it is a script, and what it says first ends a fault: a file is only read late
 */
record Eligibility(int priority, List<Fault> faults, boolean waiting, boolean recovering) {

  /** Collects what one instance's trackers say. */
  private static final class Sum {
    private final Set<Fault> faults = new LinkedHashSet<>();
    private long contributions;
    private boolean waiting;
    private boolean recovering;

    void fault(Fault.Kind kind, String subject) {
      faults.add(new Fault(kind, subject));
    }
  }

  /**
   * The eligibility of an instance, given the links, its own circumstances and its trackers.
   *
   * @param refused the kernel has just refused all that it is to hold
   */
  static Eligibility of(Instance instance, Links links, TrackerBoard trackers, boolean refused) {
    InstanceConfig config = instance.config();
    var sum = new Sum();
    config.heldBecause().forEach(reason -> sum.fault(Fault.Kind.HELD, reason));
    ownInterface(instance, links, sum);
    if (!instance.location().awaited()) {
      addressInterfaces(config, links, sum);
    }
    for (String device : RoutingPlaces.needed(config.routing(), links)) {
      if (!device.equals(config.interfaceName()) && !links.isUp(device)) {
        sum.fault(Fault.Kind.INTERFACE_DOWN, device);
      }
    }
    if (config.destination() instanceof AdvertDestination.Unicast unicast
        && unicast.peers().isEmpty()) {
      sum.fault(Fault.Kind.NO_PEERS, "");
    }
    for (TrackedInterface tracked : config.trackedInterfaces()) {
      trackInterface(tracked, links, sum);
    }
    if (sum.faults.isEmpty()) {
      // Without an interface there is no address either: the interface alone is the reason.
      sourceAddress(instance, links, sum);
    }
    for (TrackedObject tracked : config.trackedObjects()) {
      track(tracked, trackers, sum);
    }
    sum.faults.addAll(instance.ownFaults());
    if (refused) {
      sum.fault(Fault.Kind.ADDRESSES_REFUSED, "");
    }
    return new Eligibility(
        EffectivePriority.of(config.vrrp().basePriority(), sum.contributions),
        List.copyOf(sum.faults),
        sum.waiting,
        sum.recovering);
  }

  /** That of an instance that nothing is known about yet. */
  static Eligibility unknown(int priority) {
    return new Eligibility(priority, List.of(), false, false);
  }

  /** The same among the other members of a sync group. */
  Eligibility among(List<Fault> groupFaults, boolean groupWaits) {
    return new Eligibility(priority, groupFaults, groupWaits, recovering);
  }

  /** Whether the kernel refused all that it is to hold. */
  boolean isRefused() {
    return faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.ADDRESSES_REFUSED);
  }

  /** The same, but as much waiting for a script as another was. */
  Eligibility waitingAs(Eligibility other) {
    return new Eligibility(
        priority, faults, waiting || other.waiting, recovering || other.recovering);
  }

  /** Which tracked files are a fault that were none before, and the other way round, in lines. */
  List<LogLine> newsOfFiles(Eligibility before, String instance) {
    var lines = new ArrayList<LogLine>();
    for (Fault fault : faults) {
      if (fault.kind() == Fault.Kind.FILE && !before.faults.contains(fault)) {
        lines.add(NodeLog.fileFailed(instance, fault.subject()));
      }
    }
    for (Fault fault : before.faults) {
      if (fault.kind() == Fault.Kind.FILE && !faults.contains(fault)) {
        lines.add(NodeLog.fileRecovered(instance, fault.subject()));
      }
    }
    return lines;
  }

  private static void ownInterface(Instance instance, Links links, Sum sum) {
    InstanceConfig config = instance.config();
    String name = config.baseName();
    if (links.indexOf(name) == Links.NONE) {
      sum.fault(Fault.Kind.INTERFACE_MISSING, name);
    } else if (config.trackPrimary() && !links.isUp(name)) {
      sum.fault(Fault.Kind.INTERFACE_DOWN, name);
    } else if (config.isOnDevice() && !instance.location().awaited()) {
      device(instance, links, sum);
    }
  }

  /** The device that it is on has been up before, or cannot be made. */
  private static void device(Instance instance, Links links, Sum sum) {
    String name = instance.config().interfaceName();
    Location location = instance.location();
    if (location.errno() != 0) {
      sum.faults.add(new Fault(Fault.Kind.DEVICE_REFUSED, name, location.errnoText()));
    } else if (location.linkIndex() == Links.NONE) {
      sum.fault(Fault.Kind.INTERFACE_MISSING, name);
    } else if (instance.config().trackPrimary() && !links.isUp(name)) {
      sum.fault(Fault.Kind.INTERFACE_DOWN, name);
    }
  }

  /** An address on an interface that is down serves nobody. */
  private static void addressInterfaces(InstanceConfig config, Links links, Sum sum) {
    for (List<AddressSpec> specs : List.of(config.addresses(), config.excludedAddresses())) {
      for (AddressSpec spec : specs) {
        boolean own = spec.device().equals(config.interfaceName());
        if (!own && spec.tracked() && !links.isUp(spec.device())) {
          sum.fault(Fault.Kind.INTERFACE_DOWN, spec.device());
        }
      }
    }
  }

  private static void trackInterface(TrackedInterface tracked, Links links, Sum sum) {
    boolean up = links.isUp(tracked.name());
    Weight weight = tracked.weight();
    sum.contributions += weight.contribution(up);
    if (weight.isFault(up)) {
      sum.fault(up ? Fault.Kind.INTERFACE_UP : Fault.Kind.INTERFACE_DOWN, tracked.name());
    }
  }

  private static void sourceAddress(Instance instance, Links links, Sum sum) {
    InstanceConfig config = instance.config();
    if (instance.source().isAny()) {
      String hint = onlyVirtual(instance, links);
      sum.faults.add(new Fault(Fault.Kind.NO_SOURCE, config.vrrp().family().toString(), hint));
    } else if (config.trackSourceAddress()
        && !links.holds(config.sourceName(), instance.source())) {
      sum.fault(Fault.Kind.SOURCE_ABSENT, instance.source().toString());
    }
  }

  /** The interface visibly has an address, but not one that stays. */
  private static String onlyVirtual(Instance instance, Links links) {
    String device = instance.config().sourceName();
    return links.addresses(instance.location().sourceIndex()).stream()
        .filter(it -> SourceAddress.eligible(it, instance.config().vrrp().family()))
        .findFirst()
        .map(
            it ->
                device
                    + " has "
                    + it.prefix()
                    + ", but that is a virtual address, which comes and goes: adverts need one that"
                    + " stays")
        .orElse("");
  }

  private static void track(TrackedObject tracked, TrackerBoard trackers, Sum sum) {
    Weight.Effect effect = tracked.effect(trackers.reading(tracked.id()));
    sum.contributions += effect.points();
    sum.waiting |= effect.awaited();
    sum.recovering |= effect.awaited() && tracked.id().kind() == TrackerId.Kind.SCRIPT;
    if (effect.fault()) {
      sum.faults.add(Fault.of(tracked));
    }
  }
}
