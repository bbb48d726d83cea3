package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.node.BfdSocketSpec;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.wire.Connection;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.SeqPacketSocket;
import dev.baton.router.socket.BfdSocket;
import dev.baton.router.socket.VrrpSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NodeActorTest {

  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final long HOUR_MICROS = HOUR_NANOS / 1_000;

  private static final IpEnvelope ENVELOPE =
      new IpEnvelope(IpAddress.ANY4, IpAddress.ofInt(0xE0000012), 255, 20, 8);

  private static final VrrpSockets.Opener NOBODY =
      new VrrpSockets.Opener() {
        @Override
        public void open(int channel, SocketSpec spec) {}

        @Override
        public void callOff(int channel) {}

        @Override
        public void close(VrrpSocket socket) {}
      };

  private static final BfdSockets.Opener NO_SESSION =
      new BfdSockets.Opener() {
        @Override
        public void open(int channel, BfdSocketSpec spec) {}

        @Override
        public void close(BfdSocket socket) {}
      };

  private Poller poller;
  private SeqPacketSocket supervisor;
  private NodeActor actor;

  @BeforeEach
  void begin() throws OsException {
    poller = Poller.open(4);
    SeqPacketSocket.Pair pair = SeqPacketSocket.pair(Connection.MESSAGE_BYTES_MAX);
    supervisor = pair.peer();
    var offLoop = new NodeActor.OffLoop(_ -> {}, (_, _) -> {}, NOBODY, NO_SESSION);
    actor =
        new NodeActor(
            new Wire(pair.own().fd(), poller, 1), poller, new NodeActor.Tokens(16, 99), offLoop);
    actor.begin(TakeoverWarmupTest.empty(), new NodeOptions(false, false, false));
  }

  @AfterEach
  void end() {
    supervisor.close();
    poller.close();
  }

  private long heardMicrosFromNow() {
    actor.heard(new NodeEvent.DatagramReceived(1, ENVELOPE, new byte[28]));
    String line = actor.recordedLines().getLast();
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }

  @Test
  void packetsCountFromWhenTheyWokeTheLoop() {
    actor.woken(System.nanoTime() + HOUR_NANOS);
    assertTrue(heardMicrosFromNow() > HOUR_MICROS / 2);
  }

  private static final Set<SnapshotSection<?>> OF_THE_LOOP =
      Set.of(SnapshotSection.LOOP, SnapshotSection.QUEUES);

  /** With the loop's own sections, that is all of them: none is forgotten, and none is extra. */
  @Test
  void showsWhatIsWanted() {
    for (SnapshotSection<?> section : SnapshotSection.ALL) {
      var snapshot = RouterSnapshot.of(Set.of(section));
      actor.show(snapshot);
      assertEquals(
          OF_THE_LOOP.contains(section) ? List.of() : List.of(section),
          snapshot.build().sections());
    }
  }

  @Test
  void timeDoesNotRunBackwards() {
    actor.woken(System.nanoTime() - HOUR_NANOS);
    actor.on(new NodeEvent.TimePassed());
    assertTrue(heardMicrosFromNow() > -HOUR_MICROS / 2);
  }
}
