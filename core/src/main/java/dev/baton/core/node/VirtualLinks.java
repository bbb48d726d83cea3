package dev.baton.core.node;

import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.Resource.Device;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.net.IpFamily;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The devices with virtual hardware addresses that instances run on, or hold addresses on
 * (use_vmac, use_ipvlan), with what the kernel must be set to for them. They are there as long as
 * the configuration has them and the interface below exists; what somebody else deletes is made
 * again.
 *
 * <p>An instance stays out of the election until its device is up for the first time. When it goes
 * after that, the instance is at fault as without its interface.
 */
final class VirtualLinks implements ResourceOwner, Timed {

  private final PendingPlans pendingPlans;
  private final OwnedResources owned = new OwnedResources();
  private final DeviceNames names = new DeviceNames();
  private final Map<String, Device> devices = new HashMap<>();

  /** Those that have been up since they are desired. */
  private final Set<String> met = new HashSet<>();

  /** The links below them, and those of them that get an address when they are there. */
  private final Set<String> concerning = new HashSet<>();

  /** Why the kernel did not make them. */
  private final Map<String, Integer> refusals = new HashMap<>();

  VirtualLinks(PendingPlans pendingPlans) {
    this.pendingPlans = pendingPlans;
  }

  /** No instance's. */
  @Override
  public String name() {
    return "";
  }

  @Override
  public OwnedResources ownedResources() {
    return owned;
  }

  /** Whether there are any. */
  boolean any() {
    return !names.all().isEmpty();
  }

  /** The families that the kernel reports groups in for macvlans. */
  Set<IpFamily> reporting() {
    Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    for (DeviceNames.Named named : names.all()) {
      if (named.need().kind() instanceof DeviceSpec.Macvlan) {
        families.add(named.need().key().family());
      }
    }
    return families;
  }

  /** Whether there is nothing left to be done. */
  boolean settled() {
    return !owned.busy();
  }

  @Override
  public long nextDeadlineNanos() {
    return owned.nextDeadlineNanos();
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    settle(turn);
  }

  /**
   * The configuration with each instance on its device; {@link #place} makes the devices.
   *
   * @param links what there is; before the first survey nothing, and then no name is for long
   */
  Configuration adopt(Configuration configuration, Links links) {
    names.choose(configuration.instances(), links);
    Configuration placed = configuration.with(names.place(configuration.instances()));
    if (links.links().isEmpty()) {
      names.forget();
    }
    Set<String> desired = new HashSet<>();
    names.all().forEach(it -> desired.add(it.name()));
    met.retainAll(desired);
    concerning.clear();
    for (DeviceNames.Named named : names.all()) {
      concerning.add(named.need().parent());
      // Of a thousand that come up at once, most need nothing when they are there.
      if (DevicePlaces.hasAddress(named)) {
        concerning.add(named.name());
      }
    }
    return placed;
  }

  /** Whether it matters to them what becomes of a link of this name. */
  private boolean concernedByLink(String name) {
    return concerning.contains(name);
  }

  /** What an earlier run has left, and what stands in the way, is there already. */
  private void find(Links links, TurnActions turn) {
    for (DeviceNames.Named left : names.takeFound()) {
      turn.say(NodeLog.foundDevice(left.need().config().name(), left.name()));
    }
    owned.suppose(DevicePlaces.found(names.all(), links));
  }

  /** Finds where they can be now. */
  @Override
  public void place(Links links) {
    Set<Resource> places = DevicePlaces.of(names.all(), links);
    Map<String, Device> before = Map.copyOf(devices);
    devices.clear();
    for (Resource resource : places) {
      if (resource instanceof Device device) {
        devices.put(device.spec().name(), device);
        Device old = before.get(device.spec().name());
        if (old != null) {
          resettle(old, device);
        }
      }
    }
    owned.configure(Desired.of(Desired.Lifetime.CONFIGURED, places), _ -> List.of(), 1);
    refusals.keySet().retainAll(devices.keySet());
  }

