package dev.baton.router.hands;

import dev.baton.core.config.RouterConfig;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Fd;

/** Something that the loop has the hands do, because it may take long. */
public sealed interface Errand {

  /** Ask the kernel for all links and addresses; {@link Report.Surveyed} answers. */
  record Survey() implements Errand {}

  /** Parse the configuration in this memfd; {@link Report.ConfigurationRead} answers. */
  record ReadConfiguration(ToRouter.Configure message, Fd handover) implements Errand {}

  /** Give the process its name, its priority and its memory. */
  record TakeFooting(RouterConfig config) implements Errand {}

  /** Play so many take-overs, if there is time before the rest, and be awake at the real one. */
  record Rehearse(int count, long restNanos, long deadlineNanos) implements Errand {}

  /** Put a snapshot into a memfd; {@link Report.SnapshotWritten} answers. */
  record WriteSnapshot(long requestId, RouterSnapshot snapshot) implements Errand {}
}
