package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertDestination.Peer;
import dev.baton.core.vrrp.AdvertDestination.UnicastChecksum;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.VrrpDatagram;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances whose adverts go to peers, one by one. */
final class UnicastTest {

  private static final IpAddress PEER = TestConfig.address("10.0.0.9");
  private static final IpAddress OTHER = TestConfig.address("192.0.2.9");

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private void speaksTo(boolean peersOnly, Peer... peers) {
    vi.destination = new AdvertDestination.Unicast(List.of(peers), 64, peersOnly);
  }

  private static Peer peer(IpAddress address) {
    return new Peer(address, 0, 255);
  }

  /** An advert from a sender to us, as it arrives. */
  private void hear(TestHost host, IpAddress from, int priority, int hopLimit) {
    host.hear(
        AdvertTemplate.of(vi.vrrp(), from, TestConfig.address("10.0.0.1"), hopLimit)
            .packet(priority, 1));
  }

  @Test
  void eachPeerGetsACopy() {
    speaksTo(false, peer(PEER), peer(OTHER));
    var host = new TestHost(config.build()).start().pass(4);
    assertEquals("Master", host.state("VI_1"));
    List<byte[]> packets = host.packets();
    assertEquals(PEER, TestHost.destination(packets.getFirst()));
    assertEquals(OTHER, TestHost.destination(packets.get(1)));
    assertEquals(64, packets.getFirst()[8]);
    assertTrue(host.sockets().getFirst().transport() instanceof Transport.Unicast);
  }

  @Test
  void aPeersAdvertCountsFromHoweverFar() {
    speaksTo(false, peer(PEER));
    var host = new TestHost(config.build()).start();
    for (int i = 0; i < 10; i++) {
      host.pass(1);
      hear(host, PEER, 200, 3);
    }
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void whatCameToAGroupDoesNotCount() {
    speaksTo(false, peer(PEER));
    var host = new TestHost(config.build()).start();
    for (int i = 0; i < 5; i++) {
      host.pass(1).hear(vi, 200, "10.0.0.9");
    }
    assertEquals("Master", host.state("VI_1"));
  }

  /** check_unicast_src: only peers count, and only from within their hop limits. */
  @Test
  void strangersDoNotCountWhereOnlyPeersMay() {
    for (boolean peersOnly : new boolean[] {true, false}) {
      speaksTo(peersOnly, new Peer(PEER, 254, 255));
      var host = new TestHost(config.build()).start();
      for (int i = 0; i < 5; i++) {
        host.pass(1);
        hear(host, OTHER, 200, 255);
        hear(host, PEER, 200, 253);
      }
      assertEquals(peersOnly ? "Master" : "Backup", host.state("VI_1"));
    }
  }

  @Test
  void aPeerOfTheRightDistanceCounts() {
    speaksTo(true, new Peer(PEER, 254, 255));
    var host = new TestHost(config.build()).start();
    for (int i = 0; i < 5; i++) {
      host.pass(1);
      hear(host, PEER, 200, 254);
    }
    assertEquals("Backup", host.state("VI_1"));
  }

  /** unicast_fault_no_peer. */
  @Test
  void withoutPeersItCannotServe() {
    speaksTo(false);
    var host = new TestHost(config.build()).start();
    assertEquals("Fault", host.state("VI_1"));
    assertEquals(List.of("no unicast peers"), host.snapshot("VI_1").faults());
    assertEquals(List.of(), host.sockets());
  }

  /** Two routers of one number on one address: the sender tells whose advert it is. */
  @Test
  void theSenderTellsWhoseAdvertItIs() {
    speaksTo(false, peer(PEER));
    var second = config.bare("VI_2", 51).address("10.0.0.102/24");
    second.destination = new AdvertDestination.Unicast(List.of(peer(OTHER)), 64, false);
    // Instances of one number are told apart by their configured source.
    second.source = Optional.of(TestConfig.address("10.0.0.1"));
    var host = new TestHost(config.build()).start();
    for (int i = 0; i < 5; i++) {
      host.pass(1);
      hear(host, OTHER, 200, 64);
    }
    assertEquals("Master", host.state("VI_1"));
    assertEquals("Backup", host.state("VI_2"));
  }

  /** As keepalived made them before 1.3.6: for the group, though they go to a peer. */
  private void hearOld(TestHost host, int priority) {
    host.hear(
        AdvertTemplate.of(vi.vrrp(), PEER, TestConfig.address("10.0.0.1"), 64, VrrpDatagram.GROUP4)
            .packet(priority, 1));
  }

  private static final String LEARNT = "(VI_1) Setting unicast VRRPv3 checksum to old version";

  @ParameterizedTest
  @CsvSource({"AUTOMATIC, Backup, 1", "OLD, Backup, 0", "NEW, Master, 0"})
  void advertsOfAnOldPeerCountUnlessForbidden(
      UnicastChecksum checksum, String state, int toldCount) {
    vi.version = VrrpVersion.V3;
    vi.destination = new AdvertDestination.Unicast(List.of(peer(PEER)), 64, false, checksum);
    var host = new TestHost(config.build()).start();
    for (int i = 0; i < 5; i++) {
      host.pass(1);
      hearOld(host, 200);
    }
    assertEquals(state, host.state("VI_1"));
    assertEquals(toldCount, host.words().stream().filter(LEARNT::equals).count());
  }

  @ParameterizedTest
  @CsvSource({
    "AUTOMATIC, true, true",
    "AUTOMATIC, false, false",
    "OLD, false, true",
    "NEW, true, false"
  })
  void itSpeaksAsItsPeerDoes(UnicastChecksum checksum, boolean heard, boolean old) {
    vi.version = VrrpVersion.V3;
    vi.destination = new AdvertDestination.Unicast(List.of(peer(PEER)), 64, false, checksum);
    var host = new TestHost(config.build()).start();
    if (heard) {
      hearOld(host, 1);
    }
    host.pass(5);
    byte[] packet = host.packets().getFirst();
    IpAddress own = TestConfig.address("10.0.0.1");
    IpAddress summed = old ? VrrpDatagram.GROUP4 : PEER;
    byte[] expected =
        AdvertTemplate.of(vi.vrrp(), own, PEER, 64, summed).packet(packet[22] & 0xFF, 1);
    assertArrayEquals(expected, packet);
  }
}
