package dev.baton.router.worker;

import dev.baton.core.model.Configuration;
import dev.baton.core.node.SocketSpec;
import dev.baton.router.socket.VrrpSocket;

/** A task that the loop gives to the worker because it may take long. */
public sealed interface WorkerTask {

  /** Whether it makes an older task pointless that waits before it. */
  default boolean replaces(WorkerTask older) {
    return switch (this) {
      case Survey _ -> older instanceof Survey;
      case Adopt _ -> older instanceof Adopt;
      case Rehearse _ -> older instanceof Rehearse;
      case MendFirewall _ -> older instanceof MendFirewall;
      // Each channel awaits its own answer, and each socket has a descriptor of its own.
      case OpenSocket _, CloseSocket _ -> false;
    };
  }

  /** Ask the kernel for all links and addresses; {@link WorkerReply.Surveyed} answers. */
  record Survey() implements WorkerTask {}

  /**
   * Open a socket; {@link WorkerReply.SocketOpened} or {@link WorkerReply.SocketRefused} answers.
   */
  record OpenSocket(int channel, SocketSpec spec) implements WorkerTask {}

  /** Close a socket that nobody uses any more. */
  record CloseSocket(VrrpSocket socket) implements WorkerTask {}

  /** Give the process the name, priority and memory of this configuration, and rehearse it. */
  record Adopt(Configuration configuration) implements WorkerTask {}

  /**
   * Look whether the firewall is as it should be, for this program has changed something of it, and
   * make it so.
   */
  record MendFirewall(String program) implements WorkerTask {}

  /**
   * Play so many takeovers, if there is time before the rest, and be awake at the real one; by
   * sleeping until then, or by not sleeping at all.
   */
  record Rehearse(int count, long restNanos, long deadlineNanos, boolean sleeping)
      implements WorkerTask {}
}
