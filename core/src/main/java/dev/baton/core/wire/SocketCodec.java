package dev.baton.core.wire;

import dev.baton.core.vrrp.IpProtocol;
import java.util.List;

/** The section {@link SnapshotSection#SOCKETS}. */
final class SocketCodec {

  private SocketCodec() {}

  static void put(WireWriter writer, List<SocketFigures> sockets) {
    writer.list(sockets, SocketCodec::putSocket);
  }

  static List<SocketFigures> get(WireReader reader) {
    return reader.list(SocketCodec::socket);
  }

  private static void putSocket(WireWriter writer, SocketFigures socket) {
    writer.text(socket.interfaceName());
    writer.ip(socket.address());
    writer
        .constant(socket.protocol())
        .int64(socket.receiveBufferBytes())
        .int32(socket.receivingFd())
        .int32(socket.sendingFd());
  }

  private static SocketFigures socket(WireReader reader) {
    return new SocketFigures(
        reader.text(),
        reader.ip(),
        reader.constant(IpProtocol.values()),
        reader.int64(),
        reader.int32(),
        reader.int32());
  }
}
