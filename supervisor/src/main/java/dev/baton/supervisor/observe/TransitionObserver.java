package dev.baton.supervisor.observe;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.node.Transition;

/** Somebody who is told of transitions, in their order. */
@FunctionalInterface
public interface TransitionObserver {

  /**
   * It has happened; the kernel is as it says.
   *
   * @param notify what the instance's file says about telling; {@link NotifyConfig#NONE} for one
   *     that is not known any more
   */
  void tell(Transition transition, NotifyConfig notify);
}
