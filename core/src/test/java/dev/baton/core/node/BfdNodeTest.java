package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.bfd.BfdCounter;
import dev.baton.core.bfd.BfdDiscard;
import dev.baton.core.bfd.BfdPacket;
import dev.baton.core.bfd.SessionState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BFD sessions within a node: whose packet it is, and what a session means to instances. */
final class BfdNodeTest {

  private static final String PEER = "10.0.0.9";

  private final TestConfig config = new TestConfig().session("peer", PEER);
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  /** What a neighbor in that state says to the sender of this packet. */
  static BfdPacket from(SessionState theirs, BfdPacket heard) {
    return new BfdPacket(
        0, theirs, false, false, false, false, 3, 77, heard.myDiscriminator(), 100_000, 100_000);
  }

  private static BfdPacket withFlags(BfdPacket packet, int yours, boolean authenticated) {
    return new BfdPacket(
        packet.diagnostic(),
        packet.state(),
        false,
        false,
        authenticated,
        false,
        3,
        packet.myDiscriminator(),
        yours,
        100_000,
        100_000);
  }

  private TestHost started() {
    var host = new TestHost(config.build());
    host.on(new NodeEvent.SeedDrawn(12));
    return host.start();
  }

  private static void bringUp(TestHost host) {
    BfdPacket heard = host.bfd().take().getLast();
    host.bfd().hear(from(SessionState.INIT, heard), PEER, 255);
    assertEquals(SessionState.UP, session(host).state());
  }

  /** The neighbor sends for so long, ten times a second. */
  private static void live(TestHost host, int tenths) {
    for (int i = 0; i < tenths; i++) {
      BfdPacket heard = packet(host);
      host.bfd().hear(from(SessionState.UP, heard), PEER, 255).pass(0.1);
    }
  }

  private static BfdPacket packet(TestHost host) {
    int ours = session(host).localDiscriminator();
    return new BfdPacket(0, SessionState.UP, false, false, false, false, 3, ours, 0, 0, 0);
  }

  private static BfdSnapshot.Session session(TestHost host) {
    return host.node().bfdSnapshot().sessions().getFirst();
  }

  // What a session means to an instance

  @Test
  void whoTracksASessionWaitsInFaultUntilItIsUp() {
    vi.session("peer", 0, false);
    TestHost host = started();
    assertEquals("Fault", host.state("VI_1"));
    bringUp(host);
    assertTrue(host.words().contains("VRRP_Instance(VI_1) Tracked BFD instance peer is UP"));
    live(host, 50);
    assertEquals("Master", host.state("VI_1"));
    host.forget().pass(0.31);
    assertEquals("Fault", host.state("VI_1"));
    List<String> words = host.words();
    assertTrue(words.contains("VRRP_Instance(VI_1) Tracked BFD instance peer is DOWN"));
    assertTrue(words.contains("FAULT VI_1 100: BFD session peer failed"), words.toString());
  }

  @Test
  void reverseFaultsWhileItIsUp() {
    vi.session("peer", 0, true);
    TestHost host = started();
    assertNotEquals("Fault", host.state("VI_1"));
    bringUp(host);
    assertEquals("Fault", host.state("VI_1"));
  }

  @ParameterizedTest
  @CsvSource({
    "-30, false, 70, 100",
    "20, false, 100, 120",
    "-30, true, 130, 100",
    "20, true, 100, 80"
  })
  void weightsChangeThePriority(int weight, boolean reverse, int whileDown, int whileUp) {
    vi.session("peer", weight, reverse);
    TestHost host = started();
    assertEquals(whileDown, host.node().snapshot().instances().getFirst().state().priority());
    bringUp(host);
    assertEquals(whileUp, host.node().snapshot().instances().getFirst().state().priority());
    host.pass(1);
    assertEquals(whileDown, host.node().snapshot().instances().getFirst().state().priority());
  }

  /** A backup that fails with the session that falls at the same time does not take over first. */
  @Test
  void whoFailsDoesNotTakeOverInTheSameTurn() {
    vi.session("peer", 0, false);
    TestHost host = started();
    bringUp(host);
    host.forget();
    host.now += 20 * TestConfig.SECOND;
    host.on(new NodeEvent.TimePassed());
    assertEquals("Fault", host.state("VI_1"));
    assertFalse(host.words().stream().anyMatch(word -> word.startsWith("MASTER")));
  }

