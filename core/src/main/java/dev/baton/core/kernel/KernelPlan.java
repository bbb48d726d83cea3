package dev.baton.core.kernel;

import java.util.List;

/**
 * Steps for the worker, to be done in this order, and acknowledged as a whole.
 *
 * @param id grows by one with each plan of a node
 * @param instance the name of the instance that it serves, for messages
 */
public record KernelPlan(long id, String instance, List<KernelStep> steps) {

  /**
   * What came of a plan.
   *
   * @param failures what went wrong; empty if all was done
   */
  public record Outcome(long planId, List<Failure> failures) {}

  /**
   * One entry of a step that the kernel refused.
   *
   * @param errno the kernel's error number
   */
  public record Failure(int stepIndex, int entryIndex, int errno) {}
}
