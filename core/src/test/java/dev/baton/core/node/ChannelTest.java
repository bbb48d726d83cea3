package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.VrrpCounter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sockets and what comes over them. */
final class ChannelTest {

  private static final int EPERM = 1;
  private static final int ENETDOWN = 100;

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  private static long counter(TestHost host, VrrpCounter counter) {
    int index = Arrays.asList(VrrpCounter.values()).indexOf(counter);
    return host.snapshot("VI_1").counters().get(index);
  }

  @Test
  void instancesOfAnInterfaceAndGroupShareASocket() {
    config.bare("VI_2", 40).address("10.0.0.102/24").bufferBytes = 9_000;
    var other = config.bare("VI_3", 53).address("10.0.0.103/24");
    other.group = TestConfig.address("224.0.0.118");
    config.bare("VI_4", 54).address("10.0.0.104/24").on("eth1");
    var host = host().link(3, "eth1").start();
    assertEquals(
        List.of("open eth0[40, 51]", "open eth0[53]", "open eth1[54]"), host.words().subList(0, 3));
    assertEquals(9_000, host.sockets().getFirst().receiveBufferBytes());
  }

  @Test
  void anotherFilterIsGivenToTheSameSocket() {
    var host = host().start().forget();
    config.bare("VI_2", 40).address("10.0.0.102/24");
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals("filter eth0[40, 51]", host.words().getFirst());
  }

  @Test
  void junkIsCountedAndChangesNothing() {
    var host = host().start();
    var before = host.stateOf("VI_1");
    byte[] packet = new byte[40];
    packet[0] = 0x45;
    packet[3] = 40;
    packet[20] = 0x31;
    packet[21] = 51;
    host.hear(packet);
    assertEquals(1, counter(host, VrrpCounter.PACKET_LENGTH_ERROR));
    assertEquals(before, host.stateOf("VI_1"));
    host.hear(new byte[3]);
    assertEquals(before, host.stateOf("VI_1"));
    host.on(new NodeEvent.StatisticsCleared());
    assertEquals(0, counter(host, VrrpCounter.PACKET_LENGTH_ERROR));
  }

  @Test
  void foreignVridsAreCountedAndToldOfOnce() {
    config.logUnknownVrids = true;
    var host = host().start();
    assertEquals("open eth0[]", host.words().getFirst());
    var stranger = new TestConfig().instance("X", 77);
    host.hear(stranger, 100, "10.0.0.9").hear(stranger, 100, "10.0.0.9");
    assertEquals(
        List.of("Unknown VRID(77) received on interface(eth0) from 10.0.0.9"), host.words());
    assertEquals(2, host.node().snapshot().unknownVridCount());
    host.on(new NodeEvent.StatisticsCleared());
    assertEquals(0, host.node().snapshot().unknownVridCount());
  }

  @Test
  void orOnlyCounted() {
    var host = host().start().forget();
    host.hear(new TestConfig().instance("X", 77), 100, "10.0.0.9");
    assertEquals(List.of(), host.words());
    assertEquals(1, host.node().snapshot().unknownVridCount());
  }

  @Test
  void aSocketThatCannotBeOpenedIsAFaultAndTriedAgain() {
    var host = host();
    host.socketsOpen = false;
    host.start();
    int channel = host.channel("eth0");
    host.forget().on(new NodeEvent.SocketFailed(channel, "bind", EPERM));
    assertEquals(
        List.of(
            "VRRP cannot open a socket on eth0: bind: Operation not permitted",
            "(VI_1) entering FAULT state (no socket: Operation not permitted)",
            "(VI_1) entering FAULT state",
            "FAULT VI_1 100: no socket: Operation not permitted"),
        host.words());
    host.pass(1.1);
    assertEquals(List.of("open eth0[51]"), host.words());
    host.on(new NodeEvent.SocketFailed(channel, "bind", EPERM));
    assertEquals(List.of(), host.words());
    host.pass(1.1);
    assertEquals("Fault", host.state("VI_1"));
    host.on(new NodeEvent.SocketOpened(channel));
    assertEquals("Backup", host.state("VI_1"));
  }

