package dev.baton.core.model;

import java.util.List;

/**
 * What the load balancer runs with: virtual servers, the groups of services that some of them stand
 * for, and what TLS checks show of ourselves.
 */
public record BalancerConfig(
    List<ServiceGroup> groups, List<VirtualServer> servers, ClientCertificate certificate) {

  /** Nothing is balanced. */
  public static final BalancerConfig NONE =
      new BalancerConfig(List.of(), List.of(), ClientCertificate.NONE);
}
