package dev.baton.router.worker;

import dev.baton.linux.OsException;
import dev.baton.linux.poll.Wakeup;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The replies of the other threads to the loop: a lock-free queue, and a descriptor to poll that
 * signals new entries.
 */
public final class WorkerReplies {

  private final Queue<WorkerReply> replies = new ConcurrentLinkedQueue<>();
  private final Wakeup bell;

  private WorkerReplies(Wakeup bell) {
    this.bell = bell;
  }

  /** Nothing is told yet. */
  public static WorkerReplies open() throws OsException {
    return new WorkerReplies(Wakeup.open());
  }

  /** Tells the loop something, soon. */
  void add(WorkerReply reply) {
    add(List.of(reply));
  }

  /** The same, with one ring for all of it. */
  void add(List<WorkerReply> several) {
    replies.addAll(several);
    bell.ring();
  }

  /** Rings when there are reports. */
  public Wakeup bell() {
    return bell;
  }

  /** The oldest report that was not taken yet. */
  public Optional<WorkerReply> next() {
    return Optional.ofNullable(replies.poll());
  }
}
