package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.SocketSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecorderTest {

  @Test
  void keepsTheLastEventsOldestFirst() {
    var recorder = new Recorder();
    for (int i = 0; i < 300; i++) {
      recorder.record(new NodeEvent.LinkGone(i), i * 1_000L);
    }
    List<String> lines = recorder.lines(300_000);
    assertEquals(256, lines.size());
    assertEquals("-256 us LinkGone[linkIndex=44]", lines.getFirst());
    assertEquals("-1 us LinkGone[linkIndex=299]", lines.getLast());
  }

  @Test
  void copiesDatagramsBecauseTheirBufferIsUsedAgain() {
    var recorder = new Recorder();
    var socket = new SocketSpec(2, "eth0", IpAddress.ofInt(0xE0000012), 0, List.of(51));
    byte[] buffer = {0x45, 0x00, 0x12};
    recorder.record(new NodeEvent.DatagramReceived(socket, buffer, 3), 0);
    buffer[0] = 0;
    String line = recorder.lines(0).getFirst();
    assertTrue(line.contains("eth0, 3 bytes, 450012"), line);
  }
}