  /** A device that needs other settings is not made anew for them. */
  private void resettle(Device before, Device device) {
    if (before.differsInSettingsOnly(device) && owned.taken((Resource) before)) {
      owned.suppose(Set.of(device));
    }
  }

  /** Makes them all from now on. */
  void begin(Links links, TurnActions turn) {
    place(links);
    find(links, turn);
    owned.take();
    settle(turn);
  }

  /** A reload wants others. */
  void replace(Links links, TurnActions turn) {
    place(links);
    find(links, turn);
    settle(turn);
  }

  /** A link of this name is not what it was. */
  void linkChanged(String name, Links links, TurnActions turn) {
    if (concernedByLink(name)) {
      gathered(links, turn);
    }
  }

  /** Several are there now, or have become what they should be. */
  void gathered(Links links, TurnActions turn) {
    place(links);
    settle(turn);
  }

  /** The daemon stops. With {@code keep}, what is there stays there. */
  void stop(boolean keep, TurnActions turn) {
    if (keep) {
      owned.abandon();
    }
    owned.giveUp();
    settle(turn);
  }

  /** A link has gone that was one of them, or one below, or has another name now. */
  void linkGone(String name, int linkIndex, TurnActions turn) {
    owned.linkGone(linkIndex);
    Device device = devices.get(name);
    boolean byOthers = !owned.isInFlight();
    if (device != null && owned.taken((Resource) device)) {
      if (byOthers) {
        turn.say(NodeLog.restoringDevice(device));
      }
      settle(turn);
    }
  }

  /** A device that has another name by somebody else's hand goes, and comes as it should be. */
  void linkRenamed(String name, String to, TurnActions turn) {
    Device device = devices.get(name);
    if (device != null && owned.taken((Resource) device)) {
      owned.suppose(Set.of(device.renamed(to)));
      turn.say(NodeLog.restoringDevice(device));
      settle(turn);
    }
  }

  /** Whether a link of this name is one of them. */
  boolean isOne(String name) {
    return devices.containsKey(name);
  }

  /** Whether it is one that is still to come up for the first time. */
  boolean expects(String name) {
    return isOne(name) && !met.contains(name);
  }

  /** The names of those that the kernel did not make. */
  Set<String> refused() {
    return Set.copyOf(refusals.keySet());
  }

  // What instances ask

  /** The link that an instance is on; {@link Links#NONE} if there is none of the right kind. */
  int indexOf(InstanceConfig config, Links links) {
    int index = links.indexOf(config.interfaceName());
    if (!config.isOnDevice()) {
      return index;
    }
    Device device = devices.get(config.interfaceName());
    boolean right = device != null && links.at(index).filter(device::isMet).isPresent();
    return right ? index : Links.NONE;
  }

  /** Whether a device of an instance is still to come up for the first time. */
  boolean awaits(InstanceConfig config, Links links) {
    boolean any = false;
    for (String name : names.of(config.identity())) {
      Device device = devices.get(name);
      any |= device != null && !refusals.containsKey(name) && !isMet(name, device, links);
    }
    return any;
  }

  private boolean isMet(String name, Device device, Links links) {
    if (!met.contains(name)) {
      links
          .at(links.indexOf(name))
          .filter(link -> link.usable() && device.isMet(link))
          .ifPresent(_ -> met.add(name));
    }
    return met.contains(name);
  }

  /** Why there is no device for the instance; 0 if nothing is known to be wrong. */
  int refusal(InstanceConfig config) {
    return config.isOnDevice() ? refusals.getOrDefault(config.interfaceName(), 0) : 0;
  }

  // Plans

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
  public void refused(Operation operation, int errno) {
    if (operation instanceof Operation.Set(Device device)) {
      refusals.put(device.spec().name(), errno);
    }
  }

  @Override
  public void addressTaken(Address address, String link, TurnActions turn) {
    if (owned.taken(address)) {
      settle(turn);
    }
  }

  @Override
  public RoutingConfig routing() {
    return RoutingConfig.NONE;
  }

  @Override
  public void routingTaken(Resource resource, TurnActions turn) {}
}
