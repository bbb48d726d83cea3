package dev.baton.router.loop;

import dev.baton.core.node.NodeEvent;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.route.RouteEvent;
import dev.baton.linux.route.RouteMonitor;
import dev.baton.router.hands.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the kernel tells of links and addresses, as events of the node.
 *
 * <p>The beginning is a survey: a dump that the hands fetch, because it may wait for the kernel's
 * lock. What is told while a survey is under way is held back and follows it, so the last word on
 * each thing is the newest. After an overrun there is a new survey.
 */
final class KernelNews {

  /** A bound for the memory; beyond it, another survey is cheaper. */
  private static final int HELD_COUNT_MAX = 10_000;

  private final RouteMonitor monitor;
  private final int ownPort;
  private final List<NodeEvent> held = new ArrayList<>();
  private boolean surveying = true;
  private boolean outdated;

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
    boolean surveyed = !surveying;
    int result = monitor.read(news -> tell(news, sink));
    if (result < 0 && result != -Errno.EAGAIN) {
      throw new IllegalStateException("netlink monitor: " + Errno.name(result));
    }
    return surveyed && surveying;
  }

  private void tell(RouteEvent news, Consumer<NodeEvent> sink) {
    if (news instanceof RouteEvent.Overrun) {
      held.clear();
      outdated = surveying;
      surveying = true;
      return;
    }
    NodeEvent event = eventOf(news);
    if (!surveying) {
      sink.accept(event);
    } else if (held.size() < HELD_COUNT_MAX) {
      held.add(event);
    } else {
      outdated = true;
    }
  }

  private NodeEvent eventOf(RouteEvent news) {
    return switch (news) {
      case RouteEvent.LinkChanged(var link, _) -> new NodeEvent.LinkChanged(KernelView.of(link));
      case RouteEvent.LinkRemoved(var link, _) -> new NodeEvent.LinkGone(link.index());
      case RouteEvent.AddressChanged(var address, int port) ->
          new NodeEvent.AddressAdded(KernelView.of(address), port == ownPort);
      case RouteEvent.AddressRemoved(var address, int port) ->
          new NodeEvent.AddressRemoved(KernelView.of(address), port == ownPort);
      case RouteEvent.Overrun _ -> throw new IllegalStateException("an overrun is no event");
    };
  }

  /**
   * A survey has ended: hands on its result and what was held back since it began. Returns whether
   * it was outdated before it came, so that another is needed, which begins now.
   */
  boolean surveyed(NodeEvent.Surveyed survey, Consumer<NodeEvent> sink) {
    if (outdated) {
      outdated = false;
      held.clear();
      return true;
    }
    surveying = false;
    sink.accept(survey);
    List<NodeEvent> since = List.copyOf(held);
    held.clear();
    since.forEach(sink);
    return false;
  }
}
