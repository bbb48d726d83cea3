package dev.baton.router.hands;

import dev.baton.core.config.Configuration;

/** Something that the loop has the hands do, because it may take long. */
public sealed interface Errand {

  /** Ask the kernel for all links and addresses; {@link Report.Surveyed} answers. */
  record Survey() implements Errand {}

  /** Give the process the name, priority and memory of this configuration, and rehearse it. */
  record Adopt(Configuration configuration) implements Errand {}

  /**
   * Play so many take-overs, if there is time before the rest, and be awake at the real one; by
   * sleeping until then, or by not sleeping at all.
   */
  record Rehearse(int count, long restNanos, long deadlineNanos, boolean sleeping)
      implements Errand {}
}
