package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import java.util.Optional;

/**
 * A lvs_sync_daemon: the kernel tells the connections of the load balancer to other hosts. What is
 * not given is left to the kernel.
 *
 * @param interfaceName where it speaks
 * @param instance whose master sends, while its backups receive; empty for both at once
 * @param id 0 to 255, by which the daemons know each other; -1 if not given: the VRID, or 0
 * @param bytesMax of a datagram; 0 if not given
 * @param port 0 if not given
 * @param timeToLive 0 if not given
 * @param group the multicast group, if given
 */
public record SyncDaemonConfig(
    String interfaceName,
    Optional<String> instance,
    int id,
    int bytesMax,
    int port,
    int timeToLive,
    Optional<IpAddress> group) {}
