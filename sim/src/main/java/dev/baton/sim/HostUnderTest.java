package dev.baton.sim;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that {@link KernelContract} can question: the simulated one, or a real one in a network
 * namespace of its own. Requests are made by "us", as the router makes them, unless they say
 * "foreign".
 */
public interface HostUnderTest extends AutoCloseable {

  /**
   * Creates a link that is up and has a carrier, and returns its index. Duplicates of its IPv6
   * addresses are not looked for.
   */
  int createLink(String name);

  /** Deletes a link. */
  void deleteLink(String name);

  /** Sets a link up or down. */
  void setUp(String name, boolean up);

  /** Carries out an operation; 0 or an errno. */
  int apply(Operation operation);

  /** Adds an address; 0 or an errno. */
  default int add(int linkIndex, IpPrefix prefix, int scope) {
    return apply(new Operation.Set(address(linkIndex, prefix, scope)));
  }

  /** Deletes an address; 0 or an errno. */
  default int delete(int linkIndex, IpPrefix prefix) {
    return apply(new Operation.Remove(address(linkIndex, prefix, -1)));
  }

  private static Resource.Address address(int linkIndex, IpPrefix prefix, int scope) {
    var spec =
        new AddressSpec(
            prefix, "", scope, "", Optional.empty(), Optional.empty(), 0, -1, true, false);
    return new Resource.Address(spec, linkIndex);
  }

  /** Somebody else adds an address. */
  void addForeign(String link, IpPrefix prefix);

  /** Somebody else deletes an address. */
  void deleteForeign(String link, IpPrefix prefix);

  /** Sets promote_secondaries of a link. */
  void promoteSecondaries(String link, boolean on);

  /** The addresses of a link, in the order of a dump. */
  List<InterfaceAddress> addresses(IpFamily family, int linkIndex);

  /** The IPv4 addresses of a link, in the order of a dump. */
  default List<InterfaceAddress> addresses(int linkIndex) {
    return addresses(IpFamily.INET, linkIndex);
  }

  /**
   * The IPv4 routes with our number, as {@code DESTINATION [via HOP] [src SOURCE] [metric METRIC]},
   * in the order of a dump.
   */
  List<String> routes();

  /** Whether a dump shows the link as up, and as running. */
  boolean isUp(int linkIndex);

  /** See {@link #isUp}. */
  boolean isRunning(int linkIndex);

  /**
   * What the monitor has told since this was last asked, of links, and of addresses of this family.
   */
  List<NodeEvent> notifications(IpFamily family);

  @Override
  void close();
}
