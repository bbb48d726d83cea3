package dev.baton.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxNetlink.SockaddrNl;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.socket.Socket;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** A netlink socket and who writes to it; run as root. */
class NetlinkSocketTest {

  private static final int BUFFER_BYTES = 64 * 1024;

  @Test
  void onlyTheKernelIsHeard() throws Exception {
    byte[] forged = new MessageWriter().begin(LinuxRtnetlink.RTM_DELLINK, 0).end().toBytes();
    try (var socket = NetlinkSocket.open(LinuxNetlink.NETLINK_ROUTE, BUFFER_BYTES);
        Fd stranger =
            Socket.open(SysSocket.AF_NETLINK, SysSocket.SOCK_RAW, LinuxNetlink.NETLINK_ROUTE)) {
      assertEquals(forged.length, send(stranger, forged, socket.portId()));
      assertEquals(forged.length, socket.receive());
      assertFalse(socket.reader().next());

      // Asked for something that it does not know, the kernel answers.
      socket.send(new MessageWriter().begin(0x7FFF, LinuxNetlink.NLM_F_REQUEST).end().toBytes());
      assertTrue(socket.receive() > 0);
      assertTrue(socket.reader().next());
      assertEquals(LinuxNetlink.NLMSG_ERROR, socket.reader().type());
      assertEquals(-Errno.EAGAIN, socket.receive());
    }
  }

  private static int send(Fd from, byte[] message, int port) {
    byte[] address = new byte[SockaddrNl.SIZE];
    ByteBuffer.wrap(address)
        .order(ByteOrder.nativeOrder())
        .putShort(SockaddrNl.NL_FAMILY, (short) SysSocket.AF_NETLINK)
        .putInt(SockaddrNl.NL_PID, port);
    try (var arena = Arena.ofConfined()) {
      return Syscall.call(
          Sys.SENDTO,
          from.number(),
          arena.allocateFrom(JAVA_BYTE, message).address(),
          message.length,
          0,
          arena.allocateFrom(JAVA_BYTE, address).address(),
          address.length);
    }
  }
}
