package dev.baton.router.loop;

import dev.baton.core.node.NodeEvent;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.route.RouteEvent;
import dev.baton.linux.route.RouteMonitor;
import java.util.function.Consumer;

/**
 * Translates the kernel's notifications about links and addresses into events of the node.
 *
 * <p>It begins with a survey, a dump that the worker fetches because it may have to wait for the
 * kernel's lock. An overrun causes a new survey. {@link HeldNews} keeps the notifications that
 * arrive in the meantime.
 */
final class KernelNews {

  private final RouteMonitor monitor;
  private final int ownPort;
  private final HeldNews news = new HeldNews();

  /**
   * News of the network namespace of the calling thread; the first survey is under way.
   *
   * @param ownPort the netlink port whose requests are our own
   */
  static KernelNews open(int ownPort) throws OsException {
    return new KernelNews(RouteMonitor.open(RouteMonitor.RECEIVE_BUFFER_BYTES), ownPort);
  }

  private KernelNews(RouteMonitor monitor, int ownPort) {
    this.monitor = monitor;
    this.ownPort = ownPort;
  }

  RouteMonitor monitor() {
    return monitor;
  }

  /** Reads what is there and hands it on. Returns whether a survey is needed, which begins now. */
  boolean read(Consumer<NodeEvent> sink) {
    boolean surveyed = !news.isSurveying();
    int result = monitor.read(event -> tell(event, sink));
    if (result < 0 && result != -Errno.EAGAIN) {
      throw new IllegalStateException("netlink monitor: " + Errno.name(result));
    }
    return surveyed && news.isSurveying();
  }

  private void tell(RouteEvent event, Consumer<NodeEvent> sink) {
    if (event instanceof RouteEvent.Overrun) {
      news.overrun();
    } else {
      news.tell(eventOf(event), sink);
    }
  }

  private NodeEvent eventOf(RouteEvent event) {
    return switch (event) {
      case RouteEvent.LinkChanged(var link, _) -> new NodeEvent.LinkChanged(link);
      case RouteEvent.LinkRemoved(var link, _) -> new NodeEvent.LinkGone(link.index());
      case RouteEvent.AddressChanged(var address, int port) ->
          new NodeEvent.AddressAdded(address, port == ownPort);
      case RouteEvent.AddressRemoved(var address, int port) ->
          new NodeEvent.AddressRemoved(address, port == ownPort);
      case RouteEvent.Overrun _ -> throw new IllegalStateException("an overrun is no event");
    };
  }

  /**
   * A survey has ended: hands it on. Returns whether it was outdated before it came, so that
   * another is needed, which begins now.
   */
  boolean surveyed(NodeEvent.Surveyed survey, Consumer<NodeEvent> sink) {
    return news.surveyed(survey, sink);
  }
}