  @Test
  void withoutBfdEverySessionIsDown() {
    vi.session("peer", 0, false);
    var host = new TestHost(config.build(), new NodeOptions(false, false, false, true)).start();
    assertEquals("Fault", host.state("VI_1"));
    assertEquals(0, host.bfd().sockets().size());
  }

  // Whose packet it is, section 6.3

  @Test
  void aPacketWithoutOurNumberIsFoundByItsEnds() {
    TestHost host = started();
    BfdPacket heard = host.bfd().take().getLast();
    host.bfd().hear(withFlags(from(SessionState.DOWN, heard), 0, false), "10.0.0.8", 255);
    assertEquals(SessionState.DOWN, session(host).state());
    host.bfd().hear(withFlags(from(SessionState.DOWN, heard), 0, false), PEER, 255);
    assertEquals(SessionState.INIT, session(host).state());
  }

  @Test
  void aPacketWithOurNumberIsOursWhereverItComesFrom() {
    TestHost host = started();
    host.bfd().hear(from(SessionState.INIT, host.bfd().take().getLast()), "10.0.0.200", 255);
    assertEquals(SessionState.UP, session(host).state());
  }

  @Test
  void aPacketAtTheWrongPortIsNobodys() {
    TestHost host = started();
    BfdPacket heard = host.bfd().take().getLast();
    var event = host.bfd().received(from(SessionState.INIT, heard).encode(), PEER, 255);
    host.on(
        new NodeEvent.ControlReceived(
            event.channel() + 100,
            event.source(),
            event.destination(),
            255,
            event.bytes(),
            event.lengthBytes()));
    assertEquals(SessionState.DOWN, session(host).state());
    assertEquals(1, host.node().bfdSnapshot().count(BfdDiscard.NO_SESSION));
  }

  @Test
  void junkIsCountedByItsReasonAndLeavesNoLine() {
    TestHost host = started();
    bringUp(host);
    BfdPacket heard = packet(host);
    host.forget();
    BfdPacket down = from(SessionState.DOWN, heard);
    for (int i = 0; i < 100; i++) {
      host.bfd().hear(down, PEER, 254);
      host.bfd().hear(down, PEER, -1);
      host.bfd().hear(withFlags(down, 0x0DD, false), PEER, 255);
      byte[] authenticated =
          Arrays.copyOf(withFlags(down, heard.myDiscriminator(), true).encode(), 28);
      authenticated[3] = 28;
      host.on(host.bfd().received(authenticated, PEER, 255));
      host.on(host.bfd().received(new byte[i], PEER, 255));
    }
    assertEquals(SessionState.UP, session(host).state());
    assertEquals(List.of(), host.words());
    BfdSnapshot bfd = host.node().bfdSnapshot();
    assertEquals(200, bfd.count(BfdDiscard.HOP_LIMIT));
    assertEquals(100, bfd.count(BfdDiscard.NO_SESSION));
    assertEquals(100, bfd.count(BfdDiscard.AUTHENTICATION));
    assertEquals(24, bfd.count(BfdDiscard.LENGTH));
    assertEquals(76, bfd.count(BfdDiscard.VERSION));
    host.on(new NodeEvent.StatisticsCleared());
    assertEquals(0, host.node().bfdSnapshot().count(BfdDiscard.VERSION));
    assertEquals(0, session(host).count(BfdCounter.RECEIVED));
  }

  @Test
  void aNeighborThatFlapsDoesNotFillTheLog() {
    TestHost host = started();
    BfdPacket heard = packet(host);
    host.forget();
    for (int i = 0; i < 10_000; i++) {
      host.bfd().hear(from(SessionState.INIT, heard), PEER, 255);
      host.bfd().hear(from(SessionState.DOWN, heard), PEER, 255);
    }
    int lines = host.words().size();
    assertTrue(lines <= 50, lines + " lines");
    assertEquals(10_000, session(host).count(BfdCounter.WENT_UP));
  }

  // Numbers

