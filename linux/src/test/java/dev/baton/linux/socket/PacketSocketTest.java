package dev.baton.linux.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.MacAddress;
import dev.baton.linux.Await;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.TestNetwork;
import dev.baton.linux.libc.SysSocket;
import java.net.NetworkInterface;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Frames that cross a wire as they are. */
class PacketSocketTest {

  private static final int ARP = 0x0806;
  private static final int FRAMES = 100;

  @Test
  void aHundredFramesInOneCall() throws Exception {
    try (var network = new TestNetwork();
        var sender = TestNetwork.in(network.left, PacketSocket::open);
        Fd receiver = TestNetwork.in(network.right, PacketSocketTest::arpReceiver)) {
      int eth0 = TestNetwork.in(network.left, () -> NetworkInterface.getByName("eth0").getIndex());
      var batch = new SendBatch(FRAMES, FRAMES * 64);
      var to = Destination.frame(eth0, ARP, MacAddress.BROADCAST);
      byte[] frame =
          HexFormat.of()
              .parseHex(
                  "ffffffffffff020000000001"
                      + "0806"
                      + "0001080006040001"
                      + "020000000001c0000209"
                      + "ffffffffffffc0000209");
      for (int i = 0; i < FRAMES; i++) {
        frame[31] = (byte) i;
        batch.add(frame, frame.length, to);
      }
      assertEquals(FRAMES, batch.send(sender.fd()));
      var received = new ReceiveBatch(FRAMES, 128);
      byte[] bytes = new byte[128];
      var next = new int[1];
      Await.until(
          () -> {
            int count = received.receive(receiver);
            for (int i = 0; i < count; i++) {
              received.copyTo(i, bytes);
              if (bytes[31] == next[0] && bytes[11] == 1) {
                next[0]++;
              }
            }
            return next[0] == FRAMES;
          });
    }
  }

  @Test
  void aBatchIsFullByCountOrByBytes() {
    var to = Destination.frame(1, ARP, MacAddress.BROADCAST);
    var batch = new SendBatch(3, 100);
    batch.add(new byte[60], 60, to);
    assertTrue(batch.hasRoom(40));
    assertFalse(batch.hasRoom(41));
    assertThrows(IllegalStateException.class, () -> batch.add(new byte[41], 41, to));
    batch.add(new byte[1], 1, to);
    batch.add(new byte[1], 1, to);
    assertFalse(batch.hasRoom(0));
    batch.clear();
    assertTrue(batch.hasRoom(100));
  }

  private static Fd arpReceiver() throws Exception {
    int networkOrder = Short.reverseBytes((short) ARP) & 0xFFFF;
    return Socket.open(SysSocket.AF_PACKET, SysSocket.SOCK_RAW, networkOrder);
  }

  @Test
  void aSenderIsGivenNothingToRead() throws Exception {
    try (var network = new TestNetwork();
        var sender = TestNetwork.in(network.left, PacketSocket::open)) {
      TestNetwork.ip(network.left, "neighbour flush all");
      TestNetwork.run(
          "ip", "netns", "exec", network.left, "ping", "-c", "1", "-W", "2", "192.0.2.2");
      assertEquals(-Errno.EAGAIN, new ReceiveBatch(1, 64).receive(sender.fd()));
    }
  }
}
