package dev.baton.linux.socket;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.SysSocket;

/**
 * A socket that sends whole Ethernet frames from any interface (packet(7)). It receives none: its
 * protocol is zero, so the kernel never queues a frame for it.
 */
public final class PacketSocket implements AutoCloseable {

  private final Fd fd;

  private PacketSocket(Fd fd) {
    this.fd = fd;
  }

  public static PacketSocket open() throws OsException {
    return new PacketSocket(Socket.open(SysSocket.AF_PACKET, SysSocket.SOCK_RAW, 0));
  }

  /** What {@link SendBatch#send} sends through, to a {@link Destination#frame}. */
  public Fd fd() {
    return fd;
  }

  @Override
  public void close() {
    fd.close();
  }
}
