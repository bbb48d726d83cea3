package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpAddress;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.vrrp.IpEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventRecorderTest {

  private static NodeEvent received(byte[] packet, int lengthBytes) {
    int start = Math.min(20, lengthBytes);
    var envelope =
        new IpEnvelope(IpAddress.ofInt(0x0A000001), GROUP, 255, start, lengthBytes - start);
    return new NodeEvent.DatagramReceived(1, envelope, packet);
  }

  private static final IpAddress GROUP = IpAddress.ofInt(0xE0000012);

  private static final Configuration CONFIGURATION =
      ConfigReader.readNormalised(new byte[0], FactsText.read("host\th\n")).configuration();

  @Test
  void keepsTheLastEventsOldestFirst() {
    var recorder = new EventRecorder();
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
    var recorder = new EventRecorder();
    byte[] buffer = new byte[24];
    buffer[20] = 0x31;
    buffer[22] = 0x12;
    recorder.record(received(buffer, 23), 0);
    buffer[20] = 0;
    assertEquals(
        "0 us DatagramReceived[channel 1, 10.0.0.1 -> 224.0.0.18, hop limit 255, 3 bytes, 310012]",
        recorder.lines(0).getFirst());
  }

  /** RFC 3768, section 5.1: eight bytes of authentication data behind the addresses. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 12, 255})
  void neverShowsAPassword(int addressCount) {
    byte[] secret = "S3cretPw".getBytes(StandardCharsets.US_ASCII);
    byte[] packet = new byte[20 + 8 + 4 * addressCount + secret.length];
    packet[0] = 0x45;
    packet[20] = 0x21;
    packet[23] = (byte) addressCount;
    packet[24] = 1;
    System.arraycopy(secret, 0, packet, packet.length - secret.length, secret.length);
    String hex = HexFormat.of().formatHex(secret);
    // As it came, with a count that is wrong, cut short, with trailing bytes of the Ethernet.
    for (int count : new int[] {addressCount, 0, 1, 255}) {
      packet[23] = (byte) count;
      assertShowsNoneOf(hex, packet, packet.length);
    }
    packet[23] = (byte) addressCount;
    for (int cut = 1; cut <= 8; cut++) {
      assertShowsNoneOf(hex.substring(0, 2 * (8 - cut)), packet, packet.length - cut);
      byte[] padded = Arrays.copyOf(packet, packet.length + cut);
      assertShowsNoneOf(hex, padded, padded.length);
      padded[23] = (byte) 255;
      assertShowsNoneOf(hex.substring(0, 2), padded, padded.length);
    }
  }

  private static void assertShowsNoneOf(String hex, byte[] packet, int length) {
    var recorder = new EventRecorder();
    recorder.record(received(packet, length), 0);
    String line = recorder.lines(0).getFirst();
    assertFalse(!hex.isEmpty() && line.contains(hex), line);
    assertTrue(line.contains(", " + (length - 20) + " bytes, "), line);
  }

  @Test
  void showsVersion3AsItIs() {
    byte[] packet = new byte[32];
    packet[0] = 0x45;
    packet[20] = 0x31;
    packet[31] = 0x7F;
    var recorder = new EventRecorder();
    recorder.record(received(packet, 32), 0);
    assertTrue(recorder.lines(0).getFirst().endsWith("7f]"));
  }

  /** Two hundred reloads in a row must not keep two hundred configurations. */
  @Test
  void keepsOnlySummariesOfWhatIsLarge() {
    var recorder = new EventRecorder();
    recorder.record(new NodeEvent.Surveyed(List.of(), List.of()), 0);
    recorder.record(new NodeEvent.Reconfigured(CONFIGURATION), 0);
    assertEquals(
        List.of("0 us Surveyed[0 links, 0 addresses]", "0 us Reconfigured[0 instances]"),
        recorder.lines(0));
  }
}
