package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpCounter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that authenticate by AH: sockets of their own, and numbers that only rise. */
final class AuthenticationHeaderNodeTest {

  private static final IpAddress PEER = TestConfig.address("10.0.0.9");

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  AuthenticationHeaderNodeTest() {
    vi.authentication = new VrrpAuthentication.Header("secret");
  }

  private TestHost start() {
    return new TestHost(config.build()).start();
  }

  private byte[] advert(int priority, long sequence) {
    return AdvertTemplate.of(vi.vrrp(), PEER, TestConfig.GROUP, 255).packet(priority, 1, sequence);
  }

  private static List<Long> sequences(TestHost host) {
    return host.packets().stream()
        .map(packet -> NetworkOrder.readLong(packet, 24) & 0xFFFF_FFFFL)
        .toList();
  }

  private static long lastSequence(TestHost host) {
    return sequences(host).getLast();
  }

  @Test
  void itHasASocketOfItsOwn() {
    config.bare("VI_2", 52).address("10.0.0.102/24");
    List<IpProtocol> protocols =
        start().sockets().stream().map(socket -> socket.transport().protocol()).toList();
    assertEquals(List.of(IpProtocol.AH, IpProtocol.VRRP), protocols);
  }

  @Test
  void everyAdvertHasTheNextNumber() {
    assertEquals(List.of(1L, 2L, 3L), sequences(start().pass(6)));
  }

  @Test
  void theCopiesOfAnAdvertShareOne() {
    var peers = List.of(peer(PEER), peer(TestConfig.address("10.0.0.8")));
    vi.destination = new AdvertDestination.Unicast(peers, 64, false);
    assertEquals(List.of(1L, 1L, 2L, 2L), sequences(start().pass(5)));
  }

  private static AdvertDestination.Peer peer(IpAddress address) {
    return new AdvertDestination.Peer(address, 0, 255);
  }

  /** keepalived refuses a new master that counts on from less than the last one's number. */
  @Test
  void whoTakesOverGoesOnAboveItsMaster() {
    var host = start().hear(advert(200, 1000)).pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertEquals(1001, lastSequence(host));
  }

  @Test
  void aLowerMasterIsAnsweredAboveItsNumber() {
    var host = start().pass(4).hear(advert(50, 2000));
    assertEquals(2001, lastSequence(host));
  }

  @Test
  void aReloadKeepsTheNumbers() {
    var host = start().hear(advert(200, 1000)).pass(4);
    vi.priority(120);
    host.on(new NodeEvent.Reconfigured(config.build())).pass(1);
    long before = lastSequence(host);
    host.hear(advert(200, 1000)).pass(0.1);
    assertEquals("Master", host.state("VI_1"));
    assertEquals(before + 1, lastSequence(host.pass(1)));
  }

  /** Neither of another nor of ourselves: it touches no timer and no state. */
  @Test
  void aReplayIsCountedAndNothingElse() {
    var host = start().hear(advert(200, 10));
    host.pass(3).hear(advert(200, 10)).pass(0.7);
    assertEquals("Master", host.state("VI_1"));
    byte[] own = host.packets().getLast();
    long deadline = host.node().nextDeadlineNanos();
    host.hear(own);
    assertEquals(deadline, host.node().nextDeadlineNanos());
    assertEquals(2, count(host, VrrpCounter.AUTHENTICATION_FAILURE));
    assertEquals(1, count(host, VrrpCounter.ADVERT_RECEIVED));
    for (int i = 0; i < 5; i++) {
      host.hear(own);
    }
    assertEquals(7, count(host, VrrpCounter.AUTHENTICATION_FAILURE));
    assertEquals(2, host.words().stream().filter(it -> it.contains("already processed")).count());
  }

  private static long count(TestHost host, VrrpCounter counter) {
    int index = Arrays.asList(VrrpCounter.values()).indexOf(counter);
    return host.snapshot("VI_1").counters().get(index);
  }

  @Test
  void whatIsTooShortToNameARouterIsNobodys() {
    var host = start().pass(0.1);
    byte[] cut = Arrays.copyOf(advert(200, 1), 45);
    NetworkOrder.writeShort(cut, 2, cut.length);
    host.hear(cut).pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertEquals(0, count(host, VrrpCounter.PACKET_LENGTH_ERROR));
  }
}
