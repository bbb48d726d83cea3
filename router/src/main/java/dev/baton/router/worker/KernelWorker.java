package dev.baton.router.worker;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.Link;
import dev.baton.core.model.Configuration;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.linux.OsException;
import dev.baton.linux.host.ReloadMemory;
import dev.baton.linux.host.Scheduling;
import dev.baton.linux.host.StartMemory;
import dev.baton.linux.process.Capability;
import dev.baton.router.socket.VrrpSocket;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The router's second thread. It performs the loop's tasks one at a time, in the order of the
 * requests, and reports on each. It may have to wait for addresses, devices and files, so that the
 * loop never does.
 *
 * <p>Neither thread waits for the other: the queues between them have no locks.
 */
public final class KernelWorker {

  /**
   * What this thread needs: the loop's rights, and those of a {@link ProcessSettings} at any
   * reload.
   */
  public static final Set<Capability> RIGHTS =
      EnumSet.of(
          Capability.NET_ADMIN,
          Capability.NET_RAW,
          Capability.IPC_LOCK,
          Capability.DAC_READ_SEARCH,
          Capability.SYS_NICE,
          Capability.SYS_RESOURCE);

  private static final long SURVEY_LIMIT_NANOS = 5_000_000_000L;

  /** What the kernel refuses it may go on refusing; between two tries, doubled each time. */
  private static final long SURVEY_PAUSE_MIN_NANOS = 10_000_000L;

  private static final long SURVEY_PAUSE_MAX_NANOS = 1_000_000_000L;

  /** Once the pauses are long, one refusal in so many is told: about one a minute. */
  private static final int SURVEY_REFUSALS_TOLD = 60;

  /** The first loads and links; in so many the busiest methods prove hot and are compiled. */
  private static final int LIFE_COUNT = 250;

  /** The first adverts need the processor more. */
  private static final long REHEARSAL_DELAY_NANOS = 50_000_000;

  /** Between the first rehearsals: a thread that never sleeps is made to wait when it matters. */
  private static final long REHEARSAL_PAUSE_NANOS = 4_000_000;

  /** How long after a takeover is due its plan is looked for, and how often. */
  private static final long LINGER_NANOS = 1_500_000;

  private static final long LOOK_NANOS = 100_000;

  /** Until then the loop has put a reload in force, and what it changed is done. */
  private static final long RELOAD_SETTLED_NANOS = 3_000_000_000L;

  /** They go before all other tasks. */
  private final PlanQueue plans = new PlanQueue();

  private final CountedQueue<WorkerTask> tasks = new CountedQueue<>();
  private final WorkerReplies replies;
  private final KernelActor kernel;
  private final FirewallMender mender;
  private final ProcessSettings processSettings;
  private final Thread thread;

  /** By instance, the last plan whose announcements were called back. */
  private final Map<String, Long> withdrawn = new ConcurrentHashMap<>();

  private Optional<PlanRehearsal> rehearsal = Optional.empty();
  private int livesPlayed;
  private long rehearseAtNanos = VrrpState.NEVER;
  private final ReloadMemory reloadMemory = new ReloadMemory();
  private long giveBackAtNanos = VrrpState.NEVER;
  private long surveyAtNanos = VrrpState.NEVER;
  private long surveyPauseNanos = SURVEY_PAUSE_MIN_NANOS;
  private int surveyRefusalCount;
  private long settledAtNanos;

  private KernelWorker(KernelActor kernel, WorkerReplies replies, ProcessSettings processSettings) {
    this.kernel = kernel;
    this.mender = new FirewallMender(kernel);
    this.replies = replies;
    this.processSettings = processSettings;
    this.thread = Thread.ofPlatform().name("kernel").daemon().unstarted(this::work);
  }

  /**
   * Starts the thread, which changes the kernel by {@code kernel}, with the rights of the calling
   * one. That is taken for the loop, which real-time settings are also for.
   */
  public static KernelWorker start(KernelActor kernel, WorkerReplies replies) {
    var worker = new KernelWorker(kernel, replies, ProcessSettings.ofLoop());
    worker.thread.start();
    return worker;
  }

