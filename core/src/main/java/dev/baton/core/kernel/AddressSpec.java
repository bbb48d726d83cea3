package dev.baton.core.kernel;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;

/**
 * One address that the configuration wants on an interface, as {@code ip address add} would take
 * it.
 *
 * @param device the interface's name
 * @param scope the RT_SCOPE_* number of rtnetlink(7); -1 if none was given
 * @param label the label of an IPv4 address, or empty for none
 * @param broadcast the broadcast address; absent for none
 * @param peer the address at the other end of a point-to-point link
 * @param flags IFA_F_* bits that were asked for (home, mngtmpaddr, noprefixroute, autojoin, nodad)
 * @param preferredLifetimeSeconds -1 for ever
 * @param tracked its loss by somebody else's hand means something (no {@code no_track})
 * @param ownMacvlan it goes onto a macvlan of its own (use_vmac)
 */
public record AddressSpec(
    IpPrefix prefix,
    String device,
    int scope,
    String label,
    Optional<IpAddress> broadcast,
    Optional<IpPrefix> peer,
    int flags,
    long preferredLifetimeSeconds,
    boolean tracked,
    boolean ownMacvlan) {

  /** The same on another interface. */
  public AddressSpec on(String other) {
    return new AddressSpec(
        prefix,
        other,
        scope,
        label,
        broadcast,
        peer,
        flags,
        preferredLifetimeSeconds,
        tracked,
        ownMacvlan);
  }
}
