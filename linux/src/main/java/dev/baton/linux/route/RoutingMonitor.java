package dev.baton.linux.route;

import dev.baton.core.kernel.RoutingNotice;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRouting;
import dev.baton.linux.netlink.MessageReader;
import dev.baton.linux.netlink.NetlinkSocket;
import dev.baton.linux.socket.PacketFilter;
import java.util.function.Consumer;

/**
 * Hears which routes and rules are deleted. It never waits: the loop polls {@link #fd} and calls
 * {@link #read}.
 *
 * <p>A router with a full table hears of thousands of routes a second. The kernel passes on only
 * what carries our protocol number, so that they cost nothing, and cannot overrun this socket or
 * the one that hears of links.
 */
public final class RoutingMonitor implements AutoCloseable {

  /** Our own routes are few; each deletion takes about a kilobyte of it. */
  public static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

  private final NetlinkSocket socket;

  private RoutingMonitor(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Of the network namespace that the calling thread is in. */
  public static RoutingMonitor open(int receiveBufferBytes) throws OsException {
    return new RoutingMonitor(
        NetlinkSocket.openFiltered(
            LinuxNetlink.NETLINK_ROUTE,
            receiveBufferBytes,
            PacketFilter.routingRemovals(LinuxRouting.RTPROT_KEEPALIVED),
            LinuxRouting.RTNLGRP_IPV4_ROUTE,
            LinuxRouting.RTNLGRP_IPV6_ROUTE,
            LinuxRouting.RTNLGRP_IPV4_RULE,
            LinuxRouting.RTNLGRP_IPV6_RULE));
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return socket.fd();
  }

  /** Hands what has happened to the sink; 0, or a negated errno that was not expected. */
  public int read(Consumer<RoutingEvent> sink) {
    return socket.readNotifications(
        message -> tell(message, sink), () -> sink.accept(new RoutingEvent.Overrun()));
  }

  private static void tell(MessageReader message, Consumer<RoutingEvent> sink) {
    while (message.next()) {
      int port = message.portId();
      switch (message.type()) {
        case LinuxRouting.RTM_DELROUTE ->
            RoutingMessage.decode(message)
                .ifPresent(it -> sink.accept(new RoutingEvent.Removed(it, port)));
        case LinuxRouting.RTM_DELRULE ->
            RuleMessage.decode(message)
                .map(RoutingNotice.OfRule::new)
                .ifPresent(it -> sink.accept(new RoutingEvent.Removed(it, port)));
        default -> {}
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