  /** Has the kernel changed, after what was asked before of that, and before anything else. */
  public void carryOut(KernelPlan plan) {
    plans.add(plan);
    LockSupport.unpark(thread);
    for (KernelPlan dropped : plans.sweep(this::isWithdrawn)) {
      replies.add(new WorkerReply.PlanCarriedOut(new KernelPlan.Outcome(dropped.id(), List.of())));
    }
  }

  /** Has something done, after all that was asked before and still makes sense. */
  public void ask(WorkerTask task) {
    tasks.removeAll(task::replaces, _ -> {});
    tasks.add(task);
    LockSupport.unpark(thread);
  }

  /** Takes back the request to open a socket for this channel, if there is still time. */
  public void callOff(int channel) {
    tasks.removeAll(
        task -> task instanceof WorkerTask.OpenSocket(int asked, _) && asked == channel, _ -> {});
  }

  /** The most plans that have waited at once. */
  public int planCountMax() {
    return plans.counts().lengthMax();
  }

  /** The most other tasks that have waited at once. */
  public int taskCountMax() {
    return tasks.lengthMax();
  }

  /** How many plans and tasks were not carried out, because there was no sense in it any more. */
  public long replacedCount() {
    return plans.counts().removedCount() + tasks.removedCount();
  }

  /** By which notices of the firewall name our own changes; 0 while there are none. */
  public int firewallPortId() {
    return kernel.firewallPortId();
  }

  /** Has nothing announced any more for this instance by plans up to this one. */
  public void withdraw(String instance, long lastPlanId) {
    withdrawn.put(instance, lastPlanId);
  }

  private boolean isWithdrawn(KernelPlan plan) {
    return plan.id() <= withdrawn.getOrDefault(plan.instance(), 0L);
  }

  private void work() {
    Scheduling.wakeOnTime();
    try {
      while (true) {
        List<KernelPlan> together = plans.next();
        WorkerTask task = together.isEmpty() ? tasks.poll() : null;
        if (!together.isEmpty()) {
          carryOut(together);
        } else if (task != null) {
          run(task);
        } else {
          idle();
        }
      }
    } catch (RuntimeException | Error bug) {
      replies.add(new WorkerReply.Crashed(bug));
    }
  }

  /** Waits for tasks; meanwhile rehearses after the start, and tidies up after a reload. */
  private void idle() {
    long nextNanos = Math.min(Math.min(rehearseAtNanos, giveBackAtNanos), surveyAtNanos);
    nextNanos = Math.min(nextNanos, mender.dueNanos());
    if (nextNanos == VrrpState.NEVER) {
      LockSupport.park();
      return;
    }
    long waitNanos = nextNanos - System.nanoTime();
    if (waitNanos > 0) {
      LockSupport.parkNanos(waitNanos);
    } else if (nextNanos == mender.dueNanos()) {
      mender.look(System.nanoTime()).forEach(it -> replies.add(new WorkerReply.Said(it)));
    } else if (nextNanos == surveyAtNanos) {
      survey();
    } else if (nextNanos == giveBackAtNanos) {
      giveBackAtNanos = VrrpState.NEVER;
      reloadMemory.giveBack();
    } else {
      rehearsal.ifPresent(this::rehearse);
    }
  }

  private void rehearse(PlanRehearsal play) {
    try {
      if (livesPlayed < LIFE_COUNT) {
        livesPlayed++;
        play.playLife(kernel::rehearse);
        rehearseAtNanos = System.nanoTime() + REHEARSAL_PAUSE_NANOS;
        return;
      }
      boolean settled = rehearseAtNanos >= settledAtNanos;
      rehearseAtNanos = settled ? VrrpState.NEVER : settledAtNanos;
      if (settled) {
        StartMemory.giveBack();
      }
      // Once more after that: what a takeover needs comes back with it.
      play.playLife(kernel::rehearse);
    } catch (RuntimeException | Error bug) {
      endRehearsals(bug);
    }
  }

  private void endRehearsals(Throwable bug) {
    rehearseAtNanos = VrrpState.NEVER;
    rehearsal = Optional.empty();
    replies.add(new WorkerReply.Refused(PlanRehearsal.failed(bug)));
  }

