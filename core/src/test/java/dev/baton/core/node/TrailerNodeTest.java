package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.HmacKey;
import dev.baton.core.vrrp.HostTime;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpCounter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that sign their adverts: with the time of the host, whatever becomes of its clocks. */
final class TrailerNodeTest {

  private static final IpAddress PEER = TestConfig.address("10.0.0.9");
  private static final long SECOND = TestConfig.SECOND;
  private static final long UTC_SECONDS = 1_796_000_000L;
  private static final int SEQUENCE_FROM_END = 24;

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  TrailerNodeTest() {
    vi.authentication =
        new Trailer(
            List.of(new HmacKey(1, new byte[HmacKey.BYTES_MIN])),
            1,
            5,
            Trailer.AntiReplay.TIME,
            Trailer.Mode.ENFORCE);
  }

  private TestHost host() {
    var host = new TestHost(config.build());
    return host.on(new NodeEvent.ClocksRead(UTC_SECONDS * SECOND - host.now, 0)).start();
  }

  private byte[] advert(int priority, long utcSeconds) {
    return AdvertTemplate.of(vi.vrrp(), PEER, TestConfig.GROUP, 255)
        .packet(priority, 1, utcSeconds << 32);
  }

  private static long second(byte[] packet) {
    return NetworkOrder.readLong(packet, packet.length - SEQUENCE_FROM_END) >>> 32;
  }

  private static List<Long> secondsSince1970(TestHost host) {
    return host.packets().stream().map(packet -> second(packet) - UTC_SECONDS).toList();
  }

  @Test
  void advertsBearTheTimeOfDay() {
    assertEquals(List.of(3L, 4L, 5L), secondsSince1970(host().pass(6)));
  }

  @Test
  void theCopiesOfAnAdvertShareTheirSignature() {
    var peers =
        List.of(
            new AdvertDestination.Peer(PEER, 0, 255),
            new AdvertDestination.Peer(TestConfig.address("10.0.0.8"), 0, 255));
    vi.destination = new AdvertDestination.Unicast(peers, 64, false);
    List<byte[]> packets = host().pass(4).packets();
    assertArrayEquals(trailer(packets.get(0)), trailer(packets.get(1)));
  }

  private static byte[] trailer(byte[] packet) {
    return Arrays.copyOfRange(packet, packet.length - 28, packet.length);
  }

  @Test
  void aSuspendIsNoStepOfTheClock() {
    var host = host().pass(3.9);
    long ahead = UTC_SECONDS * SECOND - 1_000 * SECOND;
    host.on(new NodeEvent.ClocksRead(ahead + 600 * SECOND, 600 * SECOND)).pass(1);
    assertEquals(604, secondsSince1970(host).getLast());
  }

  @Test
  void aStepIsNotFollowedAndSlewingIs() {
    var host = host().pass(3.9);
    long ahead = UTC_SECONDS * SECOND - 1_000 * SECOND;
    host.on(new NodeEvent.ClocksRead(ahead + 600 * SECOND, 0)).pass(1);
    assertEquals(4, secondsSince1970(host).getLast());
    for (int i = 1; i <= 10; i++) {
      host.on(new NodeEvent.ClocksRead(ahead + 600 * SECOND + i * SECOND / 5, 0));
    }
    assertEquals(7, secondsSince1970(host.pass(1)).getLast());
  }

  @Test
  void whatIsNotGenuineIsCounted() {
    var host = host();
    byte[] good = advert(200, UTC_SECONDS);
    byte[] forged = good.clone();
    forged[forged.length - 1] ^= 1;
    host.hear(forged).hear(advert(200, UTC_SECONDS - 6)).hear(good).hear(good);
    host.hear(vi, 200, "10.0.0.9");
    assertEquals(1, count(host, VrrpCounter.TRAILER_WRONG_HMAC));
    assertEquals(2, count(host, VrrpCounter.TRAILER_STALE));
    assertEquals(1, count(host, VrrpCounter.TRAILER_REPLAY));
    assertEquals(1, count(host, VrrpCounter.ADVERT_RECEIVED));
  }

  private static long count(TestHost host, VrrpCounter counter) {
    return host.node().instances().getFirst().count(counter);
  }

  /** What the supervisor says for a dead master is signed with the time as well. */
  @Test
  void theResignationOfADeadMasterIsHeard() {
    var links = List.of(TestHost.link(2, "eth0", true));
    var time = new HostTime(0, (UTC_SECONDS + 4) * SECOND, 0);
    byte[] resignation =
        Resignation.of(
                config.build().instances(), links, List.of(TestHost.at("10.0.0.9/24@2")), time)
            .getFirst()
            .packet();
    var backup = host().hear(advert(200, UTC_SECONDS));
    backup.hear(resignation);
    assertEquals("Backup", backup.state("VI_1"));
    assertEquals(1, count(backup, VrrpCounter.PRIORITY_ZERO_RECEIVED));
    assertEquals("Master", backup.pass(1).state("VI_1"));
  }
}
