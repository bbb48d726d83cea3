package dev.baton.core.node;

import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.Change;
import dev.baton.core.kernel.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the worker was given for one owner, and has not answered yet.
 *
 * @param wish the number of the wish that it leads to
 */
record PlanUnderWay(List<KernelStep> steps, int wish) {

  /** What it sets. */
  Set<Resource> sets() {
    var sets = new HashSet<Resource>();
    for (KernelStep step : steps) {
      if (step instanceof Change change && change.sets()) {
        change.operations().forEach(it -> sets.add(it.resource()));
      }
    }
    return sets;
  }
}
