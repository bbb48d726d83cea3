package dev.baton.linux.route;

/** A change of the host's links or addresses. */
public sealed interface RouteEvent {

  /** A link is new, or something about it is. */
  record LinkChanged(LinkMessage link, int senderPort) implements RouteEvent {}

  /** A link is gone. */
  record LinkRemoved(LinkMessage link, int senderPort) implements RouteEvent {}

  /** An address is new, or something about it is. */
  record AddressChanged(AddressMessage address, int senderPort) implements RouteEvent {}

  /** An address is gone. */
  record AddressRemoved(AddressMessage address, int senderPort) implements RouteEvent {}

  /** The kernel had more to tell than the socket could hold: only a new dump tells the truth. */
  record Overrun() implements RouteEvent {}
}
