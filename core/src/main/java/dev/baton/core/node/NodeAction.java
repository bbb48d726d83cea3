package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;

/** What the router must do after an event, in the order given; adverts come first. */
public sealed interface NodeAction {

  /** Send this whole packet, IPv4 or IPv6 header included, by the channel's socket, at once. */
  record SendAdvert(int channel, IpAddress destination, byte[] packet) implements NodeAction {}

  /** Give this to the worker; {@link NodeEvent.PlanDone} answers. */
  record Apply(KernelPlan plan) implements NodeAction {}

  /**
   * The announcements of this instance that wait in plans up to this one, or in the middle of it,
   * shall not be made any more: it is master no longer. The rest of the plans stays as it is.
   */
  record Withdraw(String instance, long lastPlanId) implements NodeAction {}

  /**
   * Open a socket for a channel, which may take as long as the kernel likes: {@link
   * NodeEvent.SocketOpened} or {@link NodeEvent.SocketFailed} answers.
   *
   * @param channel a number that is given once only
   */
  record OpenSocket(int channel, SocketSpec socket) implements NodeAction {}

  /** The channel's socket, open or about to be, shall let these virtual routers through. */
  record FilterSocket(int channel, SocketSpec socket) implements NodeAction {}

  /** Close the channel's socket, when it is open. Nothing more is heard of the channel. */
  record CloseSocket(int channel) implements NodeAction {}

  /** Send this control packet by the socket of a session, at once. */
  record SendControl(int channel, byte[] packet) implements NodeAction {}

  /**
   * Open a socket for a channel of BFD: {@link NodeEvent.BfdSocketOpened} or {@link
   * NodeEvent.BfdSocketFailed} answers.
   *
   * @param channel a number that BFD gives once, whatever numbers adverts have
   */
  record OpenBfdSocket(int channel, BfdSocketSpec socket) implements NodeAction {}

  /** Close it, when it is open. Nothing more is heard of the channel. */
  record CloseBfdSocket(int channel) implements NodeAction {}

  /** Tell the operator. */
  record Say(LogLine line) implements NodeAction {}

  /** Tell the supervisor of a change of state, which must not be lost. */
  record Notify(Transition transition) implements NodeAction {}

  /** All instances have stopped and their addresses are gone. */
  record Finished() implements NodeAction {}
}