  @Test
  void discriminatorsAreUniqueAndFollowFromTheSeed() {
    var many = new TestConfig();
    IntStream.range(1, 200).forEach(i -> many.session("S" + i, "10.1.0." + i));
    Set<Integer> all = new HashSet<>();
    for (long seed : new long[] {1, 2}) {
      var host = new TestHost(many.build());
      host.on(new NodeEvent.SeedDrawn(seed)).start();
      host.node().bfdSnapshot().sessions().forEach(it -> all.add(it.localDiscriminator()));
    }
    assertEquals(2 * 199, all.size());
    assertFalse(all.contains(0));
  }

  // Sockets

  @Test
  void aSocketIsTriedAgain() {
    var host = new TestHost(config.build());
    host.socketsOpen = false;
    host.start();
    host.bfd()
        .sockets()
        .keySet()
        .forEach(channel -> host.on(new NodeEvent.BfdSocketFailed(channel, "bind", 98)));
    assertEquals(List.of(), host.bfd().take());
    host.socketsOpen = true;
    host.forget().pass(1.5);
    assertEquals(2, host.words().stream().filter(word -> word.startsWith("open ")).count());
    assertFalse(host.bfd().take().isEmpty());
  }

  @Test
  void aRefusedPacketIsToldOnce() {
    TestHost host = started();
    int channel =
        host.bfd().sockets().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof BfdSocketSpec.Sender)
            .findFirst()
            .orElseThrow()
            .getKey();
    host.forget();
    for (int i = 0; i < 5; i++) {
      host.on(new NodeEvent.BfdSocketFailed(channel, "sendmsg", 101));
    }
    assertEquals(1, host.words().size());
  }

  // Reload and stop

  @Test
  void aReloadKeepsASessionAndChangesItsTimersByAPoll() {
    vi.session("peer", 0, false);
    TestHost host = started();
    bringUp(host);
    live(host, 50);
    int ours = session(host).localDiscriminator();
    host.forget().bfd().take();
    host.on(new NodeEvent.Reconfigured(config.build()));
    assertEquals(List.of(), host.bfd().take());
    host.on(new NodeEvent.Reconfigured(config.session("peer", PEER, 200).build()));
    BfdPacket poll = host.bfd().take().getFirst();
    assertTrue(poll.poll());
    assertEquals(200_000, poll.desiredMinTransmitMicros());
    assertEquals(SessionState.UP, session(host).state());
    assertEquals(ours, session(host).localDiscriminator());
    assertEquals("Master", host.state("VI_1"));
    assertFalse(host.words().stream().anyMatch(word -> word.startsWith("close")));
  }

  @Test
  void anotherNeighborIsAnotherSession() {
    vi.session("peer", 0, false);
    TestHost host = started();
    bringUp(host);
    int ours = session(host).localDiscriminator();
    host.on(new NodeEvent.Reconfigured(config.session("peer", "10.0.0.8").build()));
    assertEquals(SessionState.DOWN, session(host).state());
    assertNotEquals(ours, session(host).localDiscriminator());
    assertEquals("Fault", host.state("VI_1"));
  }

  @Test
  void whatIsGoneFallsSilent() {
    TestHost host = started();
    bringUp(host);
    host.bfd().take();
    host.on(new NodeEvent.Reconfigured(new TestConfig().build())).pass(5);
    assertEquals(List.of(), host.bfd().take());
    assertEquals(0, host.bfd().sockets().size());
  }

  @Test
  void aStopClosesAllSockets() {
    TestHost host = started();
    bringUp(host);
    host.bfd().take();
    host.on(new NodeEvent.Stop());
    assertEquals(0, host.bfd().sockets().size());
    assertEquals(List.of(), host.bfd().take());
    assertTrue(host.words().contains("finished"));
  }

  @Test
  void aStallIsTheSessionsToo() {
    TestHost host = started();
    bringUp(host);
    host.now += TestConfig.SECOND;
    host.on(new NodeEvent.Stalled(990_000_000)).on(new NodeEvent.TimePassed());
    assertEquals(SessionState.UP, session(host).state());
    assertEquals(1, session(host).count(BfdCounter.STALL_FORGIVEN));
  }
}