  /** What was played long ago has left the processor's caches. */
  private void rehearse(WorkerTask.Rehearse task) {
    try {
      for (int i = 0; i < task.count() && mayRehearse(task.restNanos()); i++) {
        rehearsal.get().playTakeOver(kernel::rehearse);
      }
    } catch (RuntimeException | Error bug) {
      endRehearsals(bug);
    }
  }

  /**
   * Waits for the plan of a takeover. Who sleeps until it is due, and looks for it from then on, is
   * served soon beside busy neighbours: one that is woken by another thread waits for a slice, and
   * so does one that has spun. With real-time priority spinning is faster.
   */
  private void awaitPlan(WorkerTask.Rehearse task) {
    long nowNanos = System.nanoTime();
    while (plans.isEmpty() && nowNanos < task.deadlineNanos() + LINGER_NANOS) {
      if (task.sleeping()) {
        LockSupport.parkNanos(Math.max(LOOK_NANOS, task.deadlineNanos() - nowNanos));
      } else {
        Thread.onSpinWait();
      }
      nowNanos = System.nanoTime();
    }
  }

  private boolean mayRehearse(long restNanos) {
    return rehearsal.isPresent() && plans.isEmpty() && System.nanoTime() < restNanos;
  }

  private void carryOut(List<KernelPlan> together) {
    List<WorkerReply> answers = new ArrayList<>(together.size());
    for (KernelPlan.Outcome outcome : kernel.carryOut(together, this::isWithdrawn)) {
      answers.add(new WorkerReply.PlanCarriedOut(outcome));
    }
    replies.add(answers);
  }

  private void run(WorkerTask task) {
    switch (task) {
      case WorkerTask.Survey _ -> survey();
      case WorkerTask.OpenSocket(int channel, SocketSpec spec) -> open(channel, spec);
      case WorkerTask.CloseSocket(VrrpSocket socket) -> socket.close();
      case WorkerTask.Adopt(Configuration configuration) -> adopt(configuration);
      case WorkerTask.MendFirewall(String program) -> mender.changedBy(program, System.nanoTime());
      case WorkerTask.Rehearse rehearsing -> {
        rehearse(rehearsing);
        awaitPlan(rehearsing);
      }
    }
  }

  private void open(int channel, SocketSpec spec) {
    try {
      replies.add(new WorkerReply.SocketOpened(channel, VrrpSocket.open(spec)));
    } catch (OsException refused) {
      replies.add(new WorkerReply.SocketRefused(channel, refused.call(), refused.errno()));
    }
  }

  private void survey() {
    surveyAtNanos = VrrpState.NEVER;
    long deadlineNanos = System.nanoTime() + SURVEY_LIMIT_NANOS;
    try {
      List<Link> links = kernel.client().links(deadlineNanos);
      List<InterfaceAddress> addresses = kernel.client().addresses(deadlineNanos);
      surveyPauseNanos = SURVEY_PAUSE_MIN_NANOS;
      replies.add(new WorkerReply.Surveyed(links, addresses));
    } catch (OsException refused) {
      surveyRefusalCount++;
      if (surveyPauseNanos < SURVEY_PAUSE_MAX_NANOS
          || surveyRefusalCount % SURVEY_REFUSALS_TOLD == 0) {
        replies.add(WorkerReply.Refused.of(refused));
      }
      // Without it nothing can be decided; what else is asked meanwhile goes first.
      surveyAtNanos = System.nanoTime() + surveyPauseNanos;
      surveyPauseNanos = Math.min(2 * surveyPauseNanos, SURVEY_PAUSE_MAX_NANOS);
    }
  }

  /** From now on the first instance of this configuration is played. */
  private void adopt(Configuration configuration) {
    processSettings
        .take(configuration.router())
        .forEach(what -> replies.add(new WorkerReply.Refused(what)));
    rehearsal = Optional.of(PlanRehearsal.of(configuration));
    if (settledAtNanos == 0) {
      rehearseAtNanos = System.nanoTime() + REHEARSAL_DELAY_NANOS;
      settledAtNanos = System.nanoTime() + StartMemory.SETTLED_NANOS;
    } else {
      giveBackAtNanos = System.nanoTime() + RELOAD_SETTLED_NANOS;
    }
  }
}
