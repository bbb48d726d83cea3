package dev.baton.router.loop;

import dev.baton.core.log.LogLine;
import dev.baton.core.node.LoopTurn;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.host.Scheduling;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.SignalQueue;
import dev.baton.linux.process.Capabilities;
import dev.baton.linux.process.Capability;
import dev.baton.linux.process.CpuTime;
import dev.baton.router.socket.VrrpSocket;
import dev.baton.router.worker.BackgroundWorker;
import dev.baton.router.worker.KernelActor;
import dev.baton.router.worker.KernelWorker;
import dev.baton.router.worker.WorkerReplies;
import dev.baton.router.worker.WorkerReply;
import dev.baton.router.worker.WorkerTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The thread that speaks VRRP. It waits for packets, kernel notifications, messages and the nearest
 * deadline, turns each into an event, and passes it to the node.
 *
 * <p>Only the poll waits: the {@link KernelWorker} does everything that may take long. If a turn
 * begins long after its deadline, the node hears of that first. The loop then reads everything that
 * has queued up before it lets any deadline take effect.
 */
public final class RouterLoop implements LoopTurn.Driver {

  /** Asked to end, or without a supervisor: resigned in order. */
  public static final int EXIT_STOPPED = 0;

  /** A bug was met: the addresses were given up as well as possible; start again. */
  public static final int EXIT_SOFTWARE = 70;

  /** The supervisor kills a child that has not ended after five seconds. */
  private static final long STOP_LIMIT_NANOS = 4_000_000_000L;

  /** What a crash may spend on giving addresses up: a backup waits as long at its shortest. */
  private static final long CRASH_LIMIT_NANOS = 1_000_000_000L;

  /** How long the last words may wait for the supervisor to listen. */
  private static final long FAREWELL_LIMIT_NANOS = 500_000_000L;

  /** Then whatever the worker did would keep the loop from its deadline. */
  private static final boolean ONE_PROCESSOR = Runtime.getRuntime().availableProcessors() == 1;

  private static final List<Integer> STOPPING =
      List.of(Signal.SIGTERM, Signal.SIGINT, Signal.SIGQUIT);

  /**
   * For addresses and raw sockets. Where memory is locked, whatever more a thread is given needs
   * the right to lock it. The last is there only if the image cannot be read without: some of the
   * virtual machine's own libraries are loaded late.
   */
  private static final Set<Capability> RIGHTS =
      EnumSet.of(
          Capability.NET_ADMIN,
          Capability.NET_RAW,
          Capability.IPC_LOCK,
          Capability.DAC_READ_SEARCH);

  private static final int READY_COUNT_MAX = 64;
  private static final long WIRE_TOKEN = 0;
  private static final long SIGNAL_TOKEN = 1;
  private static final long KERNEL_TOKEN = 2;
  private static final long REPLIES_TOKEN = 3;
  private static final long ROUTING_TOKEN = 4;
  private static final long FIREWALL_TOKEN = 5;
  private static final long SOCKET_TOKEN = 16;

  private final Poller poller;
  private final SignalQueue signals;
  private final Wire wire;
  private final WorkerReplies replies = WorkerReplies.open();
  private final KernelWorker worker;
  private final BackgroundWorker background;
  private final KernelNews news;
  private final RoutingNews routing;
  private final FirewallNews firewall;
  private final Punctuality punctuality = new Punctuality();
  private final TakeoverWarmup warmup = new TakeoverWarmup();

  /** About a configuration that is still being read. */
  private final WaitingMessages waiting = new WaitingMessages();

  /** The newest configuration, if it waits for the first survey. */
  private Optional<WorkerReply.ConfigurationRead> early = Optional.empty();

  private final NodeActor node;
  private Optional<NodeEvent.Surveyed> firstSurvey = Optional.empty();
  private int unreadConfigurations;
  private long refusedShowCount;
  private long stopBeforeNanos = VrrpState.NEVER;
  private int exitCode = EXIT_STOPPED;
  private final MachineSleep sleep = new MachineSleep();
  private int readyCount;
  private boolean toldCoarse;
  private boolean ended;

