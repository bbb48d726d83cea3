package dev.baton.core.node;

import dev.baton.core.config.InstanceConfig;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.Collection;
import java.util.Set;

/**
 * Chooses the address that adverts of an instance leave from.
 *
 * <p>A configured one is used as it is. Otherwise the present one is kept as long as it is there,
 * because a new one looks like another router to the peers; else it is the interface's first
 * primary address, else its first. Virtual addresses are never chosen: they come and go. IPv6 takes
 * link-local addresses only (RFC 9568, section 5.1.2.1), whose duplicate detection has ended.
 */
final class SourceAddress {

  private SourceAddress() {}

  /** The address to send from, or 0.0.0.0 or :: if there is none. */
  static IpAddress choose(
      InstanceConfig config,
      IpAddress current,
      Collection<InterfaceAddress> addresses,
      Set<IpAddress> virtual) {
    if (config.sourceAddress().isPresent()) {
      return config.sourceAddress().get();
    }
    IpFamily family = config.vrrp().family();
    IpAddress none = none(family);
    IpAddress first = none;
    boolean primary = false;
    for (InterfaceAddress candidate : addresses) {
      IpAddress address = candidate.prefix().address();
      if (!eligible(candidate, family) || virtual.contains(address)) {
        continue;
      }
      if (address.equals(current)) {
        return current;
      }
      if (first.equals(none) || (!primary && !candidate.secondary())) {
        first = address;
        primary = !candidate.secondary();
      }
    }
    return first;
  }

  /** What stands for no address. */
  static IpAddress none(IpFamily family) {
    return family == IpFamily.INET ? IpAddress.ANY4 : IpAddress.ANY6;
  }

  private static boolean eligible(InterfaceAddress candidate, IpFamily family) {
    IpAddress address = candidate.prefix().address();
    if (address.family() != family || candidate.tentative()) {
      return false;
    }
    return family == IpFamily.INET || address.isLinkLocal();
  }
}
