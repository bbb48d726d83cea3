package dev.baton.sim;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.NodeEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The links, addresses and routes of one host, as Linux keeps them. What matters to a virtual
 * router is as in the kernel, and {@link KernelContract} checks it against both: secondary
 * addresses go with their primary unless promote_secondaries is set, a link that is deleted takes
 * its addresses along and comes back under another index, IPv4 addresses outlive a link that goes
 * down, and routes do not ({@link VirtualRoutes}). IPv6 addresses go with a link that is set down,
 * and a link that is ready gets its link-local one by itself. Nobody looks for duplicates of them
 * (accept_dad 0), but Linux does in its own time what it would do after that: until then an address
 * without {@code nodad} is tentative. It tells of IPv6 addresses then, and not by whose request
 * they came or went.
 */
final class VirtualKernel {

  /** asm-generic/errno-base.h. */
  static final int EEXIST = 17;

  /** asm-generic/errno-base.h. */
  static final int ENODEV = 19;

  /** asm-generic/errno-base.h. */
  static final int EINVAL = 22;

  /** asm-generic/errno.h. */
  static final int EADDRNOTAVAIL = 99;

  /** RT_SCOPE_LINK, of linux/rtnetlink.h. */
  static final int SCOPE_LINK = 253;

  /** IFAPROT_KERNEL_LL, of linux/if_addr.h: a link-local address that the kernel has made. */
  private static final int KERNEL_LINK_LOCAL = 3;

  /** IFA_F_NODAD, of linux/if_addr.h. */
  static final int NODAD = 2;

  private static final int MTU_BYTES = 1500;

  private final int hostNumber;
  private final List<Link> links = new ArrayList<>();
  private final List<InterfaceAddress> addresses = new ArrayList<>();
  private final VirtualRoutes routes = new VirtualRoutes(this);
  private final VirtualFirewall firewall = new VirtualFirewall();
  private final Set<String> promoting = new HashSet<>();

  /** Links that have had a carrier since they were last set up. */
  private final Set<Integer> ready = new HashSet<>();

  private Consumer<NodeEvent> monitor = _ -> {};
  private Consumer<Runnable> inOwnTime = Runnable::run;
  private long changeCount;
  private int nextIndex;

  VirtualKernel(int hostNumber, int firstIndex) {
    this.hostNumber = hostNumber;
    this.nextIndex = firstIndex;
  }

  /** Who is told of every change from now on, in order: the netlink socket of a router. */
  void monitor(Consumer<NodeEvent> listener) {
    monitor = listener;
  }

  /** How what the kernel does in its own time comes to be done; at once, if nobody says. */
  void inOwnTime(Consumer<Runnable> schedule) {
    inOwnTime = schedule;
  }

  void tell(NodeEvent event) {
    changeCount++;
    monitor.accept(event);
  }

  /** Grows with every change. */
  long changeCount() {
    return changeCount;
  }

  /** Everything that it holds: a dump. */
  NodeEvent.Surveyed survey() {
    return new NodeEvent.Surveyed(List.copyOf(links), List.copyOf(addresses));
  }

  /** Its addresses, in the order in which it lists them. */
  List<InterfaceAddress> addresses() {
    return addresses;
  }

  /** Its routes, but for the kernel's own. */
  VirtualRoutes routes() {
    return routes;
  }

