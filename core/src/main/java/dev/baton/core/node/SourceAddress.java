package dev.baton.core.node;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.Optional;

/**
 * Chooses the source address for the adverts of an instance.
 *
 * <p>A configured address is used as it is. Otherwise the current source address is kept as long as
 * it exists, because to the peers, a new one looks like a different router. If there is none yet,
 * it is the first primary address of the interface, or else its first address. An address that
 * comes and goes with mastership is never chosen. An owner's address is chosen only if there is no
 * other, because a Linux host that currently has that address would not receive the advert. IPv6
 * uses only link-local addresses (RFC 9568, section 5.1.2.1) whose duplicate address detection has
 * finished.
 */
final class SourceAddress {

  private SourceAddress() {}

  /**
   * The address to send from, or 0.0.0.0 or :: if there is none. An instance on a device of its own
   * sends from an address of the interface below, except on an ipvlan that was given one.
   */
  static IpAddress choose(
      InstanceConfig config,
      IpAddress current,
      Location location,
      Links links,
      VirtualAddresses virtual) {
    if (config.sourceAddress().isPresent()) {
      return config.sourceAddress().get();
    }
    IpFamily family = config.vrrp().family();
    Optional<IpAddress> given = config.virtualMac().given(family);
    if (given.isPresent()) {
      return given.get();
    }
    IpAddress best = none(family);
    int bestRank = -1;
    for (InterfaceAddress candidate : links.addresses(location.sourceIndex())) {
      IpAddress address = candidate.prefix().address();
      if (!eligible(candidate, family) || virtual.comesAndGoes(candidate, links)) {
        continue;
      }
      if (address.equals(current)) {
        return current;
      }
      int rank = (virtual.contains(candidate) ? 0 : 2) + (candidate.secondary() ? 0 : 1);
      if (rank > bestRank) {
        best = address;
        bestRank = rank;
      }
    }
    return best;
  }

  /** What stands for no address. */
  static IpAddress none(IpFamily family) {
    return family == IpFamily.INET ? IpAddress.ANY4 : IpAddress.ANY6;
  }

  /** Whether adverts of the family may come from this one, if it stays. */
  static boolean eligible(InterfaceAddress candidate, IpFamily family) {
    IpAddress address = candidate.prefix().address();
    if (address.family() != family || candidate.tentative()) {
      return false;
    }
    return family == IpFamily.INET || address.isLinkLocal();
  }
}
