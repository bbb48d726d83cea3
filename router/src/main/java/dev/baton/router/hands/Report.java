package dev.baton.router.hands;

import dev.baton.core.config.Configuration;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Link;
import dev.baton.core.node.NodeOptions;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import java.util.List;

/** What came of an errand. */
public sealed interface Report {

  /** A plan has been carried out, but for the failures in its outcome. */
  record PlanCarriedOut(KernelPlan.Outcome outcome) implements Report {}

  /** All links and addresses that there are. */
  record Surveyed(List<Link> links, List<InterfaceAddress> addresses) implements Report {}

  /** A configuration is ready to be put in force. */
  record ConfigurationRead(long generation, NodeOptions options, Configuration configuration)
      implements Report {}

  /** A snapshot is in this memfd. */
  record SnapshotWritten(long requestId, Fd memfd) implements Report {}

  /** The system, not we, stood in the way of something; it was not done, and we go on. */
  record Refused(String what) implements Report {

    static Refused of(OsException refusal) {
      return new Refused(
          refusal.call() + " " + refusal.subject() + ": " + Errno.message(refusal.errno()));
    }
  }

  /** A bug of ours, or a system without which we cannot work: the thread has ended. */
  record Crashed(Throwable cause) implements Report {}
}
