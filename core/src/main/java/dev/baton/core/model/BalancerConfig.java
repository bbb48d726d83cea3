package dev.baton.core.model;

import java.util.List;
import java.util.Optional;

/**
 * What the load balancer runs with: virtual servers, the groups of services that some of them stand
 * for, what TLS checks show of ourselves, and who tells other hosts of the connections.
 */
public record BalancerConfig(
    List<ServiceGroup> groups,
    List<VirtualServer> servers,
    ClientCertificate certificate,
    Optional<SyncDaemonConfig> syncDaemon) {

  /** Nothing is balanced. */
  public static final BalancerConfig NONE =
      new BalancerConfig(List.of(), List.of(), ClientCertificate.NONE, Optional.empty());
}
