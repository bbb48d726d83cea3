package dev.baton.linux.libc;

/** {@code <linux/if_packet.h>}: addresses of sockets that send whole frames. */
@Header({"sys/socket.h", "linux/if_packet.h"})
public final class LinuxIfPacket {

  private LinuxIfPacket() {}

  /** The interface, the protocol in network order and the hardware address. */
  @Struct("struct sockaddr_ll")
  public static final class SockaddrLl {
    public static final int SIZE = 20;
    public static final int SLL_FAMILY = 0;
    public static final int SLL_PROTOCOL = 2;
    public static final int SLL_IFINDEX = 4;
    public static final int SLL_HALEN = 11;
    public static final int SLL_ADDR = 12;

    private SockaddrLl() {}
  }
}