  /** Does what a router asks for and returns 0 or an errno. */
  int change(Operation operation) {
    return switch (operation) {
      case Operation.Set(Resource.Address address) ->
          address.prefix().address().family() == IpFamily.INET
              ? addIpv4(
                  address.linkIndex(), address.prefix(), Math.max(0, address.spec().scope()), true)
              : addIpv6(
                  address.linkIndex(),
                  address.prefix(),
                  (address.spec().flags() & NODAD) == 0,
                  InterfaceAddress.KEEPALIVED);
      case Operation.Remove(Resource.Address address) ->
          deleteAddress(address.linkIndex(), address.prefix(), true);
      case Operation.Set(Resource.Route route) -> routes.add(route);
      case Operation.Remove(Resource.Route route) -> routes.delete(route);
      case Operation.Set(Resource.Rule rule) -> routes.add(rule.spec());
      case Operation.Remove(Resource.Rule rule) -> routes.delete(rule.spec());
      case Operation.Set(Resource.Device device) -> addDevice(device);
      case Operation.Remove(Resource.Device device) -> {
        Optional<Link> link = link(device.spec().name());
        link.ifPresent(it -> deleteLink(it.index()));
        yield link.isPresent() ? 0 : ENODEV;
      }
      // They decide which packets pass, which is the same for all here.
      case Operation.Set(Resource.Setting _), Operation.Remove(Resource.Setting _) -> 0;
      case Operation.Set(Resource.Filter _), Operation.Remove(Resource.Filter _) ->
          throw new IllegalArgumentException("a filter is the firewall's");
    };
  }

  /** What it filters. */
  VirtualFirewall firewall() {
    return firewall;
  }

