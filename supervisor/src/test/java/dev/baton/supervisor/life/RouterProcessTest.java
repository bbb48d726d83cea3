package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.wire.Connection;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.fault.KernelFaults;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.linux.socket.SeqPacketSocket;
import dev.baton.supervisor.loop.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection to a router, which is a sleeping child here. */
final class RouterProcessTest {

  private boolean ended;
  private EventLoop loop;
  private SeqPacketSocket.Pair pair;
  private RouterProcess router;

  @BeforeEach
  void start() throws Exception {
    loop = EventLoop.open();
    pair = SeqPacketSocket.pair(Connection.MESSAGE_BYTES_MAX);
    var request =
        new SpawnRequest(
            "/bin/sleep",
            List.of("sleep", "1000"),
            List.of(),
            Optional.empty(),
            List.of(),
            false,
            false);
    router = RouterProcess.connected(Spawner.spawn(request), pair.own(), loop, owner());
  }

  private RouterProcess.Owner owner() {
    return new RouterProcess.Owner() {
      @Override
      public void said(RouterProcess speaker, ToSupervisor message) {}

      @Override
      public void saidNonsense(RouterProcess speaker, String reason) {}

      @Override
      public void neverCalled(RouterProcess silent) {}

      @Override
      public void ended(RouterProcess dead, Child.Exit how) {
        ended = true;
        loop.end();
      }
    };
  }

  @AfterEach
  void end() {
    router.kill();
    while (!ended) {
      loop.run();
    }
    pair.peer().close();
    loop.close();
  }

  private Optional<ToRouter> arrived() {
    byte[] bytes = new byte[Connection.MESSAGE_BYTES_MAX];
    int length = pair.peer().receive(bytes);
    return length > 0
            && MessageCodec.decodeToRouter(bytes, length)
                instanceof Decoded.Value<ToRouter>(ToRouter message)
        ? Optional.of(message)
        : Optional.empty();
  }

  /** The kernel is short of memory for a moment: nothing is lost, and nothing overtakes. */
  @Test
  void whatTheKernelHasNoMemoryForIsSaidLater() {
    var first = new ToRouter.Show(1, Set.of(), false);
    var second = new ToRouter.Show(2, Set.of(), false);
    try (var _ = KernelFaults.every(Thread.currentThread()::equals, "SENDMSG", Errno.ENOBUFS)) {
      router.send(first);
    }
    assertEquals(Optional.empty(), arrived());
    loop.at(System.nanoTime() + 100_000_000L, loop::end);
    loop.run();
    router.send(second);
    assertEquals(Optional.of(first), arrived());
    assertEquals(Optional.of(second), arrived());
    assertTrue(!ended);
  }
}
