package dev.baton.core.kernel;

import dev.baton.core.kernel.KernelStep.Change;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.kernel.Resource.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns operations into steps, in batches.
 *
 * <p>What was added is announced before the next batch, so that the first neighbours learn of it
 * while the last addresses are still to come; repetitions come last.
 */
public final class ResourcePlan {

  /** Operations per step: rtnetlink takes a batch of a hundred in one call, at 15 µs each. */
  private static final int BATCH = 100;

  /** But in the first step: those are announced, and used, while the others are still to come. */
  private static final int FIRST_BATCH = 10;

  /** The frames that announce an address; none if its interface or family does without. */
  public interface Announcer extends Function<Address, List<byte[]>> {}

  private ResourcePlan() {}

  /** The steps that carry these operations out, and announce nothing. */
  public static List<KernelStep> of(List<Operation> operations) {
    var steps = new ArrayList<KernelStep>();
    addChanges(steps, operations);
    return steps;
  }

  /**
   * The steps of a master: what is missing is added, and all its addresses are announced, {@code
   * rounds} times.
   *
   * @param operations as {@link Reconciler} gives them; addresses that are set are among {@code
   *     announced}, in its order
   */
  public static List<KernelStep> announced(
      List<Operation> operations, List<Address> announced, Announcer announcer, int rounds) {
    var steps = new ArrayList<KernelStep>();
    int next = 0;
    while (next < operations.size() && comesBeforeAddresses(operations.get(next))) {
      next++;
    }
    addChanges(steps, operations.subList(0, next));
    for (List<Address> batch : batches(announced)) {
      int from = next;
      for (Address address : batch) {
        boolean missing =
            next < operations.size() && operations.get(next).resource().equals(address);
        next += missing ? 1 : 0;
      }
      if (next > from) {
        steps.add(new Change(List.copyOf(operations.subList(from, next))));
      }
      addFrames(steps, batch, announcer);
    }
    addChanges(steps, operations.subList(next, operations.size()));
    steps.addAll(announce(announced, announcer, rounds - 1));
    return steps;
  }

  private static boolean comesBeforeAddresses(Operation operation) {
    return operation instanceof Operation.Remove || isFilter(operation);
  }

  private static boolean isFilter(Operation operation) {
    return operation.resource() instanceof Resource.Filter;
  }

  /** The steps that announce addresses which are there, in {@code rounds} rounds over all. */
  public static List<KernelStep> announce(
      List<Address> addresses, Announcer announcer, int rounds) {
    var steps = new ArrayList<KernelStep>();
    for (int round = 0; round < rounds; round++) {
      for (List<Address> batch : batches(addresses)) {
        addFrames(steps, batch, announcer);
      }
    }
    return steps;
  }

  /**
   * A batch removes or sets: the queue puts plans together that do the same. All filters are one
   * batch, for they are one transaction.
   */
  private static void addChanges(List<KernelStep> steps, List<Operation> operations) {
    int removals = 0;
    while (removals < operations.size() && operations.get(removals) instanceof Operation.Remove) {
      removals++;
    }
    for (var part :
        List.of(operations.subList(0, removals), operations.subList(removals, operations.size()))) {
      List<Operation> filters = part.stream().filter(ResourcePlan::isFilter).toList();
      List<Operation> others = part.stream().filter(it -> !isFilter(it)).toList();
      // Filters come first, and go last.
      boolean removes = !part.isEmpty() && part.getFirst() instanceof Operation.Remove;
      if (!filters.isEmpty() && !removes) {
        steps.add(new Change(filters));
      }
      for (List<Operation> batch : batches(others)) {
        steps.add(new Change(List.copyOf(batch)));
      }
      if (!filters.isEmpty() && removes) {
        steps.add(new Change(filters));
      }
    }
  }

  private static <T> List<List<T>> batches(List<T> all) {
    var batches = new ArrayList<List<T>>();
    int from = 0;
    while (from < all.size()) {
      int to = Math.min(from + (from == 0 ? FIRST_BATCH : BATCH), all.size());
      batches.add(all.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** One step for each run of addresses on the same interface. */
  private static void addFrames(
      List<KernelStep> steps, List<Address> addresses, Announcer announcer) {
    var frames = new ArrayList<byte[]>();
    int linkIndex = 0;
    for (Address address : addresses) {
      if (address.linkIndex() != linkIndex && !frames.isEmpty()) {
        steps.add(new SendFrames(linkIndex, List.copyOf(frames)));
        frames.clear();
      }
      linkIndex = address.linkIndex();
      frames.addAll(announcer.apply(address));
    }
    if (!frames.isEmpty()) {
      steps.add(new SendFrames(linkIndex, List.copyOf(frames)));
    }
  }
}