  /** The link of this name, if there is one. */
  Optional<Link> link(String name) {
    for (Link link : links) {
      if (link.name().equals(name)) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }

  /** The link of this index, if there is one. */
  Optional<Link> link(int index) {
    for (Link link : links) {
      if (link.index() == index) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }

  /** Whether the link is there, up, and has a carrier. */
  boolean usable(String name) {
    for (Link link : links) {
      if (link.name().equals(name)) {
        return link.usable();
      }
    }
    return false;
  }

  /** Creates a link with a carrier, which is down, and returns its index. */
  int createLink(String name) {
    int index = nextIndex++;
    var mac = new MacAddress(0x0200_0000_0000L + (long) hostNumber * 0x1_0000 + index);
    change(new Link(index, name, false, false, true, true, MTU_BYTES, mac, LinkHardware.ETHERNET));
    return index;
  }

  /** Makes a device, which is up at once, as its parent is. */
  private int addDevice(Resource.Device device) {
    Optional<Link> parent = link(device.linkIndex());
    if (parent.isEmpty() || link(device.spec().name()).isPresent()) {
      return parent.isEmpty() ? ENODEV : EEXIST;
    }
    MacAddress mac =
        device.spec().kind() instanceof DeviceSpec.Macvlan(var own) ? own : parent.get().mac();
    int mode = device.spec().kind() instanceof DeviceSpec.Ipvlan(int flags) ? flags : 1;
    change(
        new Link(
            nextIndex++,
            device.spec().name(),
            true,
            parent.get().usable(),
            true,
            true,
            MTU_BYTES,
            mac,
            LinkHardware.ETHERNET.on(
                new Stacking(device.spec().kind().word(), mode, device.linkIndex(), 0))));
    return 0;
  }

  private List<Link> devicesOn(int index) {
    return links.stream().filter(link -> link.stacking().parentIndex() == index).toList();
  }

  /** Deletes a link and with it its addresses, and what stands on it. */
  void deleteLink(int index) {
    devicesOn(index).forEach(device -> deleteLink(device.index()));
    for (var address : List.copyOf(addresses)) {
      if (address.linkIndex() == index) {
        addresses.remove(address);
        tell(new NodeEvent.AddressRemoved(address, false));
      }
    }
    routes.linkLeft(index);
    ready.remove(index);
    link(index).ifPresent(link -> promoting.remove(link.name()));
    links.removeIf(link -> link.index() == index);
    tell(new NodeEvent.LinkGone(index));
  }

  /** Sets the link up or down, with or without a carrier; a link that is down has none. */
  void setLink(String name, boolean up, boolean carrier) {
    link(name)
        .filter(old -> old.up() != up || old.running() != (up && carrier))
        .ifPresent(
            old ->
                change(
                    new Link(
                        old.index(),
                        name,
                        up,
                        up && carrier,
                        old.arp(),
                        old.multicast(),
                        old.mtuBytes(),
                        old.mac(),
                        old.hardware())));
    for (Link device : link(name).map(it -> devicesOn(it.index())).orElse(List.of())) {
      setLink(device.name(), device.up(), usable(name));
    }
  }

  private void change(Link link) {
    if (!link.up()) {
      routes.linkLeft(link.index());
    }
    if (link(link.index()).isPresent()) {
      links.replaceAll(old -> old.index() == link.index() ? link : old);
    } else {
      links.add(link);
    }
    tell(new NodeEvent.LinkChanged(link));
    if (!link.up()) {
      ready.remove(link.index());
      List.copyOf(addresses).stream()
          .filter(held -> held.linkIndex() == link.index() && !isIpv4(held))
          .forEach(held -> remove(held, false));
    } else if (link.running() && ready.add(link.index())) {
      addLinkLocal(link.index());
    }
  }

  /** Only if it is not there: a link may have been given it by hand before it was ready. */
  private void addLinkLocal(int linkIndex) {
    var own = Scenario.ownLinkLocal(hostNumber);
    if (addresses.stream().noneMatch(held -> isSame(held, linkIndex, own))) {
      addLater(new InterfaceAddress(linkIndex, own, SCOPE_LINK, false, true, KERNEL_LINK_LOCAL));
    }
  }

  /** Holds it from now on, and tells of it when it is ready. */
  private void addLater(InterfaceAddress address) {
    addresses.add(placeOf(address), address);
    inOwnTime.accept(() -> becomeReady(address));
  }

  /** Unless it has gone meanwhile; it may be there again, which is another one. */
  @SuppressWarnings("ReferenceEquality")
  private void becomeReady(InterfaceAddress address) {
    for (int i = 0; i < addresses.size(); i++) {
      if (addresses.get(i) == address) {
        var ready =
            new InterfaceAddress(
                address.linkIndex(),
                address.prefix(),
                address.scope(),
                false,
                false,
                address.protocol());
        addresses.set(i, ready);
        tell(new NodeEvent.AddressAdded(ready, false));
      }
    }
  }

  private static boolean isIpv4(InterfaceAddress address) {
    return address.prefix().address().family() == IpFamily.INET;
  }

  /** Whether one excludes the other. */
  static boolean isSame(InterfaceAddress held, int linkIndex, IpPrefix prefix) {
    return held.linkIndex() == linkIndex && isSame(held.prefix(), prefix);
  }

  /** On one link: an IPv6 address is there once, whatever its length. */
  static boolean isSame(IpPrefix one, IpPrefix other) {
    return one.address().family() == IpFamily.INET
        ? one.equals(other)
        : one.address().equals(other.address());
  }

  /** Somebody else adds an address (RTM_NEWADDR); 0 or an errno. */
  int addAddress(int linkIndex, IpPrefix prefix, int scope) {
    return prefix.address().family() == IpFamily.INET
        ? addIpv4(linkIndex, prefix, scope, false)
        : addIpv6(linkIndex, prefix, true, 0);
  }

  /** The scope is that of the address, whatever was asked for. */
  private int addIpv6(int linkIndex, IpPrefix prefix, boolean tentative, int protocol) {
    int errno = addErrno(linkIndex, prefix);
    if (errno == 0) {
      int scope = prefix.address().isLinkLocal() ? SCOPE_LINK : 0;
      var added = new InterfaceAddress(linkIndex, prefix, scope, false, tentative, protocol);
      if (tentative) {
        tell(new NodeEvent.AddressAdded(added, false));
      }
      addLater(added);
    }
    return errno;
  }

  private int addErrno(int linkIndex, IpPrefix prefix) {
    if (link(linkIndex).isEmpty()) {
      return ENODEV;
    }
    boolean there = addresses.stream().anyMatch(held -> isSame(held, linkIndex, prefix));
    return there ? EEXIST : 0;
  }

  /**
   * Adds an IPv4 address.
   *
   * @param ours the request is the router's own
   */
  private int addIpv4(int linkIndex, IpPrefix prefix, int scope, boolean ours) {
    int errno = addErrno(linkIndex, prefix);
    if (errno != 0) {
      return errno;
    }
    int protocol = ours ? InterfaceAddress.KEEPALIVED : 0;
    boolean secondary = false;
    for (var held : addresses) {
      if (held.linkIndex() != linkIndex || !held.prefix().sharesNetwork(prefix)) {
        continue;
      }
      if (held.scope() != scope) {
        return EINVAL;
      }
      secondary = true;
    }
    add(new InterfaceAddress(linkIndex, prefix, scope, secondary, false, protocol), ours);
    return 0;
  }

  private void add(InterfaceAddress address, boolean ours) {
    addresses.add(placeOf(address), address);
    tell(new NodeEvent.AddressAdded(address, ours));
  }

  /** All of IPv4 are before all of IPv6. */
  private int placeOf(InterfaceAddress address) {
    int place = 0;
    for (int i = 0; i < addresses.size(); i++) {
      if (isIpv4(address)
          ? isIpv4(addresses.get(i)) && isBefore4(addresses.get(i), address)
          : isBefore6(addresses.get(i), address)) {
        place = i + 1;
      }
    }
    return place;
  }

  /** Behind the last primary address of its scope or a wider one; secondaries come last. */
  private static boolean isBefore4(InterfaceAddress other, InterfaceAddress address) {
    boolean primary = other.linkIndex() == address.linkIndex() && !other.secondary();
    return address.secondary()
        || other.linkIndex() < address.linkIndex()
        || (primary && address.scope() <= other.scope());
  }

  /** The newest of a scope comes first, behind those of wider ones. */
  private static boolean isBefore6(InterfaceAddress other, InterfaceAddress address) {
    boolean wider = other.linkIndex() == address.linkIndex() && other.scope() < address.scope();
    return isIpv4(other) || other.linkIndex() < address.linkIndex() || wider;
  }

  /** Deletes an address (RTM_DELADDR) and returns 0 or an errno. */
  int deleteAddress(int linkIndex, IpPrefix prefix, boolean ours) {
    if (link(linkIndex).isEmpty()) {
      return ENODEV;
    }
    for (var held : addresses) {
      if (held.linkIndex() == linkIndex && held.prefix().equals(prefix)) {
        delete(held, ours);
        return 0;
      }
    }
    return EADDRNOTAVAIL;
  }

  /** A primary address takes its secondaries along, or makes the first of them its heir. */
  private void delete(InterfaceAddress address, boolean ours) {
    var heirs = address.secondary() ? List.<InterfaceAddress>of() : secondariesOf(address);
    boolean promote =
        link(address.linkIndex()).filter(link -> promoting.contains(link.name())).isPresent();
    if (!promote) {
      heirs.forEach(heir -> remove(heir, ours));
    }
    remove(address, ours);
    if (promote && !heirs.isEmpty()) {
      var heir = heirs.getFirst();
      addresses.remove(heir);
      add(
          new InterfaceAddress(
              heir.linkIndex(),
              heir.prefix(),
              heir.scope(),
              false,
              heir.tentative(),
              heir.protocol()),
          ours);
    }
  }

  private List<InterfaceAddress> secondariesOf(InterfaceAddress primary) {
    return addresses.stream()
        .filter(held -> held.secondary() && held.linkIndex() == primary.linkIndex())
        .filter(held -> held.prefix().sharesNetwork(primary.prefix()))
        .toList();
  }

  private void remove(InterfaceAddress address, boolean ours) {
    addresses.remove(address);
    if (isIpv4(address)) {
      routes.addressLeft(address);
    }
    tell(new NodeEvent.AddressRemoved(address, ours && isIpv4(address)));
  }

  /** Writes below /proc/sys; only promote_secondaries has an effect here. Returns 0 or an errno. */
  int writeSysctl(String path, String value) {
    for (var link : links) {
      if (path.endsWith("net/ipv4/conf/" + link.name() + "/promote_secondaries")) {
        if (value.strip().equals("1")) {
          promoting.add(link.name());
        } else {
          promoting.remove(link.name());
        }
        return 0;
      }
    }
    return ENODEV;
  }
}
