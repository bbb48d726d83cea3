package dev.baton.linux.route;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;

/** A change of the host's links or addresses. */
public sealed interface RouteEvent {

  /** A link is new, or something about it is. */
  record LinkChanged(Link link, int senderPort) implements RouteEvent {}

  /** A link is gone. */
  record LinkRemoved(Link link, int senderPort) implements RouteEvent {}

  /** An address is new, or something about it is. */
  record AddressChanged(InterfaceAddress address, int senderPort) implements RouteEvent {}

  /** An address is gone. */
  record AddressRemoved(InterfaceAddress address, int senderPort) implements RouteEvent {}

  /** The kernel had more to tell than the socket could hold: only a new dump tells the truth. */
  record Overrun() implements RouteEvent {}
}
