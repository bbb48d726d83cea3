package dev.baton.router.hands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.linux.Errno;
import dev.baton.linux.fault.KernelFaults;
import dev.baton.linux.poll.Poller;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HandsTest {

  private static final long PATIENCE_NANOS = 5_000_000_000L;

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
      Hands hands = Hands.start(kernel);
      poller.add(hands.bell().fd(), Poller.READABLE, 0);
      assertFalse(failures(hands, poller, plan(1, "VI_1")).isEmpty());
      hands.withdraw("VI_1", 3);
      assertEquals(List.of(), failures(hands, poller, plan(2, "VI_1")));
      assertEquals(List.of(), failures(hands, poller, plan(3, "VI_1")));
      assertFalse(failures(hands, poller, plan(3, "VI_2")).isEmpty());
      assertFalse(failures(hands, poller, plan(4, "VI_1")).isEmpty());
    }
  }

  /** On an interface that no machine has all fails, each entry where it belongs. */
  @Test
  void plansSideBySideHaveTheirOwnRefusals() throws Exception {
    var adding = new KernelStep.AddAddresses(PlanQueueTest.placements(2));
    var announcing = new KernelStep.SendFrames(Integer.MAX_VALUE, List.of(new byte[42]));
    var first = new KernelPlan(1, "a", List.of(adding, announcing));
    var second = new KernelPlan(2, "b", List.of(adding, announcing, announcing));
    var third = new KernelPlan(3, "c", List.of(announcing));
    try (var kernel = KernelActor.open()) {
      List<List<String>> refused =
          kernel.carryOut(List.of(first, second, third), plan -> plan.id() == 1).stream()
              .map(outcome -> outcome.failures().stream().map(HandsTest::place).toList())
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
      Hands hands = Hands.start(kernel);
      poller.add(hands.bell().fd(), Poller.READABLE, 0);
      int refused = 0;
      try (var _ =
          KernelFaults.every(it -> it.getName().equals("hands"), "SENDTO", Errno.ENOBUFS)) {
        hands.ask(new Errand.Survey());
        long endNanos = System.nanoTime() + 500_000_000L;
        while (System.nanoTime() < endNanos) {
          poller.await(Math.max(0, endNanos - System.nanoTime()));
          hands.bell().answer();
          while (hands.nextReport().isPresent()) {
            refused++;
          }
        }
      }
      // After 10, 30, 70, 150 and 310 ms.
      assertTrue(refused >= 2 && refused <= 6, refused + " refusals");
      Report last = next(hands, poller);
      while (last instanceof Report.Refused) {
        last = next(hands, poller);
      }
      assertInstanceOf(Report.Surveyed.class, last);
    }
  }

  private static List<KernelPlan.Failure> failures(Hands hands, Poller poller, KernelPlan plan) {
    hands.carryOut(plan);
    return ((Report.PlanCarriedOut) next(hands, poller)).outcome().failures();
  }

  private static Report next(Hands hands, Poller poller) {
    long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
    Optional<Report> report = hands.nextReport();
    while (report.isEmpty() && System.nanoTime() < deadlineNanos) {
      poller.await(deadlineNanos - System.nanoTime());
      hands.bell().answer();
      report = hands.nextReport();
    }
    return report.orElseThrow();
  }
}
