package dev.baton.linux.socket;

import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.SysSocket.SockaddrUn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Addresses of sockets within one host (unix(7)). */
final class UnixAddress {

  private UnixAddress() {}

  /** Of a path, or of an abstract name written with {@code @} in front; none if it is too long. */
  static Optional<byte[]> of(String path) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    boolean abstractName = path.startsWith("@");
    int zero = abstractName ? 0 : 1;
    if (SockaddrUn.SUN_PATH + name.length + zero > SockaddrUn.SIZE) {
      return Optional.empty();
    }
    var sockaddr = new byte[SockaddrUn.SUN_PATH + name.length + zero];
    var view = ByteBuffer.wrap(sockaddr).order(ByteOrder.nativeOrder());
    view.putShort(SockaddrUn.SUN_FAMILY, (short) SysSocket.AF_UNIX);
    view.put(SockaddrUn.SUN_PATH, name);
    if (abstractName) {
      view.put(SockaddrUn.SUN_PATH, (byte) 0);
    }
    return Optional.of(sockaddr);
  }
}