  private RouterLoop(Fd wireFd, KernelActor kernel) throws OsException {
    this.poller = Poller.open(READY_COUNT_MAX);
    this.wire = new Wire(wireFd, poller, WIRE_TOKEN);
    this.signals =
        SignalQueue.open(
            Signal.SIGTERM,
            Signal.SIGINT,
            Signal.SIGQUIT,
            Signal.SIGHUP,
            Signal.SIGUSR1,
            Signal.SIGUSR2,
            Signal.SIGXCPU,
            Signal.SIGRTMIN + 2,
            Signal.SIGRTMAX - 1);
    this.news = KernelNews.open(kernel.portId());
    this.routing = RoutingNews.open(kernel.portId());
    this.worker = KernelWorker.start(kernel, replies);
    this.background = BackgroundWorker.start(replies);
    this.firewall = new FirewallNews(poller, FIREWALL_TOKEN, worker);
    this.node =
        new NodeActor(
            wire,
            poller,
            SOCKET_TOKEN,
            new NodeActor.OffLoop(worker::carryOut, worker::withdraw, socketsBy(worker)));
    poller.add(signals.fd(), Poller.READABLE, SIGNAL_TOKEN);
    poller.add(news.monitor().fd(), Poller.READABLE, KERNEL_TOKEN);
    poller.add(routing.fd(), Poller.READABLE, ROUTING_TOKEN);
    poller.add(replies.bell().fd(), Poller.READABLE, REPLIES_TOKEN);
  }

  private static VrrpSockets.Opener socketsBy(KernelWorker worker) {
    return new VrrpSockets.Opener() {
      @Override
      public void open(int channel, SocketSpec spec) {
        worker.ask(new WorkerTask.OpenSocket(channel, spec));
      }

      @Override
      public void callOff(int channel) {
        worker.callOff(channel);
      }

      @Override
      public void close(VrrpSocket socket) {
        worker.ask(new WorkerTask.CloseSocket(socket));
      }
    };
  }

  /** Speaks VRRP until told to end, and returns the exit code of the process. */
  public static int run(Fd wireFd) throws OsException {
    keepOnly(KernelWorker.RIGHTS);
    var loop = new RouterLoop(wireFd, KernelActor.open());
    keepOnly(RIGHTS);
    Scheduling.wakeOnTime();
    // The monitor listens already: nothing falls between it and the survey.
    loop.worker.ask(new WorkerTask.Survey());
    loop.wire.say(new ToSupervisor.Alive());
    try {
      while (!loop.ended) {
        loop.turn();
      }
    } catch (RuntimeException | Error bug) {
      loop.crash(bug);
    }
    loop.farewell();
    return loop.exitCode;
  }

  /** The calling thread, and those that it starts from now on. */
  private static void keepOnly(Set<Capability> rights) throws OsException {
    OsException.check(Capabilities.keepOnly(rights), "capset", rights.toString());
  }

  private void turn() {
    long deadlineNanos = node.nextDeadlineNanos();
    long wakeNanos =
        node.takesOverAt(deadlineNanos) ? warmup.wakeNanos(deadlineNanos) : deadlineNanos;
    int readyCount = poller.await(timeoutNanos(Math.min(wakeNanos, stopBeforeNanos)));
    long beganNanos = System.nanoTime();
    if (readyCount == 0 && wakeNanos <= beganNanos && beganNanos < deadlineNanos) {
      warmUp(deadlineNanos);
      return;
    }
    node.woken(beganNanos);
    node.lookAtClocks();
    this.readyCount = readyCount;
    var turn = new LoopTurn(beganNanos - deadlineNanos, sleep.sinceLastLook());
    if (turn.isDue()) {
      punctuality.late(turn.latenessNanos());
    }
    turn.run(this, readyCount == READY_COUNT_MAX);
    if (poller.isCoarse() && !toldCoarse) {
      toldCoarse = true;
      say(RouterLog.coarseWaits());
    }
    endIfDone(beganNanos);
    punctuality.turned(System.nanoTime() - beganNanos);
  }

  @Override
  public void stalled(long gapNanos) {
    punctuality.stalled();
    node.on(new NodeEvent.Stalled(gapNanos));
  }

  @Override
  public void hearReady() {
    for (int i = 0; i < readyCount; i++) {
      dispatch(poller.token(i));
    }
  }

  @Override
  public void hearAll() {
    node.sockets().receiveAll();
  }

  @Override
  public boolean isDue() {
    return node.isDue();
  }

  @Override
  public void timePassed() {
    node.timePassed();
  }

  private void warmUp(long deadlineNanos) {
    if (warmup.begins(deadlineNanos)) {
      Garbage.collect();
      if (!ONE_PROCESSOR) {
        worker.ask(warmup.task(deadlineNanos));
      }
    }
    warmup.rehearse(deadlineNanos).ifPresent(what -> say(LogLine.error(what)));
  }

