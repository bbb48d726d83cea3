package dev.baton.linux.route;

import dev.baton.core.kernel.RoutingNotice;

/** What became of the host's routes and rules. */
public sealed interface RoutingEvent {

  /**
   * One is gone.
   *
   * @param senderPort the netlink port of who asked for it; 0 if nobody did
   */
  record Removed(RoutingNotice notice, int senderPort) implements RoutingEvent {}

  /** The kernel had more to tell than the socket could hold. */
  record Overrun() implements RoutingEvent {}
}
