package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.node.SocketSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sockets of one router, by their channels: being opened, or open. */
final class VirtualSockets {

  private final Map<Integer, SocketSpec> wanted = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();

  /**
   * The channel of the socket that is open on this link for packets to this address, a group or an
   * own one; null if there is none.
   */
  @Nullable Integer on(int linkIndex, IpAddress destination) {
    for (int channel : open) {
      var spec = wanted.get(channel);
      if (spec != null
          && spec.transport().linkIndex() == linkIndex
          && spec.transport().boundTo().equals(destination)) {
        return channel;
      }
    }
    return null;
  }

  /** It is to be opened. */
  void want(int channel, SocketSpec socket) {
    wanted.put(channel, socket);
  }

  /** What is wanted of this channel; null if it was closed. */
  @Nullable SocketSpec wanted(int channel) {
    return wanted.get(channel);
  }

  /** It is open. */
  void opened(int channel) {
    open.add(channel);
  }

  void close(int channel) {
    wanted.remove(channel);
    open.remove(channel);
  }

  /** The link by which a packet leaves; the node may not send by a socket that is not open. */
  int sendingLink(int channel) {
    var spec = wanted.get(channel);
    if (spec == null || !open.contains(channel)) {
      throw new Violation("a packet for a socket that is not open: " + channel);
    }
    return spec.transport().linkIndex();
  }
}
