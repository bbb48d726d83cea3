package dev.baton.core.node;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.RoutingNotice;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.IpEnvelope;
import java.util.List;

/** Everything that can happen to the VRRP of one host. */
public sealed interface NodeEvent {

  /**
   * The links and addresses of the host, whole: at the start, and again after notifications were
   * lost (ENOBUFS).
   */
  record Surveyed(List<Link> links, List<InterfaceAddress> addresses) implements NodeEvent {}

  /** A link came up, went down, was renamed or is new. */
  record LinkChanged(Link link) implements NodeEvent {}

  /** A link was deleted. */
  record LinkGone(int linkIndex) implements NodeEvent {}

  /**
   * An address was added to a link or changed its flags.
   *
   * @param ours the request was our own (told by the netlink port)
   */
  record AddressAdded(InterfaceAddress address, boolean ours) implements NodeEvent {}

  /** An address was removed from a link. */
  record AddressRemoved(InterfaceAddress address, boolean ours) implements NodeEvent {}

  /**
   * A route or a rule with our protocol number has gone, and not by our request.
   *
   * @param byKernel nobody asked for it
   */
  record RoutingRemoved(RoutingNotice notice, boolean byKernel) implements NodeEvent {}

  /** Notices of that kind were lost. */
  record RoutingNoticesLost() implements NodeEvent {}

  /**
   * The socket of a channel gave a datagram.
   *
   * @param bytes the loop's own buffer, valid during the call only
   */
  record DatagramReceived(int channel, IpEnvelope envelope, byte[] bytes) implements NodeEvent {}

  /** A deadline may have come. */
  record TimePassed() implements NodeEvent {}

  /**
   * The host's clocks were looked at; once before anything is sent, and whenever one was set or
   * went on while the monotonic one, which all times are of, stood still.
   *
   * @param wallAheadNanos by how much CLOCK_REALTIME is ahead of CLOCK_MONOTONIC
   * @param bootAheadNanos by how much CLOCK_BOOTTIME is
   */
  record ClocksRead(long wallAheadNanos, long bootAheadNanos) implements NodeEvent {}

  /** The turn began later than its deadline by more than the bound. Comes before all others. */
  record Stalled(long gapNanos) implements NodeEvent {}

  /** The worker has done a plan. */
  record PlanDone(KernelPlan.Outcome outcome) implements NodeEvent {}

  /** The socket of a channel is open: what it hears comes, and adverts leave by it. */
  record SocketOpened(int channel) implements NodeEvent {}

  /**
   * A socket could not be opened, or an advert not be sent.
   *
   * @param call the name of the system call; one that begins with {@code send} failed to send
   */
  record SocketFailed(int channel, String call, int errno) implements NodeEvent {}

  /**
   * A socket of BFD gave a datagram.
   *
   * @param hopLimit with which it arrived; negative if the kernel did not say
   * @param bytes the loop's own buffer, valid during the call only
   */
  record ControlReceived(
      int channel,
      IpAddress source,
      IpAddress destination,
      int hopLimit,
      byte[] bytes,
      int lengthBytes)
      implements NodeEvent {}

  /** The socket of a channel of BFD is open. */
  record BfdSocketOpened(int channel) implements NodeEvent {}

  /**
   * A socket of BFD could not be opened, or a packet not be sent.
   *
   * @param call as of {@link SocketFailed}
   */
  record BfdSocketFailed(int channel, String call, int errno) implements NodeEvent {}

  /**
   * A number was drawn, from which all follows that must look random; once before anything is sent.
   */
  record SeedDrawn(long seed) implements NodeEvent {}

  /** A tracked object was read. */
  record TrackerRead(TrackerId tracker, Reading reading) implements NodeEvent {}

  /** A new configuration is in force. Fatal errors were found before; this cannot fail. */
  record Reconfigured(Configuration configuration) implements NodeEvent {}

  /** Zero the counters. */
  record StatisticsCleared() implements NodeEvent {}

  /** Leave: resign, give the addresses up, and say {@link NodeAction.Finished} when all is done. */
  record Stop() implements NodeEvent {}
}
