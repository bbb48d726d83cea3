package dev.baton.linux.route;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.netlink.MessageReader;
import dev.baton.linux.netlink.NetlinkSocket;
import java.util.function.Consumer;

/**
 * Hears of every change of links and addresses. It never waits: the loop polls {@link #fd} and
 * calls {@link #read}.
 *
 * <p>The echo of own address changes is dropped before it is decoded: a takeover of a thousand
 * addresses must not make a thousand objects on the loop.
 */
public final class RouteMonitor implements AutoCloseable {

  /** Holds the notifications of some ten thousand changes, should the loop be late. */
  public static final int RECEIVE_BUFFER_BYTES = 8 * 1024 * 1024;

  private final NetlinkSocket socket;

  private RouteMonitor(NetlinkSocket socket) {
    this.socket = socket;
  }

  public static RouteMonitor open(int receiveBufferBytes) throws OsException {
    return new RouteMonitor(
        NetlinkSocket.open(
            LinuxNetlink.NETLINK_ROUTE,
            receiveBufferBytes,
            LinuxRtnetlink.RTNLGRP_LINK,
            LinuxRtnetlink.RTNLGRP_IPV4_IFADDR,
            LinuxRtnetlink.RTNLGRP_IPV6_IFADDR));
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return socket.fd();
  }

  /** Hands what has happened to the sink; 0, or a negated errno that was not expected. */
  public int read(Consumer<RouteEvent> sink) {
    return socket.readNotifications(
        message -> tell(message, sink), () -> sink.accept(new RouteEvent.Overrun()));
  }

  private static void tell(MessageReader message, Consumer<RouteEvent> sink) {
    while (message.next()) {
      int port = message.portId();
      switch (message.type()) {
        case LinuxRtnetlink.RTM_NEWLINK ->
            LinkMessage.decode(message)
                .ifPresent(it -> sink.accept(new RouteEvent.LinkChanged(it.link(), port)));
        case LinuxRtnetlink.RTM_DELLINK ->
            LinkMessage.decode(message)
                .ifPresent(it -> sink.accept(new RouteEvent.LinkRemoved(it.link(), port)));
        case LinuxRtnetlink.RTM_NEWADDR ->
            AddressMessage.decode(message)
                .ifPresent(a -> sink.accept(new RouteEvent.AddressChanged(a, port)));
        case LinuxRtnetlink.RTM_DELADDR ->
            AddressMessage.decode(message)
                .ifPresent(a -> sink.accept(new RouteEvent.AddressRemoved(a, port)));
        default -> {}
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
