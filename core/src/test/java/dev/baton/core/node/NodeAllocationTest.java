package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.bfd.BfdPacket;
import dev.baton.core.bfd.SessionState;
import org.junit.jupiter.api.Test;

/** A turn that comes with every advert leaves little behind: what it leaves, a collection takes. */
final class NodeAllocationTest {

  private static final int TURNS = 20_000;

  /** Its state, its actions and what the test itself makes of them. */
  private static final long TURN_BYTES_MAX = 2_560;

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private static void assertBytesPerTurn(int turnsAtOnce, Runnable turns) {
    for (int i = 0; i < TURNS; i++) {
      turns.run();
    }
    long before = Allocations.bytes();
    for (int i = 0; i < TURNS; i++) {
      turns.run();
    }
    long bytes = (Allocations.bytes() - before) / TURNS / turnsAtOnce;
    assertTrue(bytes <= TURN_BYTES_MAX, bytes + " bytes a turn");
  }

  @Test
  void hearingAnAdvert() {
    var host = new TestHost(config.build()).start();
    assertBytesPerTurn(1, () -> host.forget().hear(vi, 200, "10.0.0.2"));
    assertEquals("Backup", host.state("VI_1"));
  }

  /** With a session that is up: the neighbor's packet, and ours when it is due. */
  @Test
  void aPacketOfBfdEachWay() {
    var host = new TestHost(config.session("peer", "10.0.0.9").build()).start();
    BfdPacket heard = host.bfd().take().getLast();
    var up = BfdNodeTest.from(SessionState.INIT, heard);
    host.bfd().hear(up, "10.0.0.9", 255);
    assertBytesPerTurn(
        2,
        () -> {
          host.forget().bfd().take();
          host.pass(0.08).bfd().hear(up, "10.0.0.9", 255);
        });
    assertEquals(SessionState.UP, host.node().bfdSnapshot().sessions().getFirst().state());
  }

  @Test
  void sendingAnAdvert() {
    var host = new TestHost(config.build()).start().pass(4);
    assertBytesPerTurn(1, () -> host.forget().pass(1));
    assertEquals("Master", host.state("VI_1"));
  }
}
