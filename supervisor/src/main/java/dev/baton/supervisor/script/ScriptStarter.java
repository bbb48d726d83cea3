package dev.baton.supervisor.script;

import dev.baton.linux.OsException;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.supervisor.loop.EventLoop;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The thread that starts processes, in the order in which they were asked for. The network
 * namespace of all scripts is the one of the thread that opened it.
 */
public final class ScriptStarter implements AutoCloseable {

  /** Who wants a process. Both methods are called on the loop's thread. */
  public interface Client {

    /** It runs, and the client owns it: it must watch for its end and close it. */
    void started(Child child);

    /** It could not be started. */
    void refused(String reason);
  }

  /** What the thread's queue holds. */
  private sealed interface Order {}

  private record Start(SpawnRequest request, Client client) implements Order {}

  private record End() implements Order {}

  private final EventLoop loop;
  private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;

  private ScriptStarter(EventLoop loop) {
    this.loop = loop;
    this.thread = Thread.ofPlatform().name("scripts").daemon().unstarted(this::work);
  }

  public static ScriptStarter open(EventLoop loop) {
    var starter = new ScriptStarter(loop);
    starter.thread.start();
    return starter;
  }

  /** Starts a process soon, and tells the client. */
  public void start(SpawnRequest request, Client client) {
    orders.add(new Start(request, client));
  }

  private void work() {
    try {
      while (orders.take() instanceof Start order) {
        carryOut(order);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void carryOut(Start order) {
    try {
      Child child = Spawner.spawn(order.request());
      loop.post(() -> order.client().started(child));
    } catch (OsException refusal) {
      loop.post(() -> order.client().refused(refusal.getMessage()));
    }
  }

  /** Starts no more than was asked for so far. */
  @Override
  public void close() {
    orders.add(new End());
  }
}
