package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.FilterEntry.HiddenParent;
import dev.baton.core.kernel.FilterEntry.MovedReports;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.Resource.Device;
import dev.baton.core.kernel.Resource.Filter;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where devices can be while the links are as they are, and what they need around them. */
final class DevicePlaces {

  /** IFA_F_NODAD of linux/if_addr.h: the interface below has the same address, which is right. */
  private static final int NODAD = 2;

  /** RT_SCOPE_LINK of linux/rtnetlink.h. */
  private static final int SCOPE_LINK = 253;

  private static final int LINK_LOCAL_BITS = 64;

  private DevicePlaces() {}

  /** All that there should be: settings, devices, and the addresses that are always on them. */
  static Set<Resource> of(List<DeviceNames.Named> named, Links links) {
    var places = new LinkedHashSet<Resource>();
    for (DeviceNames.Named each : named) {
      Optional<Device> device = device(each, links);
      if (device.isPresent()) {
        DeviceNeed need = each.need();
        places.addAll(DeviceSettings.around(need, device.get().linkIndex()));
        places.add(device.get());
        links
            .at(links.indexOf(each.name()))
            .filter(device.get()::isMet)
            .ifPresent(link -> places.addAll(on(each, link, device.get(), links)));
      }
    }
    return places;
  }

  /** What comes with a device that is there: its address, and what is filtered of it. */
  private static List<Resource> on(DeviceNames.Named named, Link link, Device device, Links links) {
    var resources = new ArrayList<Resource>();
    Optional<AddressSpec> address = address(named, links);
    if (named.need().kind() instanceof DeviceSpec.Macvlan) {
      IpFamily family = named.need().key().family();
      resources.add(new Filter(new MovedReports(family, link.index(), device.linkIndex())));
      address
          .filter(_ -> named.need().config().sourceAddress().isEmpty())
          .map(it -> new Filter(new HiddenParent(it.prefix().address(), named.name())))
          .ifPresent(resources::add);
    }
    address.map(it -> new Address(it, link.index())).ifPresent(resources::add);
    return resources;
  }

  /** The device; none while there is nothing below it, or its name is somebody else's. */
  static Optional<Device> device(DeviceNames.Named named, Links links) {
    DeviceNeed need = named.need();
    Optional<Link> parent = links.at(links.indexOf(need.parent()));
    boolean foreign =
        links.at(links.indexOf(named.name())).filter(it -> !isSameKind(need, it)).isPresent();
    if (parent.isEmpty() || foreign) {
      return Optional.empty();
    }
    int master = parent.get().stacking().masterIndex();
    boolean routed = links.at(master).filter(it -> it.stacking().kind().equals("vrf")).isPresent();
    var spec =
        new DeviceSpec(
            named.name(),
            need.parent(),
            need.kind(),
            need.group().orElse(parent.get().hardware().group()),
            routed ? master : 0,
            need.settings());
    return Optional.of(new Device(spec, parent.get().index()));
  }

  private static boolean isSameKind(DeviceNeed need, Link link) {
    return link.stacking().kind().equals(need.kind().word());
  }

  /**
   * What there is of them, and what of their kind stands in their way: it has another hardware
   * address, or is on another interface.
   */
  static Set<Resource> found(List<DeviceNames.Named> named, Links links) {
    Set<Resource> found = left(named, links);
    for (DeviceNames.Named each : named) {
      Optional<Device> device = device(each, links);
      Optional<Link> link = links.at(links.indexOf(each.name()));
      if (device.isPresent() && link.isPresent() && !device.get().isMet(link.get())) {
        found.add(asFound(each, link.get()));
      }
    }
    return found;
  }

  /** What there is of them. */
  static Set<Resource> left(List<DeviceNames.Named> named, Links links) {
    var left = new LinkedHashSet<Resource>();
    for (DeviceNames.Named each : named) {
      Optional<Link> link = links.at(links.indexOf(each.name()));
      device(each, links).filter(it -> link.filter(it::isMet).isPresent()).ifPresent(left::add);
    }
    return left;
  }

  private static Device asFound(DeviceNames.Named named, Link link) {
    DeviceNeed need = named.need();
    var spec =
        new DeviceSpec(
            named.name(),
            need.parent(),
            need.kind(),
            link.hardware().group(),
            link.stacking().masterIndex(),
            Map.of());
    return new Device(spec, link.stacking().parentIndex());
  }

  /**
   * The address that is on the device whoever is master: that of an ipvlan, and the link-local one
   * that IPv6 adverts come from, which is that of the interface below.
   */
  private static Optional<AddressSpec> address(DeviceNames.Named named, Links links) {
    DeviceNeed need = named.need();
    if (!need.main()) {
      return Optional.empty();
    }
    VirtualMac.Device device = need.config().virtualMac().device().orElseThrow();
    return switch (device) {
      case VirtualMac.Ipvlan ipvlan -> ipvlan.address().map(it -> spec(it, named.name(), 0, 0, -1));
      case VirtualMac.Macvlan _ -> linkLocal(named, links);
    };
  }

  /** Whether there is always an address on it. */
  static boolean hasAddress(DeviceNames.Named named) {
    DeviceNeed need = named.need();
    return need.main()
        && switch (need.config().virtualMac().device().orElseThrow()) {
          case VirtualMac.Ipvlan ipvlan -> ipvlan.address().isPresent();
          case VirtualMac.Macvlan _ -> hasLinkLocal(need);
        };
  }

  private static boolean hasLinkLocal(DeviceNeed need) {
    return need.key().family() == IpFamily.INET6 && !need.config().virtualMac().transmitOnBase();
  }

  private static Optional<AddressSpec> linkLocal(DeviceNames.Named named, Links links) {
    DeviceNeed need = named.need();
    if (!hasLinkLocal(need)) {
      return Optional.empty();
    }
    Optional<IpAddress> source = need.config().sourceAddress();
    if (source.isEmpty()) {
      int parent = links.indexOf(need.parent());
      source =
          links.addresses(parent).stream()
              .filter(it -> SourceAddress.eligible(it, IpFamily.INET6))
              .map(InterfaceAddress::prefix)
              .map(IpPrefix::address)
              .findFirst();
    }
    return source.map(
        it -> spec(new IpPrefix(it, LINK_LOCAL_BITS), named.name(), SCOPE_LINK, NODAD, 0));
  }

  private static AddressSpec spec(
      IpPrefix prefix, String device, int scope, int flags, long preferredSeconds) {
    return new AddressSpec(
        prefix,
        device,
        scope,
        "",
        Optional.empty(),
        Optional.empty(),
        flags,
        preferredSeconds,
        true,
        false);
  }
}
