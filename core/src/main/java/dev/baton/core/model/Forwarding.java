package dev.baton.core.model;

import java.util.Optional;

/** How the kernel hands a packet on to a real server. */
public sealed interface Forwarding {

  /** With the server's address and port in place of the service's. */
  record Masquerading() implements Forwarding {}

  /** As it is, to the server's hardware address. */
  record DirectRouting() implements Forwarding {}

  /**
   * As it is, within a packet to the server.
   *
   * @param port of the tunnel; of {@code gue} alone, else 0
   * @param checksum empty for the type's default
   */
  record Tunnel(TunnelType type, int port, Optional<Checksum> checksum) implements Forwarding {}

  /** What surrounds the packet. */
  enum TunnelType {
    IPIP,
    GUE,
    GRE
  }

  /** Whether the outer packet has a checksum. */
  enum Checksum {
    NONE,
    FULL,
    REMOTE
  }

  /** Whether a packet arrives at the port that the client named, whatever the file says. */
  default boolean keepsPort() {
    return !(this instanceof Masquerading);
  }
}
