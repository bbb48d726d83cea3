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
import dev.baton.supervisor.loop.SlowWork;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Starts scripts, in the order in which they were asked for, on a thread of their own: that takes
 * its time, and a file system that does not answer holds up no other script ({@link SlowWork}). The
 * network namespace of all scripts is the one of the loop's thread.
 *
 * <p>Who has an order that waits or hangs may withdraw it at any time. The orders that wait are
 * bounded by who gives them: a track script has one run at a time, the notify scripts have a limit,
 * a FIFO has one reader, and one script runs at the start or the end.
 */
public final class ScriptStarter implements AutoCloseable {

  private static final SlowWork.Wording WORDING =
      new SlowWork.Wording("while it is started", "no script is started now");

  /** Who wants a process. All methods are called on the loop's thread, and one of them once. */
  interface Client {

    /** It runs, and the client owns it: it must watch for its end and close it. */
    void started(Child child);

    /** It was not started, for this reason. */
    void refused(String reason);
  }

  /** A process that a client wants. */
  final class Order implements SlowWork.Job {
    private final ScriptJob job;
    private final Client client;
    private volatile boolean withdrawn;

    private Order(ScriptJob job, Client client) {
      this.job = job;
      this.client = client;
    }

    @Override
    public Object subject() {
      return job.command();
    }

    @Override
    public String title() {
      return job.title();
    }

    @Override
    public void run() {
      SpawnRequest request = CommandLine.of(job);
      String fault = fault(job.command(), request);
      if (fault.isEmpty() && !withdrawn) {
        try {
          Child child = Spawner.spawn(rights.applied(request, job.command().identity()));
          loop.post(() -> client.started(child));
        } catch (OsException refusal) {
          loop.post(() -> client.refused(refusal.getMessage()));
        }
      } else {
        loop.post(() -> client.refused(fault));
      }
    }

    @Override
    public void refused() {
      client.refused("an earlier start of it still hangs");
    }
  }

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final SlowWork work;
  private final ScriptRights rights;

  /** Runs that were over for their owners before their processes began, and live still. */
  private final Set<ProcessRun> unwanted = new LinkedHashSet<>();

  private final NameLookups lookups;
  private final LeftProcesses left;

  private ScriptStarter(EventLoop loop, Consumer<LogLine> log, ScriptRights rights) {
    this.loop = loop;
    this.log = log;
    this.work = new SlowWork(loop, log, "scripts", WORDING);
    this.rights = rights;
    this.lookups = new NameLookups(loop);
    this.left = LeftProcesses.open(loop, log);
  }

  /** Of scripts that have what rights this process can give them. */
  public static ScriptStarter open(EventLoop loop, Consumer<LogLine> log) {
    return open(loop, log, ScriptRights.own());
  }

  static ScriptStarter open(EventLoop loop, Consumer<LogLine> log, ScriptRights rights) {
    return new ScriptStarter(loop, log, rights);
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
    work.add(order);
    return order;
  }

  /**
   * Forgets an order. If its process is being started just now, the client is told all the same.
   */
  void withdraw(Order order) {
    order.withdrawn = true;
    work.withdraw(order);
  }

  /** A process has begun, and been killed if that may be, that its owner has given up before. */
  void unwanted(ProcessRun run) {
    unwanted.add(run);
  }

  /** The process of a run has ended. */
  void gone(ProcessRun run) {
    unwanted.remove(run);
  }

  /** Says which processes are left behind that have no owner, since the daemon ends. */
  public void tellOfLeft() {
    for (ProcessRun run : unwanted) {
      log.accept(LogLine.warning(run.title() + " is left running: " + run.whereabouts()));
    }
  }

  /** A script of this name has ended; it may have left something. */
  void ended(ScriptJob job) {
    left.scriptEnded(job.title());
  }

  /** Some child has ended, perhaps one that nobody waits for. */
  public void childEnded() {
    left.childEnded();
  }

  /** Starts no more than was asked for so far. */
  @Override
  public void close() {
    work.close();
  }

  /**
   * Why a command shall not be started, looked at in the last moment and on the starting thread;
   * empty if it shall.
   */
  private String fault(Command command, SpawnRequest request) {
    // What a daemon that is not root has by inheritance, its scripts would inherit in turn.
    int result = Capabilities.keepOnly(EnumSet.allOf(Capability.class));
    if (result < 0 && rights.uid() != 0) {
      return "cannot drop the privileges that it would inherit: " + Errno.message(result);
    }
    String obstacle = rights.obstacle(command.identity());
    if (!obstacle.isEmpty()) {
      return obstacle;
    }
    String fault = rights.fault(request.path(), command.identity());
    return fault.isEmpty() ? ScriptSafety.fault(command) : fault;
  }
}
