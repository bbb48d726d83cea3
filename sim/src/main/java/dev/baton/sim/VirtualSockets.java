package dev.baton.sim;

import dev.baton.core.node.SocketSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one router. One that could not be opened swallows what is sent: the node learns of
 * it only after the turn in which it wanted to send.
 */
final class VirtualSockets {

  private final List<SocketSpec> open = new ArrayList<>();
  private final List<SocketSpec> refused = new ArrayList<>();

  /** The one that is open on this link. */
  @Nullable SocketSpec on(int linkIndex) {
    for (SocketSpec socket : open) {
      if (socket.linkIndex() == linkIndex) {
        return socket;
      }
    }
    return null;
  }

  /** Opens it, unless the errno says that it cannot be opened. */
  void open(SocketSpec socket, int errno) {
    close(socket);
    (errno == 0 ? open : refused).add(socket);
  }

  void close(SocketSpec socket) {
    open.removeIf(socket::sameSocket);
    refused.removeIf(socket::sameSocket);
  }

  /** Whether a packet leaves by this socket; the node may not send by one that it did not open. */
  boolean sends(SocketSpec socket) {
    var there = on(socket.linkIndex());
    if (there != null && there.sameSocket(socket)) {
      return true;
    }
    if (refused.stream().noneMatch(socket::sameSocket)) {
      throw new Violation("a packet for a socket that is not open: " + socket);
    }
    return false;
  }
}
