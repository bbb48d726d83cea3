package dev.baton.router.hands;

import dev.baton.core.config.RouterConfig;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Fd;

/** Something that the loop has the hands do, because it may take long. */
public sealed interface Errand {

  /** Change the kernel; {@link Report.PlanCarriedOut} answers. */
  record CarryOut(KernelPlan plan) implements Errand {}

  /** Ask the kernel for all links and addresses; {@link Report.Surveyed} answers. */
  record Survey() implements Errand {}

  /** Parse the configuration in this memfd; {@link Report.ConfigurationRead} answers. */
  record ReadConfiguration(ToRouter.Configure message, Fd handover) implements Errand {}

  /** Give the process its name, its priority and its memory. */
  record TakeFooting(RouterConfig config) implements Errand {}

  /** Play take-overs until then, or until there is something else to do. */
  record Rehearse(long untilNanos) implements Errand {}

  /** Put a snapshot into a memfd; {@link Report.SnapshotWritten} answers. */
  record WriteSnapshot(long requestId, RouterSnapshot snapshot) implements Errand {}
}
