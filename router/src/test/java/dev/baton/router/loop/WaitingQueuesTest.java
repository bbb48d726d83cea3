package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.QueueFigures;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotCodec;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.fault.KernelFaults;
import dev.baton.linux.process.MemoryFile;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router to which the kernel refuses something for long. */
final class WaitingQueuesTest {

  private static final String HOST = "baton-rw" + ProcessHandle.current().pid();
  private static final int ROUND_COUNT = 2_000;
  private static final int SCRIPT_COUNT = 3;

  /** As long as the pauses between surveys are at their longest, twice. */
  private static final long WATCHED_NANOS = 2_000_000_000L;

  @BeforeEach
  void makeHost() throws Exception {
    KernelFaultsTest.makeHost(HOST);
  }

  @AfterEach
  void deleteHost() throws Exception {
    KernelFaultsTest.deleteHost(HOST);
  }

  /** Scripts and operators go on meanwhile: neither the processor nor memory is spent on that. */
  @Test
  void aRefusedSurveyCostsNeitherTimeNorRoom() throws Exception {
    LivingRouter router = LivingRouter.start(HOST);
    Predicate<Thread> kernel = thread -> thread.getName().equals("kernel");
    try (var _ = KernelFaults.every(kernel, "SENDTO", Errno.ENOBUFS)) {
      router.configure(1, "10.9.0.1");
      for (int i = 0; i < ROUND_COUNT; i++) {
        var script = TrackerId.script("script" + i % SCRIPT_COUNT);
        router.say(
            new ToRouter.TrackerRead(
                script, i % 2 == 0 ? Reading.Verdict.UP : Reading.Verdict.DOWN));
        router.say(new ToRouter.Show(i, Set.of(SnapshotSection.QUEUES), false));
        // It answers: all that came before has been taken in.
        router.say(new ToRouter.Ping());
        router.hearUntil(ToSupervisor.Alive.class::isInstance);
      }
      long spentNanos = processorNanos();
      router.hearFor(WATCHED_NANOS);
      spentNanos = processorNanos() - spentNanos;
      assertTrue(spentNanos < WATCHED_NANOS / 20, spentNanos + " ns of the processor");
    }
    router.hearUntil(new ToSupervisor.Snapshot(ROUND_COUNT - 1)::equals);
    QueueFigures figures = figures(router);
    router.stop();
    assertEquals("exit 0", router.end());
    assertEquals(SCRIPT_COUNT + WaitingMessages.SHOW_COUNT_MAX, figures.messageCountMax());
    assertTrue(figures.taskCountMax() <= 3, figures.toString());
    assertTrue(figures.backgroundCountMax() <= WaitingMessages.SHOW_COUNT_MAX, figures.toString());
    assertTrue(figures.replacedCount() >= 2 * ROUND_COUNT - 100, figures.toString());
    long refusals =
        router.said().stream()
            .filter(said -> said instanceof ToSupervisor.Log(var line))
            .filter(said -> said.toString().contains("No buffer space"))
            .count();
    assertTrue(refusals >= 1 && refusals <= 10, refusals + " lines");
  }

  /** What the threads of the router have spent. */
  private static long processorNanos() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> LivingRouter.THREADS.contains(thread.getName()))
        .mapToLong(WaitingQueuesTest::processorNanos)
        .sum();
  }

  /** By reflection: this module does not read the one that knows. */
  private static long processorNanos(Thread thread) {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return (long)
          Class.forName("java.lang.management.ThreadMXBean")
              .getMethod("getThreadCpuTime", long.class)
              .invoke(threads, thread.threadId());
    } catch (ReflectiveOperationException unknown) {
      throw new LinkageError("no thread statistics", unknown);
    }
  }

  private static QueueFigures figures(LivingRouter router) throws Exception {
    try (Fd memfd = router.takePassed().orElseThrow()) {
      return switch (SnapshotCodec.decode(MemoryFile.contents(memfd, 1 << 20))) {
        case Decoded.Value<RouterSnapshot>(RouterSnapshot snapshot) ->
            snapshot.get(SnapshotSection.QUEUES);
        case Decoded.Malformed<RouterSnapshot> malformed ->
            throw new AssertionError(malformed.toString());
      };
    }
  }
}
