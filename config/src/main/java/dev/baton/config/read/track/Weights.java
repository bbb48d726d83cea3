package dev.baton.config.read.track;

import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.track.Weight;

/** The weight of a tracked object for those who give none of their own. */
public final class Weights {

  private Weights() {}

  /** What the block says, else that. */
  public static Weight of(Directive.Section section, Weight otherwise) {
    var setting = section.last("weight");
    return setting.isPresent()
            && setting.get().value() instanceof Value.Weighted(var points, var reverse)
        ? new Weight(points, reverse)
        : otherwise;
  }
}
