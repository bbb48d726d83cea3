package dev.baton.core.node;

import dev.baton.core.net.IpAddress;
import java.util.List;

/**
 * A socket that the node wants: VRRP of one family on one interface, as one group hears it. All
 * instances there share it.
 *
 * @param vrids the virtual routers to let through; all others fall to the socket's filter. None
 *     means all: log_unknown_vrids wants to see them
 */
public record SocketSpec(
    int linkIndex,
    String interfaceName,
    IpAddress group,
    long receiveBufferBytes,
    List<Integer> vrids) {

  /** Whether {@code other} is the same socket, perhaps with another filter. */
  public boolean sameSocket(SocketSpec other) {
    return linkIndex == other.linkIndex && group.equals(other.group);
  }
}
