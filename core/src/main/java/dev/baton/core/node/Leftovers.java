package dev.baton.core.node;

import dev.baton.core.kernel.Actual;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.Desired.Lifetime;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Reconciler;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a router has left in the kernel that died without giving it up. */
public final class Leftovers {

  private final Links links = new Links();
  private final DeviceNames names = new DeviceNames();
  private final Set<IpAddress> virtual;
  private final Set<Resource> present = new LinkedHashSet<>();
  private final Set<Resource> hosts = new HashSet<>();

  private Leftovers(
      List<Configuration> served, List<Link> found, List<InterfaceAddress> addresses) {
    links.surveyed(found, addresses, 0);
    var instances = new ArrayList<InstanceConfig>();
    served.forEach(it -> instances.addAll(placed(it)));
    virtual = new VirtualAddresses(instances).all();
    for (Configuration configuration : served) {
      placed(configuration).forEach(this::find);
      present.addAll(DevicePlaces.left(names.all(), links));
      findSettings();
      placed(configuration.staticAddresses()).forEach(this::findStatic);
      configuration.instances().forEach(it -> suppose(it.routing()));
      suppose(configuration.staticRouting());
    }
  }

  /**
   * The operations that remove it.
   *
   * @param served all configurations that it may have worked by
   * @param next those that a router to come works by, whose static addresses need not go; empty if
   *     none comes
   */
  public static List<Operation> removal(
      List<Configuration> served,
      List<Configuration> next,
      List<Link> links,
      List<InterfaceAddress> addresses) {
    var leftovers = new Leftovers(served, links, addresses);
    Desired desired = Desired.NOTHING;
    for (Configuration configuration : next) {
      desired = desired.and(leftovers.desired(configuration).only(Lifetime.CONFIGURED));
    }
    var actual = new Actual(leftovers.present, Set.of(), leftovers.hosts);
    // What is missing is set by the router to come.
    return Reconciler.diff(desired, actual).stream()
        .filter(it -> it instanceof Operation.Remove)
        .toList();
  }

  /**
   * What is set below /proc/sys is put back even if it is to be set again: who comes next takes
   * what there is for the host's own.
   */
  private void findSettings() {
    for (Resource resource : DevicePlaces.of(names.all(), links)) {
      if (resource instanceof Resource.Setting) {
        present.add(resource);
      }
    }
  }

  /** The names stay those that were found first, whatever configuration they are asked for. */
  private List<InstanceConfig> placed(Configuration configuration) {
    names.choose(configuration.instances(), links);
    return names.place(configuration.instances());
  }

  /** What a router that works by this configuration may set below /proc/sys. */
  public static Set<Resource.Setting> settings(Configuration configuration) {
    var settings = new LinkedHashSet<Resource.Setting>();
    for (InstanceConfig instance : configuration.instances()) {
      for (DeviceNeed need : DeviceNeed.of(instance)) {
        settings.addAll(DeviceSettings.around(need, Links.NONE));
      }
    }
    return settings;
  }

  private Desired desired(Configuration configuration) {
    List<InstanceConfig> instances = placed(configuration);
    var devices = new LinkedHashSet<>(DevicePlaces.of(names.all(), links));
    devices.removeIf(it -> it instanceof Resource.Setting);
    Set<Resource> routing = RoutingPlaces.of(configuration.staticRouting(), links).resources();
    Desired desired =
        Desired.of(Lifetime.CONFIGURED, placed(configuration.staticAddresses()))
            .and(Desired.of(Lifetime.CONFIGURED, routing))
            .and(Desired.of(Lifetime.CONFIGURED, devices));
    for (InstanceConfig instance : instances) {
      desired = desired.and(Desired.of(Lifetime.MASTER, placed(VirtualAddresses.of(instance))));
    }
    return desired;
  }

  private List<Address> placed(List<AddressSpec> specs) {
    return AddressPlaces.of(specs, links).found();
  }

  /**
   * Which routes and rules are there is not asked for: to remove what is not there does no harm.
   */
  private void suppose(RoutingConfig routing) {
    present.addAll(RoutingPlaces.leftovers(routing, links));
  }

  private void find(InstanceConfig instance) {
    for (Address address : placed(VirtualAddresses.of(instance))) {
      int index = address.linkIndex();
      var host = new HostAddresses(links.addresses(index), virtual, links.marking());
      links
          .find(index, address.prefix())
          .ifPresent(held -> found(address, host.own(held, instance, address.spec())));
    }
  }

  private void findStatic(Address address) {
    links
        .find(address.linkIndex(), address.prefix())
        .ifPresent(held -> found(address, StaticResources.isHosts(held, links)));
  }

  private void found(Address address, boolean own) {
    present.add(address);
    if (own) {
      hosts.add(address);
    }
  }
}
