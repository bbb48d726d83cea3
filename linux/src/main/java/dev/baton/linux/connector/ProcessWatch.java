package dev.baton.linux.connector;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.LinuxConnector;
import dev.baton.linux.libc.LinuxConnector.CnMsg;
import dev.baton.linux.libc.LinuxConnector.ExecProcEvent;
import dev.baton.linux.libc.LinuxConnector.ForkProcEvent;
import dev.baton.linux.libc.LinuxConnector.ProcEvent;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.netlink.MessageReader;
import dev.baton.linux.netlink.MessageWriter;
import dev.baton.linux.netlink.NetlinkSocket;
import dev.baton.linux.socket.PacketFilter;
import dev.baton.linux.socket.Socket;
import java.util.function.Consumer;

/**
 * Hears of the processes of the host (the kernel's process connector). It never waits: the loop
 * polls {@link #fd} and calls {@link #read}.
 *
 * <p>Hosts make threads as often as they like; a filter drops what is said of them.
 */
public final class ProcessWatch implements AutoCloseable {

  /** Some 3,000 events, each of which takes three quarters of a kilobyte. */
  public static final int RECEIVE_BUFFER_BYTES = 2 * 1024 * 1024;

  private static final int WHAT = CnMsg.SIZE + ProcEvent.WHAT;
  private static final int DATA = CnMsg.SIZE + ProcEvent.EVENT_DATA;

  private final NetlinkSocket socket;

  private ProcessWatch(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Of the network namespace that the calling thread is in; it hears nothing yet. */
  public static ProcessWatch open(int receiveBufferBytes) throws OsException {
    return new ProcessWatch(
        NetlinkSocket.openFiltered(
            LinuxNetlink.NETLINK_CONNECTOR, receiveBufferBytes, PacketFilter.processEvents()));
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return socket.fd();
  }

  /** How much the kernel keeps of what is not read; 0 or a negated errno. */
  public int receiveBuffer(int bytes) {
    return Socket.receiveBuffer(socket.fd(), bytes);
  }

  /**
   * Hears from now on; the kernel's answer comes like an event, or never. 0, or a negated errno:
   * {@code ECONNREFUSED} in any network namespace but the first.
   */
  public int listen() {
    int result = socket.member(LinuxConnector.CN_IDX_PROC, true);
    return result < 0 ? result : Math.min(0, send(LinuxConnector.PROC_CN_MCAST_LISTEN));
  }

  /** Hears no more. */
  public void ignore() {
    send(LinuxConnector.PROC_CN_MCAST_IGNORE);
    socket.member(LinuxConnector.CN_IDX_PROC, false);
  }

  private int send(int wish) {
    var message =
        new MessageWriter()
            .begin(LinuxNetlink.NLMSG_DONE, 0)
            .putInt(LinuxConnector.CN_IDX_PROC)
            .putInt(LinuxConnector.CN_VAL_PROC)
            .putInt(0)
            .putInt(socket.portId() - 1)
            .putShort(Integer.BYTES)
            .putShort(0)
            .putInt(wish)
            .end();
    return socket.send(message.toBytes());
  }

  /** Hands what has happened to the sink; 0, or a negated errno that was not expected. */
  public int read(Consumer<ProcessNews> sink) {
    return socket.readNotifications(
        message -> tell(message, sink), () -> sink.accept(new ProcessNews.Overrun()));
  }

  private void tell(MessageReader message, Consumer<ProcessNews> sink) {
    while (message.next()) {
      if (message.payloadBytes() < CnMsg.SIZE + ProcEvent.SIZE
          || message.intAt(CnMsg.ID) != LinuxConnector.CN_IDX_PROC) {
        continue;
      }
      switch (message.intAt(WHAT)) {
        case LinuxConnector.PROC_EVENT_NONE -> answered(message, sink);
        case LinuxConnector.PROC_EVENT_FORK ->
            sink.accept(
                new ProcessNews.Forked(
                    message.intAt(DATA + ForkProcEvent.PARENT_TGID),
                    message.intAt(DATA + ForkProcEvent.CHILD_TGID)));
        case LinuxConnector.PROC_EVENT_EXEC, LinuxConnector.PROC_EVENT_COMM ->
            sink.accept(new ProcessNews.Renamed(pid(message)));
        case LinuxConnector.PROC_EVENT_EXIT -> sink.accept(new ProcessNews.Ended(pid(message)));
        default -> {}
      }
    }
  }

  /** Answers to other programs come here as well; to each wish, its number and one more. */
  private void answered(MessageReader message, Consumer<ProcessNews> sink) {
    if (message.intAt(CnMsg.ACK) == socket.portId()) {
      int errno = message.intAt(DATA);
      sink.accept(errno == 0 ? new ProcessNews.Listening() : new ProcessNews.Refused(errno));
    }
  }

  private static int pid(MessageReader message) {
    return message.intAt(DATA + ExecProcEvent.PROCESS_TGID);
  }

  @Override
  public void close() {
    socket.close();
  }
}
