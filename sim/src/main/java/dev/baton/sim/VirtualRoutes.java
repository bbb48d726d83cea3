package dev.baton.sim;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Resource.Route;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The routes of one host that are not the kernel's own, as Linux keeps those of IPv4. They go with
 * their link, with its last address, or with their source, and nobody is told; a route beside
 * another one to the same destination is before it.
 */
final class VirtualRoutes {

  /** asm-generic/errno-base.h. */
  static final int ESRCH = 3;

  /** asm-generic/errno.h. */
  static final int ENETDOWN = 100;

  /** asm-generic/errno.h. */
  static final int ENETUNREACH = 101;

  private final VirtualKernel kernel;
  private final List<Route> routes = new ArrayList<>();

  VirtualRoutes(VirtualKernel kernel) {
    this.kernel = kernel;
  }

  /** All of them; of those to one destination the first counts. */
  List<Route> all() {
    return List.copyOf(routes);
  }

  /** Adds a route before all others (RTM_NEWROUTE with CREATE) and returns 0 or an errno. */
  int add(Route route) {
    var link = kernel.link(route.linkIndex());
    if (link.isEmpty()) {
      return VirtualKernel.ENODEV;
    }
    if (!link.get().up()) {
      return ENETDOWN;
    }
    var hop = route.spec().via();
    if (hop.isPresent() && !reaches(route.linkIndex(), hop.get())) {
      return ENETUNREACH;
    }
    var source = route.spec().source();
    if (source.isPresent() && !isHosts(source.get())) {
      return VirtualKernel.EINVAL;
    }
    if (routes.contains(route)) {
      return VirtualKernel.EEXIST;
    }
    routes.addFirst(route);
    return 0;
  }

  private boolean reaches(int linkIndex, IpAddress hop) {
    return kernel.addresses().stream()
        .anyMatch(held -> held.linkIndex() == linkIndex && held.prefix().holds(hop));
  }

  private boolean isHosts(IpAddress address) {
    return kernel.addresses().stream().anyMatch(held -> held.prefix().address().equals(address));
  }

  /** Deletes a route (RTM_DELROUTE) and returns 0 or an errno. */
  int delete(Route route) {
    return routes.remove(route) ? 0 : ESRCH;
  }

  /** The link was set down, or deleted. */
  void linkLeft(int linkIndex) {
    routes.removeIf(route -> route.linkIndex() == linkIndex);
  }

  /** The link has lost this address. */
  void addressLeft(InterfaceAddress address) {
    IpAddress bare = address.prefix().address();
    if (!isHosts(bare)) {
      routes.removeIf(route -> route.spec().source().filter(bare::equals).isPresent());
    }
    int linkIndex = address.linkIndex();
    if (kernel.addresses().stream().noneMatch(held -> held.linkIndex() == linkIndex)) {
      linkLeft(linkIndex);
    }
  }
}
