package dev.baton.core.kernel;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;

/**
 * One unicast route, as {@code ip route prepend} would take it.
 *
 * @param destination a prefix of length 0 for the default route
 * @param via the next hop, of the destination's family
 * @param device the interface's name, or empty if the next hop tells
 * @param table the number of the routing table; {@link #MAIN} unless the operator says otherwise
 * @param metric of routes to one destination that with the smallest counts; 0 for none given
 * @param source the address that packets leave with unless they have one
 * @param scope the RT_SCOPE_* number of rtnetlink(7); -1 for what ip-route(8) would choose
 */
public record RouteSpec(
    IpPrefix destination,
    Optional<IpAddress> via,
    String device,
    int table,
    int metric,
    Optional<IpAddress> source,
    int scope) {

  /** RT_TABLE_MAIN. */
  public static final int MAIN = 254;
}
