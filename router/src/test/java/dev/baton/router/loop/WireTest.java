package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.core.node.Transition;
import dev.baton.core.wire.Connection;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.Wakeup;
import dev.baton.linux.socket.SeqPacketSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The supervisor is played by the other end of the pair. */
final class WireTest {

  private Poller poller;
  private SeqPacketSocket supervisor;
  private Wire wire;

  @BeforeEach
  void connect() throws OsException {
    poller = Poller.open(4);
    SeqPacketSocket.Pair pair = SeqPacketSocket.pair(Connection.MESSAGE_BYTES_MAX);
    supervisor = pair.peer();
    wire = new Wire(pair.own().fd(), poller, 1);
  }

  @AfterEach
  void disconnect() {
    supervisor.close();
    poller.close();
  }

  private List<ToSupervisor> heard() {
    List<ToSupervisor> messages = new ArrayList<>();
    byte[] buffer = new byte[Connection.MESSAGE_BYTES_MAX];
    int lengthBytes = supervisor.receive(buffer);
    while (lengthBytes > 0) {
      if (MessageCodec.decodeToSupervisor(buffer, lengthBytes)
          instanceof Decoded.Value<ToSupervisor>(ToSupervisor message)) {
        messages.add(message);
      }
      lengthBytes = supervisor.receive(buffer);
    }
    return messages;
  }

  private static ToSupervisor transition(int number) {
    return new ToSupervisor.Transitioned(
        new Transition("VI_" + number, Transition.Event.MASTER, 100, "test", 0));
  }

  @Test
  void saysAndHears() {
    wire.say(new ToSupervisor.Alive());
    assertEquals(List.of(new ToSupervisor.Alive()), heard());

    byte[] message = MessageCodec.encode(new ToRouter.Stop());
    supervisor.send(message, message.length);
    assertEquals(1, poller.await(0));
    assertEquals(Optional.of(new ToRouter.Stop()), wire.next());
    assertEquals(Optional.empty(), wire.next());
  }

  @Test
  void waitsInOrderWhileTheSupervisorDoesNotRead() {
    int count = 5_000;
    for (int i = 0; i < count; i++) {
      wire.say(transition(i));
    }
    assertFalse(wire.isIdle(), "more than the socket holds");

    List<ToSupervisor> all = new ArrayList<>(heard());
    while (!wire.isIdle()) {
      assertEquals(1, poller.await(1_000_000_000), "room is reported");
      wire.flush();
      all.addAll(heard());
    }
    assertEquals(count, all.size());
    for (int i = 0; i < count; i++) {
      assertEquals(transition(i), all.get(i));
    }
    assertEquals(0, poller.await(0), "room is not polled for when nothing waits");
  }

  @Test
  void countsWhatFindsNoRoomAndTellsAfterwards() {
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      wire.say(new ToSupervisor.Log(LogLine.info("line " + i)));
    }
    wire.say(transition(1));
    List<ToSupervisor> all = new ArrayList<>();
    while (!wire.isIdle()) {
      all.addAll(heard());
      wire.flush();
    }
    all.addAll(heard());

    assertTrue(all.contains(transition(1)), "lines leave room for facts");
    long logLines = all.stream().filter(ToSupervisor.Log.class::isInstance).count();
    assertEquals(new ToSupervisor.Lost(count - logLines, 0), all.getLast());
  }

  @Test
  void passesDescriptors() throws OsException {
    wire.say(new ToSupervisor.Snapshot(7), Wakeup.open().fd());
    assertEquals(List.of(new ToSupervisor.Snapshot(7)), heard());
    Fd passed = supervisor.takePassed().orElseThrow();
    assertTrue(passed.isOpen());
    passed.close();
  }

  @Test
  void closedByTheSupervisor() {
    supervisor.close();
    assertEquals(Optional.empty(), wire.next());
    assertTrue(wire.isSevered());
    wire.say(new ToSupervisor.Finished());
    assertTrue(wire.isIdle(), "nobody waits for a supervisor that has gone");
  }

  @Test
  void nonsenseSevers() {
    supervisor.send(new byte[] {99, 1, 2}, 3);
    assertEquals(Optional.empty(), wire.next());
    assertTrue(wire.isSevered());
  }
}
