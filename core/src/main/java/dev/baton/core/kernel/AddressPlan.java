package dev.baton.core.kernel;

import dev.baton.core.kernel.KernelStep.AddAddresses;
import dev.baton.core.kernel.KernelStep.DeleteAddresses;
import dev.baton.core.kernel.KernelStep.Placement;
import dev.baton.core.kernel.KernelStep.SendFrames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns the difference between wanted and actual addresses into steps, in batches.
 *
 * <p>Both adding and deleting go in the order of the configuration: VIPs, then excluded VIPs. What
 * was added is announced before the next batch, so that the first neighbours learn of it while the
 * last addresses are still to come; repetitions come last.
 */
public final class AddressPlan {

  /** Addresses per step: rtnetlink takes a batch of a hundred in one call, at 15 µs each. */
  private static final int BATCH = 100;

  /** But in the first step: those are announced, and used, while the others are still to come. */
  private static final int FIRST_BATCH = 10;

  /** The frames that announce an address; none if its interface or family does without. */
  public interface Announcer extends Function<Placement, List<byte[]>> {}

  private AddressPlan() {}

  /** The steps that delete all of these. */
  public static List<KernelStep> giveUp(Collection<Placement> present) {
    var steps = new ArrayList<KernelStep>();
    for (List<Placement> batch : batches(List.copyOf(present))) {
      steps.add(new DeleteAddresses(batch));
    }
    return steps;
  }

  /**
   * The steps of a new master: what is missing is added, and everything announced, {@code rounds}
   * times.
   */
  public static List<KernelStep> takeOver(
      List<Placement> wanted, Set<Placement> present, Announcer announcer, int rounds) {
    var steps = new ArrayList<KernelStep>();
    for (List<Placement> batch : batches(wanted)) {
      List<Placement> missing = batch.stream().filter(it -> !present.contains(it)).toList();
      if (!missing.isEmpty()) {
        steps.add(new AddAddresses(missing));
      }
      addFrames(steps, batch, announcer);
    }
    steps.addAll(announce(wanted, announcer, rounds - 1));
    return steps;
  }

  /** The steps that announce addresses which are there, in {@code rounds} rounds over all. */
  public static List<KernelStep> announce(
      List<Placement> placements, Announcer announcer, int rounds) {
    var steps = new ArrayList<KernelStep>();
    for (int round = 0; round < rounds; round++) {
      for (List<Placement> batch : batches(placements)) {
        addFrames(steps, batch, announcer);
      }
    }
    return steps;
  }

  private static List<List<Placement>> batches(List<Placement> placements) {
    var batches = new ArrayList<List<Placement>>();
    int from = 0;
    while (from < placements.size()) {
      int to = Math.min(from + (from == 0 ? FIRST_BATCH : BATCH), placements.size());
      batches.add(placements.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** One step for each run of addresses on the same interface. */
  private static void addFrames(
      List<KernelStep> steps, List<Placement> placements, Announcer announcer) {
    var frames = new ArrayList<byte[]>();
    int linkIndex = 0;
    for (Placement placement : placements) {
      if (placement.linkIndex() != linkIndex && !frames.isEmpty()) {
        steps.add(new SendFrames(linkIndex, List.copyOf(frames)));
        frames.clear();
      }
      linkIndex = placement.linkIndex();
      frames.addAll(announcer.apply(placement));
    }
    if (!frames.isEmpty()) {
      steps.add(new SendFrames(linkIndex, List.copyOf(frames)));
    }
  }
}
