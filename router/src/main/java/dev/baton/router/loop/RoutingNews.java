package dev.baton.router.loop;

import dev.baton.core.node.NodeEvent;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.route.RoutingEvent;
import dev.baton.linux.route.RoutingMonitor;
import java.util.function.Consumer;

/**
 * Translates the kernel's notifications about routes and rules into events of the node. It needs no
 * survey: what may have gone is set again, and then the kernel says whether it was there.
 */
final class RoutingNews {

  private final RoutingMonitor monitor;
  private final int ownPort;

  /**
   * News of the network namespace of the calling thread.
   *
   * @param ownPort the netlink port whose requests are our own
   */
  static RoutingNews open(int ownPort) throws OsException {
    return new RoutingNews(RoutingMonitor.open(RoutingMonitor.RECEIVE_BUFFER_BYTES), ownPort);
  }

  private RoutingNews(RoutingMonitor monitor, int ownPort) {
    this.monitor = monitor;
    this.ownPort = ownPort;
  }

  Fd fd() {
    return monitor.fd();
  }

  /** Reads what is there and hands it on. */
  void read(Consumer<NodeEvent> sink) {
    int result = monitor.read(event -> tell(event, sink));
    if (result < 0) {
      throw new IllegalStateException("netlink monitor of routes: " + Errno.name(result));
    }
  }

  private void tell(RoutingEvent event, Consumer<NodeEvent> sink) {
    switch (event) {
      case RoutingEvent.Removed(var notice, int port) -> {
        if (port != ownPort) {
          sink.accept(new NodeEvent.RoutingRemoved(notice, port == 0));
        }
      }
      case RoutingEvent.Overrun _ -> sink.accept(new NodeEvent.RoutingNoticesLost());
    }
  }
}
