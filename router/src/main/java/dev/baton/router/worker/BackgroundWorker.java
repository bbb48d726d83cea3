package dev.baton.router.worker;

import dev.baton.core.model.Configuration;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.process.MemoryFile;
import java.util.concurrent.locks.LockSupport;

/**
 * The router's third thread, which reads configurations and writes snapshots, one at a time. A
 * large one takes a third of a second, and a takeover must not wait for that.
 */
public final class BackgroundWorker {

  /** Some hundred thousand lines of configuration. */
  private static final int HANDOVER_BYTES_MAX = 64 << 20;

  /** Behind so many snapshots the supervisor has forgotten that it asked for the oldest. */
  private static final int TASK_COUNT_MAX = 64;

  private final CountedQueue<Runnable> tasks = new CountedQueue<>();
  private final WorkerReplies replies;
  private final Thread thread;

  private BackgroundWorker(WorkerReplies replies) {
    this.replies = replies;
    this.thread = Thread.ofPlatform().name("background").daemon().unstarted(this::work);
  }

  /** Starts the thread, with the rights of the calling one. */
  public static BackgroundWorker start(WorkerReplies replies) {
    var worker = new BackgroundWorker(replies);
    worker.thread.start();
    return worker;
  }

  /** Parses the configuration in this memfd; {@link WorkerReply.ConfigurationRead} answers. */
  public void read(ToRouter.Configure message, Fd handover) {
    ask(() -> readNow(message, handover));
  }

  /** Whether it is so far behind that a further snapshot would only be another burden. */
  public boolean isOverwhelmed() {
    return tasks.length() >= TASK_COUNT_MAX;
  }

  /** The most tasks that have waited at once. */
  public int taskCountMax() {
    return tasks.lengthMax();
  }

  /** Puts a snapshot into a memfd; {@link WorkerReply.SnapshotWritten} answers. */
  public void write(long requestId, RouterSnapshot snapshot) {
    ask(() -> writeNow(requestId, snapshot));
  }

  private void ask(Runnable task) {
    tasks.add(task);
    LockSupport.unpark(thread);
  }

  private void work() {
    try {
      while (true) {
        Runnable task = tasks.poll();
        if (task == null) {
          LockSupport.park();
        } else {
          task.run();
        }
      }
    } catch (RuntimeException | Error bug) {
      replies.add(new WorkerReply.Crashed(bug));
    }
  }

  private void readNow(ToRouter.Configure message, Fd handover) {
    try (handover) {
      Configuration configuration =
          HandoverReader.read(MemoryFile.contents(handover, HANDOVER_BYTES_MAX));
      replies.add(
          new WorkerReply.ConfigurationRead(
              message.generation(), message.options(), configuration));
    } catch (OsException failed) {
      throw new IllegalStateException("a configuration cannot be read", failed);
    }
  }

  private void writeNow(long requestId, RouterSnapshot snapshot) {
    try {
      Fd memfd = MemoryFile.of("baton-snapshot", SnapshotCodec.encode(snapshot));
      replies.add(new WorkerReply.SnapshotWritten(requestId, memfd));
    } catch (OsException failed) {
      replies.add(WorkerReply.Refused.of(failed));
    }
  }
}
