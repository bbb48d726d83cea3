package dev.baton.linux.route;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.LinuxRtnetlink.Ifaddrmsg;
import dev.baton.linux.libc.LinuxRtnetlink.Ifinfomsg;
import dev.baton.linux.libc.LinuxRtnetlink.Ndmsg;
import dev.baton.linux.netlink.MessageReader;
import dev.baton.linux.netlink.MessageWriter;
import dev.baton.linux.netlink.NetlinkRequester;
import dev.baton.linux.netlink.NetlinkRequester.DumpSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the kernel for its links, addresses and neighbours and changes addresses and routes. It
 * waits for the kernel, so it belongs to one thread other than the loop's.
 */
public final class RouteClient implements AutoCloseable {

  private final NetlinkRequester requester;

  private RouteClient(NetlinkRequester requester) {
    this.requester = requester;
  }

  /** A client of the network namespace that the calling thread is in, for as long as it lives. */
  public static RouteClient open() throws OsException {
    return new RouteClient(NetlinkRequester.open(LinuxNetlink.NETLINK_ROUTE));
  }

  /** By which the monitor's events name the changes that were asked for here. */
  public int portId() {
    return requester.portId();
  }

  /** All links there are now. */
  public List<Link> links(long deadlineNanos) throws OsException {
    return linkMessages(deadlineNanos).stream().map(LinkMessage::link).toList();
  }

  /** The same with what only few need to know of them. */
  public List<LinkMessage> linkMessages(long deadlineNanos) throws OsException {
    byte[] request = dumpOf(LinuxRtnetlink.RTM_GETLINK, Ifinfomsg.SIZE);
    return dump(request, LinkMessage::decode, deadlineNanos);
  }

  /** All addresses of both families there are now. */
  public List<InterfaceAddress> addresses(long deadlineNanos) throws OsException {
    byte[] request = dumpOf(LinuxRtnetlink.RTM_GETADDR, Ifaddrmsg.SIZE);
    return dump(request, AddressMessage::decode, deadlineNanos);
  }

  /** All neighbours of both families that this host has asked for, or was told of. */
  public List<NeighbourMessage> neighbours(long deadlineNanos) throws OsException {
    byte[] request = dumpOf(LinuxRtnetlink.RTM_GETNEIGH, Ndmsg.SIZE);
    return dump(request, NeighbourMessage::decode, deadlineNanos);
  }

  /** With nothing in the header all families and interfaces are meant. */
  private static byte[] dumpOf(int type, int headerBytes) {
    var out = new MessageWriter();
    out.begin(type, LinuxNetlink.NLM_F_REQUEST | LinuxNetlink.NLM_F_DUMP);
    for (int i = 0; i < headerBytes; i += Integer.BYTES) {
      out.putInt(0);
    }
    return out.end().toBytes();
  }

  private <T> List<T> dump(
      byte[] request, Function<MessageReader, Optional<T>> decoder, long deadlineNanos)
      throws OsException {
    var found = new ArrayList<T>();
    var sink =
        new DumpSink() {
          @Override
          public void restart() {
            found.clear();
          }

          @Override
          public void take(MessageReader message) {
            decoder.apply(message).ifPresent(found::add);
          }
        };
    OsException.check(requester.dump(request, sink, deadlineNanos), "netlink dump", "rtnetlink");
    return List.copyOf(found);
  }

  /**
   * Carries out a batch, entry by entry, going on behind one that the kernel refuses, and returns
   * the refusals: empty when all was done.
   */
  public List<RefusedEntry> apply(ChangeBatch batch, long deadlineNanos) {
    return requester.apply(batch.messages(), batch.count(), deadlineNanos);
  }

  @Override
  public void close() {
    requester.close();
  }
}
