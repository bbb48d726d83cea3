package dev.baton.router.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which plans go together. */
final class PlanQueueTest {

  private final PlanQueue queue = new PlanQueue();
  private long lastId;

  private void add(String instance, KernelStep... steps) {
    queue.add(new KernelPlan(++lastId, instance, List.of(steps)));
  }

  static KernelStep adding(int count) {
    Operation setting = new Operation.Set(somewhere());
    return new KernelStep.Change(Collections.nCopies(count, setting));
  }

  private static Resource somewhere() {
    var prefix = new IpPrefix(IpAddress.ofInt(0xC0000201), 32);
    var spec =
        new AddressSpec(
            prefix, "eth0", 0, "", Optional.empty(), Optional.empty(), 0, -1, true, false);
    return new Resource.Address(spec, Integer.MAX_VALUE);
  }

  private static KernelStep deleting(int count) {
    Operation removal = new Operation.Remove(somewhere());
    return new KernelStep.Change(Collections.nCopies(count, removal));
  }

  private static KernelStep announcing() {
    return new KernelStep.SendFrames(1, List.of(new byte[42]));
  }

  /** The ids of the plans, as they are taken. */
  private List<List<Long>> taken() {
    var all = new ArrayList<List<Long>>();
    List<KernelPlan> next = queue.next();
    while (!next.isEmpty()) {
      all.add(next.stream().map(KernelPlan::id).toList());
      next = queue.next();
    }
    return all;
  }

  @Test
  void takeOversOfSeveralInstancesGoTogether() {
    add("a", adding(1), announcing(), announcing());
    add("b", adding(2), announcing());
    add("", announcing());
    assertEquals(List.of(List.of(1L, 2L, 3L)), taken());
  }

  @Test
  void soDoDepartures() {
    add("a", deleting(1));
    add("b", deleting(1), deleting(1));
    assertEquals(List.of(List.of(1L, 2L)), taken());
  }

  @Test
  void whatOneDeletesAnotherMayAdd() {
    add("a", deleting(1));
    add("b", adding(1));
    add("c", deleting(1));
    add("d", deleting(1), adding(1));
    add("e", deleting(1), adding(1));
    assertEquals(List.of(List.of(1L), List.of(2L), List.of(3L), List.of(4L), List.of(5L)), taken());
  }

  @Test
  void theOrderOfOneInstanceStays() {
    add("a", adding(1));
    add("b", adding(1));
    add("a", announcing());
    add("c", adding(1));
    assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L)), taken());
  }

  @Test
  void settingsGoAlone() {
    add("", new KernelStep.WriteSysctl("net/ipv4/conf/eth0/promote_secondaries", "1"));
    add("a", adding(1));
    assertEquals(List.of(List.of(1L), List.of(2L)), taken());
  }

  @Test
  void noMoreThanOneRequest() {
    add("a", adding(60));
    add("b", adding(40));
    add("c", adding(1));
    add("d", adding(300));
    add("e", adding(1));
    assertEquals(List.of(List.of(1L, 2L), List.of(3L), List.of(4L), List.of(5L)), taken());
  }

  /** Masters come and go while the kernel answers nobody. */
  @Test
  void withdrawnAnnouncementsDoNotPileUp() {
    add("held", adding(1), announcing());
    int removed = 0;
    for (int i = 0; i < 100_000; i++) {
      add("flapping", announcing());
      removed += queue.sweep(plan -> plan.instance().equals("flapping")).size();
    }
    assertTrue(queue.counts().lengthMax() <= PlanQueue.SWEEP_COUNT_MIN, "too many wait");
    assertEquals(removed, queue.counts().removedCount());
    List<List<Long>> left = taken();
    assertEquals(100_001 - removed, left.stream().mapToInt(List::size).sum());
    assertEquals(1L, left.getFirst().getFirst());
  }

  /** What changes the kernel is always answered, and what still holds is announced. */
  @Test
  void onlyWithdrawnAnnouncementsAreSwept() {
    for (int i = 0; i < PlanQueue.SWEEP_COUNT_MIN; i++) {
      add("changing", adding(1), announcing());
      add("announcing", announcing());
    }
    assertEquals(List.of(), queue.sweep(plan -> plan.instance().equals("changing")));
  }
}