  private static long timeoutNanos(long deadlineNanos) {
    return deadlineNanos == VrrpState.NEVER
        ? Poller.FOREVER
        : Math.max(0, deadlineNanos - System.nanoTime());
  }

  private void dispatch(long token) {
    if (token == WIRE_TOKEN) {
      wire.flush();
      hearSupervisor();
    } else if (token == SIGNAL_TOKEN) {
      hearSignals();
    } else if (token == KERNEL_TOKEN) {
      hearKernel();
    } else if (token == REPLIES_TOKEN) {
      hearReports();
    } else if (token == ROUTING_TOKEN) {
      routing.read(node::onceBegun);
    } else if (token == FIREWALL_TOKEN) {
      firewall.read();
    } else {
      node.sockets().receive(token);
    }
  }

  private void hearSupervisor() {
    Optional<ToRouter> message = wire.next();
    while (message.isPresent()) {
      hear(message.get());
      message = wire.next();
    }
    if (wire.isSevered()) {
      stop();
    }
  }

  private void hear(ToRouter message) {
    switch (message) {
      case ToRouter.Configure configure -> read(configure);
      case ToRouter.TrackerRead reading when isExpecting() -> waiting.add(reading);
      case ToRouter.Show show when isExpecting() -> waiting.add(show);
      case ToRouter.TrackerRead _, ToRouter.Show _ -> answer(message);
      case ToRouter.Ping _ -> wire.say(new ToSupervisor.Alive());
      case ToRouter.Stop _ -> stop();
    }
  }

  /** Messages may be about names that only the coming configuration knows. */
  private boolean isExpecting() {
    return unreadConfigurations > 0 || !node.hasBegun();
  }

  private void read(ToRouter.Configure configure) {
    Optional<Fd> handover = wire.takePassed();
    if (handover.isPresent()) {
      unreadConfigurations++;
      background.read(configure, handover.get());
    } else {
      say(LogLine.error("configuration " + configure.generation() + " came without its text"));
    }
  }

  private void answer(ToRouter message) {
    switch (message) {
      case ToRouter.TrackerRead(TrackerId tracker, Reading reading) ->
          node.on(new NodeEvent.TrackerRead(tracker, reading));
      case ToRouter.Show _ when background.isOverwhelmed() -> refusedShowCount++;
      case ToRouter.Show show -> show(show);
      case ToRouter.Configure _, ToRouter.Ping _, ToRouter.Stop _ ->
          throw new IllegalStateException("never waits");
    }
  }

  private void show(ToRouter.Show show) {
    var snapshot = RouterSnapshot.of(show.sections());
    snapshot.add(SnapshotSection.LOOP, punctuality::figures);
    snapshot.add(
        SnapshotSection.QUEUES, () -> waiting.figures(worker, background, refusedShowCount));
    node.show(snapshot);
    background.write(show.requestId(), snapshot.build());
    if (show.thenClear()) {
      node.on(new NodeEvent.StatisticsCleared());
    }
  }

  private void hearSignals() {
    Optional<SignalQueue.Received> received = signals.next();
    while (received.isPresent()) {
      int signal = received.get().signal();
      if (STOPPING.contains(signal)) {
        stop();
      } else {
        wire.say(new ToSupervisor.Signalled(signal));
      }
      received = signals.next();
    }
  }

  private void hearKernel() {
    if (news.read(node::on)) {
      worker.ask(new WorkerTask.Survey());
    }
  }

  private void hearReports() {
    replies.bell().answer();
    var told = new ArrayList<WorkerReply>();
    boolean changed = false;
    for (var reply = replies.next(); reply.isPresent(); reply = replies.next()) {
      told.add(reply.get());
      changed |= reply.get() instanceof WorkerReply.PlanCarriedOut;
    }
    if (changed) {
      // What the kernel tells of a plan is there before the answer to it: heard in this order it is
      // a consequence of the plan, and no loss that must be made up.
      hearKernel();
    }
    told.forEach(this::hear);
  }

