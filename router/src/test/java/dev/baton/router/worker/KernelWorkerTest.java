package dev.baton.router.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Errno;
import dev.baton.linux.fault.KernelFaults;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.MemoryFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KernelWorkerTest {

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private WorkerReplies replies;

  @BeforeEach
  void open() throws Exception {
    replies = WorkerReplies.open();
  }

  /** An announcement on an interface that no machine has: it fails, if it is made. */
  private static KernelPlan plan(long id, String instance) {
    List<byte[]> frames = List.of(new byte[42]);
    return new KernelPlan(
        id, instance, List.of(new KernelStep.SendFrames(Integer.MAX_VALUE, frames)));
  }

  @Test
  void makesNoAnnouncementThatWasWithdrawn() throws Exception {
    try (var kernel = KernelActor.open();
        var poller = Poller.open(1)) {
      KernelWorker worker = KernelWorker.start(kernel, replies);
      poller.add(replies.bell().fd(), Poller.READABLE, 0);
      assertFalse(failures(worker, poller, plan(1, "VI_1")).isEmpty());
      worker.withdraw("VI_1", 3);
      assertEquals(List.of(), failures(worker, poller, plan(2, "VI_1")));
      assertEquals(List.of(), failures(worker, poller, plan(3, "VI_1")));
      assertFalse(failures(worker, poller, plan(3, "VI_2")).isEmpty());
      assertFalse(failures(worker, poller, plan(4, "VI_1")).isEmpty());
    }
  }

  /** On an interface that no machine has all fails, each entry where it belongs. */
  @Test
  void plansSideBySideHaveTheirOwnRefusals() throws Exception {
    var adding = PlanQueueTest.adding(2);
    var announcing = new KernelStep.SendFrames(Integer.MAX_VALUE, List.of(new byte[42]));
    var first = new KernelPlan(1, "a", List.of(adding, announcing));
    var second = new KernelPlan(2, "b", List.of(adding, announcing, announcing));
    var third = new KernelPlan(3, "c", List.of(announcing));
    try (var kernel = KernelActor.open()) {
      List<List<String>> refused =
          kernel.carryOut(List.of(first, second, third), plan -> plan.id() == 1).stream()
              .map(outcome -> outcome.failures().stream().map(KernelWorkerTest::place).toList())
              .toList();
      assertEquals(
          List.of(List.of("0.0", "0.1"), List.of("0.0", "0.1", "1.0", "2.0"), List.of("0.0")),
          refused);
    }
  }

  private static String place(KernelPlan.Failure failure) {
    return failure.stepIndex() + "." + failure.entryIndex();
  }

  /** A kernel that is short of memory is short of it for a while. */
  @Test
  void aSurveyThatIsRefusedIsRepeatedWithPauses() throws Exception {
    try (var kernel = KernelActor.open();
        var poller = Poller.open(1)) {
      KernelWorker worker = KernelWorker.start(kernel, replies);
      poller.add(replies.bell().fd(), Poller.READABLE, 0);
      int refused = 0;
      try (var _ =
          KernelFaults.every(it -> it.getName().equals("kernel"), "SENDTO", Errno.ENOBUFS)) {
        worker.ask(new WorkerTask.Survey());
        long endNanos = System.nanoTime() + 500_000_000L;
        while (System.nanoTime() < endNanos) {
          poller.await(Math.max(0, endNanos - System.nanoTime()));
          replies.bell().answer();
          while (replies.next().isPresent()) {
            refused++;
          }
        }
      }
      // After 10, 30, 70, 150 and 310 ms.
      assertTrue(refused >= 2 && refused <= 6, refused + " refusals");
      WorkerReply last = next(poller);
      while (last instanceof WorkerReply.Refused) {
        last = next(poller);
      }
      assertInstanceOf(WorkerReply.Surveyed.class, last);
    }
  }

  @Test
  void aPlanDoesNotWaitForALargeConfiguration() throws Exception {
    var text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("virtual_server 10.0.0.1 ").append(i + 1).append(" {\n  protocol TCP\n}\n");
    }
    byte[] handover = new ConfigurationHandover(0, "", text.toString()).encode();
    try (var kernel = KernelActor.open();
        var poller = Poller.open(1)) {
      KernelWorker worker = KernelWorker.start(kernel, replies);
      poller.add(replies.bell().fd(), Poller.READABLE, 0);
      failures(worker, poller, plan(1, "VI_1"));
      BackgroundWorker.start(replies)
          .read(
              new ToRouter.Configure(7, new NodeOptions(false, false, false)),
              MemoryFile.of("configuration", handover));
      assertFalse(failures(worker, poller, plan(2, "VI_1")).isEmpty());
      assertInstanceOf(WorkerReply.ConfigurationRead.class, next(poller));
    }
  }

  private List<KernelPlan.Failure> failures(KernelWorker worker, Poller poller, KernelPlan plan) {
    worker.carryOut(plan);
    return ((WorkerReply.PlanCarriedOut) next(poller)).outcome().failures();
  }

  private WorkerReply next(Poller poller) {
    long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
    Optional<WorkerReply> reply = replies.next();
    while (reply.isEmpty() && System.nanoTime() < deadlineNanos) {
      poller.await(deadlineNanos - System.nanoTime());
      replies.bell().answer();
      reply = replies.next();
    }
    return reply.orElseThrow();
  }
}
