package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.process.Capabilities;
import dev.baton.linux.process.Capability;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.supervisor.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Starts scripts, in the order in which they were asked for, on a thread of their own: that takes
 * its time. The network namespace of all scripts is the one of the thread that opened the starter.
 *
 * <p>A file system that does not answer holds the thread up for as long as it likes. Then another
 * one goes on with the scripts that follow, and that script is not tried again until the first has
 * come back. Who has an order that waits or hangs may withdraw it at any time.
 *
 * <p>The orders that wait are bounded by who gives them: a track script has one run at a time, the
 * notify scripts have a limit, and one script runs at the start or the end.
 */
public final class ScriptStarter implements AutoCloseable {

  /** Who wants a process. All methods are called on the loop's thread, and one of them once. */
  interface Client {

    /** It runs, and the client owns it: it must watch for its end and close it. */
    void started(Child child);

    /** It was not started, for this reason. */
    void refused(String reason);
  }

  /** A process that a client wants; each is another one, so no record. */
  static final class Order {
    private final ScriptJob job;
    private final Client client;
    private volatile boolean withdrawn;

    private Order(ScriptJob job, Client client) {
      this.job = job;
      this.client = client;
    }
  }

  private static final long LOOK_NANOS = 1_000_000_000L;

  /** At so many looks in a row a start hangs. By counting, a pause of the daemon is one look. */
  private static final int HANGING_LOOKS = 3;

  /** Each costs a thread; a host whose files are all on servers has more than one that hangs. */
  private static final int HANGING_COUNT_MAX = 16;

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final ScriptRights rights;
  private final NameLookups lookups;
  private final LeftProcesses left;

  /** Guarded by this, as is all of a worker. */
  private final ArrayDeque<Order> orders = new ArrayDeque<>();

  private Worker worker = new Worker();
  private boolean closed;

  /** The commands whose start hangs. With the flag below, the loop's own. */
  private final Set<Command> hanging = new HashSet<>();

  private boolean watching;

  private ScriptStarter(EventLoop loop, Consumer<LogLine> log, ScriptRights rights) {
    this.loop = loop;
    this.log = log;
    this.rights = rights;
    this.lookups = new NameLookups(loop);
    this.left = LeftProcesses.open(loop, log);
  }

  /** Of scripts that have what rights this process can give them. */
  public static ScriptStarter open(EventLoop loop, Consumer<LogLine> log) {
    return open(loop, log, ScriptRights.own());
  }

  static ScriptStarter open(EventLoop loop, Consumer<LogLine> log, ScriptRights rights) {
    var starter = new ScriptStarter(loop, log, rights);
    starter.worker.start();
    return starter;
  }

  /** Begins a run soon. The listener hears of its end later, never from within this call. */
  ScriptRun run(ScriptJob job, ScriptRun.Listener listener) {
    return switch (job.command().kind()) {
      case Command.Connect connect -> ConnectRun.start(loop, lookups, connect, listener);
      case Command.Direct _, Command.Shell _ -> ProcessRun.start(this, loop, job, listener);
    };
  }

  /** Starts a process soon, and tells the client. */
  Order start(ScriptJob job, Client client) {
    var order = new Order(job, client);
    if (hanging.contains(job.command())) {
      loop.post(() -> client.refused("an earlier start of it still hangs"));
      return order;
    }
    synchronized (this) {
      orders.add(order);
      notifyAll();
    }
    if (!watching) {
      watching = true;
      loop.at(System.nanoTime() + LOOK_NANOS, this::look);
    }
    return order;
  }

  /**
   * Forgets an order. If its process is being started just now, the client is told all the same.
   */
  synchronized void withdraw(Order order) {
    order.withdrawn = true;
    orders.remove(order);
  }

  /** A script of this name has ended; it may have left something. */
  void ended(ScriptJob job) {
    left.scriptEnded(job.title());
  }

  /** Some child has ended, perhaps one that nobody waits for. */
  public void childEnded() {
    left.childEnded();
  }

  /** Comes back as long as there is something to do. */
  private void look() {
    findHanging().ifPresent(this::goOnWithout);
    watching = isBusy();
    if (watching) {
      loop.at(System.nanoTime() + LOOK_NANOS, this::look);
    }
  }

  private synchronized boolean isBusy() {
    return worker.busy.isPresent() || !orders.isEmpty();
  }

  /** The order that has just been found to hang. */
  private synchronized Optional<Order> findHanging() {
    worker.looks++;
    return worker.looks == HANGING_LOOKS ? worker.busy : Optional.empty();
  }

  private void goOnWithout(Order order) {
    String hangs = order.job.title() + " hangs in its start: its file system does not answer";
    if (hanging.size() >= HANGING_COUNT_MAX) {
      log.accept(LogLine.error(hangs + ", and too many others do: no script is started now"));
      return;
    }
    log.accept(LogLine.warning(hangs));
    hanging.add(order.job.command());
    synchronized (this) {
      worker = new Worker();
      worker.start();
    }
  }

  private void cameBack(Order order) {
    if (hanging.remove(order.job.command())) {
      log.accept(LogLine.info(order.job.title() + " does not hang in its start any more"));
    }
  }

  /** The next order for a worker; none if that one is not needed any more. */
  private synchronized Optional<Order> next(Worker asking) throws InterruptedException {
    asking.busy = Optional.empty();
    while (asking == worker && !closed && orders.isEmpty()) {
      wait();
    }
    boolean needed = asking == worker && !orders.isEmpty();
    asking.busy = needed ? Optional.of(orders.removeFirst()) : Optional.empty();
    asking.looks = 0;
    return asking.busy;
  }

  /** Starts no more than was asked for so far. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** A thread that starts scripts until a start hangs. */
  private final class Worker {

    private Optional<Order> busy = Optional.empty();
    private int looks;

    void start() {
      Thread.ofPlatform().name("scripts").daemon().start(this::work);
    }

    private void work() {
      // What a daemon that is not root has by inheritance, its scripts would inherit in turn.
      int result = Capabilities.keepOnly(EnumSet.allOf(Capability.class));
      boolean inherits = result < 0 && rights.uid() != 0;
      String fault =
          inherits ? "what baton may do cannot be taken from it: " + Errno.message(result) : "";
      try {
        for (var order = next(this); order.isPresent(); order = next(this)) {
          carryOut(order.get(), fault);
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    private void carryOut(Order order, String faultOfAll) {
      SpawnRequest request = CommandLine.of(order.job);
      String fault = faultOfAll.isEmpty() ? fault(order.job.command(), request) : faultOfAll;
      if (fault.isEmpty() && !order.withdrawn) {
        try {
          Child child = Spawner.spawn(rights.applied(request, order.job.command().identity()));
          loop.post(() -> order.client.started(child));
        } catch (OsException refusal) {
          loop.post(() -> order.client.refused(refusal.getMessage()));
        }
      } else {
        loop.post(() -> order.client.refused(fault));
      }
      loop.post(() -> cameBack(order));
    }

    /**
     * Why a command shall not be started, looked at in the last moment and on this thread; empty if
     * it shall.
     */
    private String fault(Command command, SpawnRequest request) {
      String obstacle = rights.obstacle(command.identity());
      if (!obstacle.isEmpty()) {
        return obstacle;
      }
      String fault = rights.fault(request.path(), command.identity());
      return fault.isEmpty() ? ScriptSafety.fault(command) : fault;
    }
  }
}