  private void hear(WorkerReply reply) {
    switch (reply) {
      case WorkerReply.PlanCarriedOut(var outcome) -> node.on(new NodeEvent.PlanDone(outcome));
      case WorkerReply.Surveyed(var links, var addresses) ->
          surveyed(new NodeEvent.Surveyed(links, addresses));
      case WorkerReply.SocketOpened(int channel, VrrpSocket socket) ->
          node.socketOpened(channel, socket);
      case WorkerReply.SocketRefused(int channel, String call, int errno) ->
          node.socketRefused(new NodeEvent.SocketFailed(channel, call, errno));
      case WorkerReply.ConfigurationRead read -> {
        if (early.isPresent()) {
          unreadConfigurations--;
        }
        early = Optional.of(read);
        configureSurveyed();
      }
      case WorkerReply.SnapshotWritten(long requestId, Fd memfd) ->
          wire.say(new ToSupervisor.Snapshot(requestId), memfd);
      case WorkerReply.Refused(String what) -> say(LogLine.error(what));
      case WorkerReply.Said(LogLine line) -> say(line);
      case WorkerReply.Crashed(Throwable cause) ->
          throw new IllegalStateException("a helping thread has died", cause);
    }
  }

  private void surveyed(NodeEvent.Surveyed survey) {
    if (!node.hasBegun()) {
      // The news that follow it stay held back with it.
      firstSurvey = Optional.of(survey);
      configureSurveyed();
    } else if (news.surveyed(survey, node::on)) {
      worker.ask(new WorkerTask.Survey());
    }
  }

  /** A survey that the kernel refuses is repeated, and may come after the first configuration. */
  private void configureSurveyed() {
    if (firstSurvey.isPresent() && early.isPresent()) {
      WorkerReply.ConfigurationRead read = early.get();
      early = Optional.empty();
      configure(read);
    }
  }

  private void configure(WorkerReply.ConfigurationRead read) {
    unreadConfigurations--;
    warmup.configure(read.configuration());
    firewall.configure(read.configuration());
    if (node.hasBegun()) {
      node.on(new NodeEvent.Reconfigured(read.configuration()));
    } else {
      node.begin(read.configuration(), read.options());
      if (read.options().detail()) {
        RouterLog.began(read.configuration(), firstSurvey.orElseThrow()).forEach(this::say);
      }
      surveyed(firstSurvey.orElseThrow());
    }
    // Behind the plans of the first adverts, which are waited for.
    worker.ask(new WorkerTask.Adopt(read.configuration()));
    wire.say(new ToSupervisor.Configured(read.generation()));
    if (unreadConfigurations == 0) {
      waiting.takeAll().forEach(this::answer);
    }
  }

  private void say(LogLine line) {
    wire.say(new ToSupervisor.Log(line));
  }

  private void stop() {
    if (stopBeforeNanos != VrrpState.NEVER) {
      return;
    }
    stopBeforeNanos = System.nanoTime() + STOP_LIMIT_NANOS;
    if (node.hasBegun()) {
      node.on(new NodeEvent.Stop());
    } else {
      ended = true;
    }
  }

  private void endIfDone(long nowNanos) {
    if (node.isFinished()) {
      ended = true;
    } else if (nowNanos >= stopBeforeNanos) {
      say(LogLine.error("The kernel does not answer: addresses may be left behind"));
      exitCode = EXIT_SOFTWARE;
      ended = true;
    }
  }

  /** Gives the addresses up as well as a broken process can, and leaves a trace to learn from. */
  private void crash(Throwable bug) {
    exitCode = EXIT_SOFTWARE;
    try {
      var kernel = KernelActor.openForCrash();
      long limitNanos = System.nanoTime() + CRASH_LIMIT_NANOS;
      ArrayDeque<NodeEvent> outcomes = new ArrayDeque<>();
      node.planThrough(plan -> outcomes.add(new NodeEvent.PlanDone(kernel.carryOut(plan))));
      node.on(new NodeEvent.Stop());
      while (!outcomes.isEmpty() && System.nanoTime() < limitNanos) {
        node.on(outcomes.remove());
      }
    } catch (OsException | RuntimeException | Error alsoFailed) {
      bug.addSuppressed(alsoFailed);
    }
    PostMortem.lines(bug, node.recordedLines()).forEach(line -> say(LogLine.error(line)));
  }

  private void farewell() {
    say(RouterLog.stopped(CpuTime.now()));
    wire.say(new ToSupervisor.Finished());
    long limitNanos = System.nanoTime() + FAREWELL_LIMIT_NANOS;
    while (!wire.isIdle() && System.nanoTime() < limitNanos) {
      poller.await(limitNanos - System.nanoTime());
      wire.flush();
    }
  }
}