  /** Joining a group waits for a lock of the kernel that others may hold for long. */
  @Test
  void whoseSocketIsBeingOpenedWaitsOutsideTheElection() {
    var host = host();
    host.socketsOpen = false;
    host.start().pass(60);
    assertEquals("Init", host.state("VI_1"));
    host.forget().openSocketsNow();
    assertEquals("Backup", host.state("VI_1"));
    host.pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  /** Whatever an owner finds of its addresses it claims; if it cannot serve after all, they go. */
  @Test
  void anOwnerDecidesOnWhatIsLeftWhenItKnowsWhetherItCanServe() {
    vi.owner();
    for (boolean opens : new boolean[] {true, false}) {
      var host = host();
      host.socketsOpen = false;
      host.left("10.0.0.100/24@2").start();
      assertTrue(host.words().stream().noneMatch(word -> word.startsWith("delete")));
      host.on(
          opens
              ? new NodeEvent.SocketOpened(host.channel("eth0"))
              : new NodeEvent.SocketFailed(host.channel("eth0"), "bind", EPERM));
      assertEquals(opens ? "Master" : "Fault", host.state("VI_1"));
      assertEquals(opens, host.addresses.contains("10.0.0.100/24@2"));
    }
  }

  private TestHost unicastHost() {
    var peer = new AdvertDestination.Peer(TestConfig.address("10.0.0.9"), 0, 255);
    vi.destination = new AdvertDestination.Unicast(List.of(peer), 64, false);
    var host = host();
    host.addresses.add("10.0.0.2/24@2");
    return host;
  }

  /** It sends from another address now, and nobody takes over before it could hear there. */
  @Test
  void aBackupDoesNotTakeOverBeforeItHears() {
    var host = unicastHost().start();
    host.socketsOpen = false;
    host.unassign("10.0.0.1/24@2").pass(60);
    assertEquals("Backup", host.state("VI_1"));
    host.openSocketsNow().pass(3);
    assertEquals("Backup", host.state("VI_1"));
    host.pass(1);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void aMasterSaysWhatItOwesAsSoonAsItCan() {
    var host = unicastHost().start().pass(4);
    host.socketsOpen = false;
    host.unassign("10.0.0.1/24@2").forget().pass(2.5);
    assertEquals(List.of(), host.words());
    host.openSocketsNow();
    assertEquals(List.of("advert 51 priority 100"), host.words());
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void aFailureToSendIsToldOnce() {
    var host = host().start().pass(4).forget();
    var failure = new NodeEvent.SocketFailed(host.channel("eth0"), "sendmmsg", EPERM);
    host.on(failure).on(failure);
    assertEquals(List.of("VRRP cannot send on eth0: Operation not permitted"), host.words());
    assertEquals("Master", host.state("VI_1"));
    host.up("eth0", false).forget();
    host.on(new NodeEvent.SocketFailed(host.channel("eth0"), "sendmmsg", ENETDOWN));
    assertEquals(List.of(), host.words());
    host.on(failure);
    assertEquals(List.of("VRRP cannot send on eth0: Operation not permitted"), host.words());
  }

  @Test
  void whatAClosedSocketStillSaysIsNothing() {
    var host = host().start();
    int channel = host.channel("eth0");
    host.gone("eth0").forget();
    host.on(new NodeEvent.SocketFailed(channel, "recvmmsg", ENETDOWN));
    var envelope = new IpEnvelope(IpAddress.ANY4, IpAddress.ANY4, 255, 20, 40);
    host.on(new NodeEvent.DatagramReceived(channel, envelope, new byte[60]));
    host.on(new NodeEvent.SocketOpened(channel));
    assertEquals(List.of(), host.words());
  }

  @Test
  void anInstanceThatIsHeldNeedsNoSocket() {
    vi.held = List.of("keyword x has no effect yet");
    var host = host().start();
    assertEquals(
        List.of(
            "(VI_1) entering FAULT state (keyword x has no effect yet)",
            "(VI_1) entering FAULT state",
            "FAULT VI_1 100: keyword x has no effect yet"),
        host.words());
  }

  @Test
  void whoSendsFromNowhereSendsNothing() {
    var host = host();
    host.addresses.clear();
    host.start();
    assertEquals("Fault", host.state("VI_1"));
    assertTrue(host.words().stream().noneMatch(word -> word.startsWith("advert")));
    assertFalse(host.node().hasMaster());
  }

  /**
   * After lost notifications the interface is another one, without an address: the master is at
   * fault before its new socket is open, and says nothing by it when it is.
   */
  @Test
  void whoLeftMasterOwesNoAdvert() {
    var host = host().start().pass(5);
    assertEquals("Master", host.state("VI_1"));
    host.socketsOpen = false;
    host.on(new NodeEvent.Surveyed(List.of(TestHost.link(9, "eth0", true)), List.of()));
    assertEquals("Fault", host.state("VI_1"));
    host.forget().openSocketsNow();
    assertEquals(
        List.of(), host.words().stream().filter(word -> word.startsWith("advert")).toList());
  }
}
