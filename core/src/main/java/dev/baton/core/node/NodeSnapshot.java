package dev.baton.core.node;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instances of a node at one moment, for dumps and status. Tests read the same numbers. What
 * the node knows of its host is a {@link HostSnapshot}.
 *
 * @param unknownVridCount adverts of virtual routers that are not configured
 */
public record NodeSnapshot(List<Instance> instances, long unknownVridCount) {

  /**
   * One instance.
   *
   * @param wantsMaster the state that it aims for (keepalived's "wantstate")
   * @param lastTransitionNanos when it last changed its state, monotonic
   * @param cause why it did, in words; empty if it never did
   * @param faults why it cannot serve, in words
   * @param source the address that it sends from; 0.0.0.0 or :: while it has none
   * @param addressesSet whether its addresses are on their interfaces
   * @param counters by the ordinal of {@link dev.baton.core.vrrp.VrrpCounter}
   */
  public record Instance(
      String name,
      VrrpState state,
      boolean wantsMaster,
      long lastTransitionNanos,
      String cause,
      List<String> faults,
      IpAddress source,
      boolean addressesSet,
      List<Long> counters) {}

  /** The instances by their names. */
  public Map<String, Instance> byName() {
    var byName = new HashMap<String, Instance>();
    instances.forEach(instance -> byName.put(instance.name(), instance));
    return byName;
  }
}
