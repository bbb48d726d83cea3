package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertDestination.Peer;
import dev.baton.core.vrrp.AdvertTemplate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
