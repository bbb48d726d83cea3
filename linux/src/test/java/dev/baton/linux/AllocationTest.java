package dev.baton.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.MacAddress;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.PacketSocket;
import dev.baton.linux.socket.ReceiveBatch;
import dev.baton.linux.socket.SendBatch;
import dev.baton.linux.socket.SeqPacketSocket;
import org.junit.jupiter.api.Test;

/**
 * What the loop does at every turn leaves nothing for the collector but the linker's own 40 bytes.
 */
class AllocationTest {

  /** captureCallState allocates that much a call, until the second compiler sees through it. */
  private static final int LINKER_BYTES = 40;

  private static final int TURNS = 20_000;

  private static void assertBytesPerTurn(int callsPerTurn, Runnable turn) {
    for (int i = 0; i < TURNS; i++) {
      turn.run();
    }
    long before = allocatedBytes();
    for (int i = 0; i < TURNS; i++) {
      turn.run();
    }
    long bytes = (allocatedBytes() - before) / TURNS;
    assertTrue(bytes <= (long) callsPerTurn * LINKER_BYTES, bytes + " bytes a turn");
  }

  /** By reflection: this module does not read the one that knows. */
  private static long allocatedBytes() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return (long)
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes")
              .invoke(threads);
    } catch (ReflectiveOperationException unknown) {
      throw new LinkageError("no thread statistics", unknown);
    }
  }

  @Test
  void waitingAllocatesNothing() throws Exception {
    var pair = SeqPacketSocket.pair(64);
    try (var poller = Poller.open(4);
        var own = pair.own();
        var peer = pair.peer()) {
      poller.add(own.fd(), Poller.WRITABLE, 5);
      long[] sum = new long[1];
      assertBytesPerTurn(
          1,
          () -> {
            poller.await(1000);
            sum[0] += poller.token(0) + poller.readiness(0);
          });
      assertTrue(sum[0] > 0 && peer.fd().isOpen());
    }
  }

  @Test
  void receivingAllocatesNothing() throws Exception {
    var pair = SeqPacketSocket.pair(64);
    try (var own = pair.own();
        var peer = pair.peer()) {
      var batch = new ReceiveBatch(8, 64);
      byte[] bytes = new byte[64];
      assertBytesPerTurn(
          2,
          () -> {
            own.send(bytes, 40);
            batch.receive(peer.fd());
            batch.copyTo(0, bytes);
          });
      assertEquals(40, batch.lengthBytes(0));
      assertBytesPerTurn(
          2,
          () -> {
            own.send(bytes, 40);
            peer.receive(bytes);
          });
    }
  }

  @Test
  void sendingAllocatesNothing() throws Exception {
    try (var network = new TestNetwork();
        var socket = TestNetwork.in(network.left, PacketSocket::open)) {
      int lo = 1;
      var batch = new SendBatch(4, 256);
      var to = Destination.frame(lo, 0x0806, MacAddress.BROADCAST);
      byte[] frame = new byte[42];
      assertBytesPerTurn(
          1,
          () -> {
            batch.clear();
            batch.add(frame, 42, to);
            batch.add(frame, 42, to);
            batch.send(socket.fd());
          });
      assertEquals(0, batch.errno(1));
    }
  }
}
