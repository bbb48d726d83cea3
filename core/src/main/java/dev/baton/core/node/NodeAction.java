package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.log.LogLine;

/** What the router must do after an event, in the order given; adverts come first. */
public sealed interface NodeAction {

  /** Send this whole packet, IPv4 or IPv6 header included, to the socket's group, at once. */
  record SendAdvert(SocketSpec socket, byte[] packet) implements NodeAction {}

  /** Give this to the worker; {@link NodeEvent.PlanDone} answers. */
  record Apply(KernelPlan plan) implements NodeAction {}

  /**
   * The announcements of this instance that wait in plans up to this one, or in the middle of it,
   * shall not be made any more: it is master no longer. The rest of the plans stays as it is.
   */
  record Withdraw(String instance, long lastPlanId) implements NodeAction {}

  /** Open this socket, or give the one that is open this filter. */
  record OpenSocket(SocketSpec socket) implements NodeAction {}

  /** Close this socket. */
  record CloseSocket(SocketSpec socket) implements NodeAction {}

  /** Tell the operator. */
  record Say(LogLine line) implements NodeAction {}

  /** Tell the supervisor of a change of state, which must not be lost. */
  record Notify(Transition transition) implements NodeAction {}

  /** All instances have stopped and their addresses are gone. */
  record Finished() implements NodeAction {}
}
