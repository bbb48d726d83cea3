package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.LOCAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.DecodedDatagram.Malformed;
import dev.baton.core.vrrp.Verdict.Accepted;
import dev.baton.core.vrrp.VrrpState.Answers;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken adverts by the hundred thousand, the same in every build: each is a value or a reason, and
 * what the receiver discards is counted. The nightly mode takes a million.
 */
final class VrrpFuzzTest {

  private static final int PACKETS = Boolean.getBoolean("baton.nightly") ? 1_000_000 : 200_000;
  private static final long SEED = 112;

  private static final VrrpConfig V2 =
      Given.router()
          .with(
              g -> g.version = VrrpVersion.V2,
              g -> g.authentication = new VrrpAuthentication.Password("secret"));

  private static final List<VrrpConfig> CONFIGS =
      List.of(
          Given.router().with(),
          Given.router().with(g -> g.checksumAsV2 = true),
          Given.router().with(g -> g.addresses = List.of()),
          V2,
          Given.router()
              .with(
                  g -> g.version = VrrpVersion.V2,
                  g -> g.authentication = new VrrpAuthentication.Header("secret")));

  @Test
  void anyBytesAreAValueOrAReason() {
    var random = new Random(SEED);
    Map<Malformed.Reason, Integer> reasons = new EnumMap<>(Malformed.Reason.class);
    int values = 0;
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = broken(random);
      boolean checksumAsV2 = random.nextBoolean();
      switch (Ip4.decode(packet, checksumAsV2)) {
        case Malformed(var reason, var offset, var found, var expected) -> {
          assertTrue(offset >= 0 && offset <= packet.length, reason.toString());
          assertNotEquals(found, expected, reason.toString());
          reasons.merge(reason, 1, Integer::sum);
        }
        case VrrpDatagram datagram -> {
          byte[] again = datagram.encode(checksumAsV2);
          assertEquals(datagram, Ip4.decode(again, checksumAsV2));
          values++;
        }
      }
    }
    assertEquals(Malformed.Reason.values().length, reasons.size(), "all reasons were met");
    assertTrue(values > PACKETS / 100, "some were whole: " + values);
  }

  /** Discarded means: no event for the machine, so no timer and no state can be touched. */
  @Test
  void junkIsCountedAndNothingElse() {
    var random = new Random(SEED + 1);
    var master = new Master(100, Given.SECOND, 0, 0, IpAddress.ANY4, Rival.NONE, Answers.NONE);
    Complaints said = Complaints.NONE;
    int lines = 0;
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = broken(random);
      VrrpConfig config = CONFIGS.get(random.nextInt(CONFIGS.size()));
      Verdict verdict =
          VrrpReceiver.receive(config, master, said, ReplayMarks.NONE, Ip4.arrival(packet, LOCAL));
      said = verdict.said();
      List<String> remarks = Words.of(verdict.remarks());
      assertTrue(remarks.getFirst().startsWith("count "), remarks.toString());
      assertEquals(verdict instanceof Accepted, remarks.contains("count ADVERT_RECEIVED"));
      lines += (int) remarks.stream().filter(word -> word.startsWith("WARNING")).count();
    }
    assertTrue(lines <= Complaints.Kind.values().length, lines + " lines");
  }

  private static byte[] broken(Random random) {
    VrrpConfig config = CONFIGS.get(random.nextInt(CONFIGS.size()));
    byte[] packet = Sender.advert(s -> s.config = config, s -> s.priority = random.nextInt(256));
    int kind = random.nextInt(12);
    return switch (kind) {
      case 0 -> packet;
      case 1 -> Arrays.copyOf(packet, random.nextInt(packet.length));
      case 2 -> Arrays.copyOf(packet, packet.length + random.nextInt(1, 64));
      case 3 -> noise(random, random.nextInt(80));
      case 4 -> Sender.changed(packet, 0, random.nextInt(256));
      case 5 -> Sender.changed(packet, 3, random.nextInt(256));
      case 6 -> Sender.changed(packet, random.nextInt(8), random.nextInt(256));
      case 7 -> withTotalLength(packet, random.nextInt(256));
      default -> flipped(packet, random, kind);
    };
  }

  private static byte[] noise(Random random, int lengthBytes) {
    byte[] packet = new byte[lengthBytes];
    random.nextBytes(packet);
    return packet;
  }

  private static byte[] withTotalLength(byte[] packet, int totalBytes) {
    packet[3] = (byte) totalBytes;
    return packet;
  }

  private static byte[] flipped(byte[] packet, Random random, int times) {
    for (int i = 0; i < times; i++) {
      packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return packet;
  }
}
