package dev.baton.router.worker;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Link;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.Configuration;
import dev.baton.core.node.NodeOptions;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.router.socket.VrrpSocket;
import java.util.List;

/** The outcome of a task. */
public sealed interface WorkerReply {

  /** A plan has been carried out, but for the failures in its outcome. */
  record PlanCarriedOut(KernelPlan.Outcome outcome) implements WorkerReply {}

  /** All links and addresses that there are. */
  record Surveyed(List<Link> links, List<InterfaceAddress> addresses) implements WorkerReply {}

  /** The socket of this channel is open. */
  record SocketOpened(int channel, VrrpSocket socket) implements WorkerReply {}

  /** The socket of this channel could not be opened. */
  record SocketRefused(int channel, String call, int errno) implements WorkerReply {}

  /** A configuration is ready to be put in force. */
  record ConfigurationRead(long generation, NodeOptions options, Configuration configuration)
      implements WorkerReply {}

  /** A snapshot is in this memfd. */
  record SnapshotWritten(long requestId, Fd memfd) implements WorkerReply {}

  /** The system, not we, stood in the way of something; it was not done, and we go on. */
  record Refused(String what) implements WorkerReply {

    static Refused of(OsException refusal) {
      return new Refused(
          refusal.call() + " " + refusal.subject() + ": " + Errno.message(refusal.errno()));
    }
  }

  /** Something that the operator should know. */
  record Said(LogLine line) implements WorkerReply {}

  /** A bug of ours, or a system without which we cannot work: the thread has ended. */
  record Crashed(Throwable cause) implements WorkerReply {}
}
