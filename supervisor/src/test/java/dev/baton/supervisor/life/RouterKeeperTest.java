package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.Signal;
import dev.baton.linux.fault.KernelFaults;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a router, which is a sleeping child here, started by a launcher. */
final class RouterKeeperTest {

  /** Longer than the keeper waits for the death of what it killed. */
  private static final long LIMIT_NANOS = 5 * RouterKeeper.DEATH_LIMIT_NANOS;

  private boolean stopped;

  @Test
  void aRouterThatCannotBeKilledIsNotWaitedForEver() throws Exception {
    var request =
        new SpawnRequest(
            "/bin/sleep",
            List.of("sleep", "1000"),
            List.of(),
            Optional.empty(),
            List.of(),
            false,
            false);
    Child sleeper = Spawner.spawn(request);
    System.setProperty("baton.router", Integer.toString(sleeper.pid()));
    System.setProperty("baton.call", sleeper.pid() + "/test");
    Options options = ((OptionReader.Accepted) OptionReader.read("-n")).options();
    EventLoop loop = EventLoop.open();
    try (DaemonLog log = DaemonLog.open(options);
        var _ =
            KernelFaults.every(Thread.currentThread()::equals, "PIDFD_SEND_SIGNAL", Errno.EPERM)) {
      var keeper = new RouterKeeper(options, log, loop);
      keeper.workFor(owner(loop));
      keeper.start();
      keeper.stop(0);
      loop.at(System.nanoTime() + LIMIT_NANOS, loop::end);
      loop.run();
      assertTrue(stopped, "nobody was told that it is over");
      assertFalse(keeper.isRunning());
      assertTrue(sleeper.exit().isEmpty());
    } finally {
      System.clearProperty("baton.call");
      sleeper.signal(Signal.SIGKILL);
      sleeper.close();
    }
  }

  private RouterKeeper.Owner owner(EventLoop loop) {
    return new RouterKeeper.Owner() {
      @Override
      public void said(ToSupervisor message) {}

      @Override
      public void routerBegan() {}

      @Override
      public void configured() {}

      @Override
      public Set<String> takeMasters() {
        return Set.of();
      }

      @Override
      public void routerEnded(LogLine how) {}

      @Override
      public void routerDied() {}

      @Override
      public void fellBack() {}

      @Override
      public void routerStopped() {
        stopped = true;
        loop.end();
      }

      @Override
      public void routerFailed(int exitCode) {}
    };
  }
}
