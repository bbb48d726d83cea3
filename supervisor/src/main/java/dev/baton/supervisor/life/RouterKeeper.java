package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.node.Leftovers;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.Settings;
import dev.baton.linux.process.Child;
import dev.baton.supervisor.files.PidFile;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ensures that a router with the current configuration runs for as long as there should be one. It
 * starts the router, hands over configurations, cleans up after a dead router, and starts a new
 * one.
 */
final class RouterKeeper implements RouterProcess.Owner {

  /** Who the keeper works for. */
  interface Owner {

    /** A router said this; what concerns its own life is dealt with. */
    void said(ToSupervisor message);

    /** A router that knows nothing has got the configuration. */
    void routerBegan();

    /** The configuration that was handed over last is in force. */
    void configured();

    /** The instances that the router had as master when it was last heard; from now on none. */
    Set<String> takeMasters();

    /** It has ended so, which was not wanted. */
    void routerEnded(LogLine how);

    /** There is none for the moment; another one will follow. */
    void routerDied();

    /**
     * The configuration that was handed over last is forgotten, because the router died before it
     * was in force: the one before is what routers get again.
     */
    void fellBack();

    /** There is no router any more, because it was not wanted any longer. */
    void routerStopped();

    /** There can be no router any more. */
    void routerFailed(int exitCode);
  }

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** How long a killed router may take to die: one that waits for a lock of the kernel cannot. */
  static final long DEATH_LIMIT_NANOS = 2_000_000_000L;

  private final Options options;
  private final DaemonLog log;
  private final EventLoop loop;
  private final Fd stderr = Fd.adopt(2);
  private Optional<Owner> owner = Optional.empty();
  private Optional<RouterProcess> launched;
  private Optional<RouterProcess> router = Optional.empty();
  private Optional<PidFile> pidFile = Optional.empty();
  private Optional<PidFile> bfdPidFile = Optional.empty();

  /** What was handed over last. */
  private Optional<Handover> current = Optional.empty();

  /** The last that a router has put in force. */
  private Optional<Handover> proven = Optional.empty();

  /** The present configuration, and earlier ones that a router may still work by. */
  private List<Configuration> served = List.of();

  /** The kernel's settings as they were before a router changed them. */
  private final Settings settings = new Settings();

  private Optional<EventLoop.Timer> restart = Optional.empty();
  private Optional<EventLoop.Timer> patience = Optional.empty();
  private final Heartbeat heartbeat;
  private RespawnDelay delay = RespawnDelay.FRESH;
  private boolean told;
  private boolean stopping;

  RouterKeeper(Options options, DaemonLog log, EventLoop loop) throws OsException {
    this.options = options;
    this.log = log;
    this.loop = loop;
    this.launched = RouterProcess.launched(loop, this);
    this.heartbeat =
        new Heartbeat(
            loop, Heartbeat.INTERVAL_NANOS, () -> send(new ToRouter.Ping()), this::onSilence);
  }

  /** Works for this owner from now on; to be said before the loop runs. */
  void workFor(Owner next) {
    owner = Optional.of(next);
  }

  /** While the loop does not run, there is nothing to be heard. */
  private Owner owner() {
    return owner.orElseThrow();
  }

  /** Starts a router that waits for its configuration. */
  void start() throws OsException {
    restart.ifPresent(EventLoop.Timer::cancel);
    router = launchedOne();
    if (router.isPresent()) {
      launched = Optional.empty();
    } else {
      discard();
      router = Optional.of(RouterProcess.start(loop, stderr, this));
    }
    log.routerIs(router.get().pid());
    told = false;
  }

  /** The one that the launcher has started, if it is still there and can call. */
  private Optional<RouterProcess> launchedOne() {
    // It could not from another network namespace.
    if (launched.isEmpty() || !options.netNamespace().isEmpty()) {
      return Optional.empty();
    }
    try {
      launched.get().listen();
      return launched;
    } catch (OsException nameTaken) {
      log.say(SupervisorLog.routerCannotCall(nameTaken.getMessage()));
      return Optional.empty();
    }
  }

  /** The file that tells of it, from now on. */
  void writePidTo(PidFile file) {
    pidFile = Optional.of(file);
    writePid();
  }

  /** The file that tells of it as long as it runs BFD; empty while it does not. */
  void writeBfdPidTo(PidFiles files) {
    bfdPidFile = files.bfd(configuration().filter(options::runsBfd).isPresent(), log);
    bfdPidFile.ifPresent(this::writePidInto);
  }

  private void writePid() {
    pidFile.ifPresent(this::writePidInto);
    bfdPidFile.ifPresent(this::writePidInto);
  }

  private void writePidInto(PidFile file) {
    if (router.isPresent()) {
      int result = file.write(router.get().pid());
      if (result < 0) {
        log.say(SupervisorLog.failed("write " + file.path(), Errno.message(result)));
      }
    }
  }

  boolean isRunning() {
    return router.isPresent();
  }

  /** The process, for messages; 0 for none. */
  int pid() {
    return router.map(RouterProcess::pid).orElse(0);
  }

  /** The configuration that was handed over last. */
  Optional<Configuration> configuration() {
    return current.map(Handover::configuration);
  }

  /** Hands a configuration over, to this router and to all that follow it. */
  void configure(Handover handover) {
    forgetCurrent();
    current = Optional.of(handover);
    var all = new ArrayList<>(served);
    all.add(handover.configuration());
    served = all;
    handOver();
  }

  private void forgetCurrent() {
    if (!current.equals(proven)) {
      current.ifPresent(Handover::close);
    }
  }

  private void handOver() {
    if (router.isEmpty() || current.isEmpty()) {
      return;
    }
    Handover handover = current.get();
    // Whoever has to restore them must know what they were before the router's time.
    Leftovers.settings(handover.configuration()).forEach(it -> settings.remember(it.path()));
    boolean detail = options.logging().detail() > 0;
    var nodeOptions =
        new NodeOptions(
            detail, options.keepAddresses(), options.tellAddresses(), options.withoutBfd());
    var message = new ToRouter.Configure(handover.generation(), nodeOptions);
    router.get().send(message, handover.file());
    if (!told) {
      told = true;
      log.say(SupervisorLog.startingRouter(router.get().pid()));
      owner().routerBegan();
    }
  }

  /** Says something to the router, if there is one. */
  void send(ToRouter message) {
    router.ifPresent(process -> process.send(message));
  }

  /** Its loop hangs: it holds its addresses, and its peers will take them over. */
  private void onSilence() {
    log.say(
        SupervisorLog.routerHangs(
            Heartbeat.UNANSWERED_MAX * Heartbeat.INTERVAL_NANOS / NANOS_PER_SECOND));
    router.ifPresent(RouterProcess::kill);
  }

  /** Has the router leave in order, and kills it if it takes longer than this. */
  void stop(long waitSeconds) {
    stopping = true;
    heartbeat.stop();
    restart.ifPresent(EventLoop.Timer::cancel);
    if (router.isEmpty()) {
      loop.post(owner()::routerStopped);
      return;
    }
    router.get().send(new ToRouter.Stop());
    long deadlineNanos = System.nanoTime() + waitSeconds * NANOS_PER_SECOND;
    patience = Optional.of(loop.at(deadlineNanos, this::losePatience));
  }

  private void losePatience() {
    log.say(SupervisorLog.routerFailedToDie());
    router.ifPresent(RouterProcess::kill);
    patience = Optional.of(loop.at(System.nanoTime() + DEATH_LIMIT_NANOS, this::leaveBehind));
  }

  /** It waits in the kernel, where no signal reaches it; the daemon does not wait with it. */
  private void leaveBehind() {
    log.say(SupervisorLog.routerLeftBehind(pid()));
    router = Optional.empty();
    owner().routerStopped();
  }

  /** Ends a router that has no configuration yet, and forgets it at once. */
  void discard() {
    router.ifPresent(RouterProcess::kill);
    router = Optional.empty();
    launched.ifPresent(RouterProcess::kill);
    launched = Optional.empty();
  }

  @Override
  public void said(RouterProcess speaker, ToSupervisor message) {
    if (!isPresent(speaker)) {
      return;
    }
    if (!stopping) {
      heartbeat.heard();
    }
    if (message instanceof ToSupervisor.Configured(long generation)) {
      if (current.isPresent() && current.get().generation() == generation) {
        inForce(current.get());
      }
    } else {
      owner().said(message);
    }
  }

  private void inForce(Handover handover) {
    served = List.of(handover.configuration());
    if (proven.isPresent() && proven.get() != handover) {
      proven.get().close();
    }
    proven = current;
    owner().configured();
  }

  /** The descriptor that came with the router's last message. */
  Optional<Fd> takePassed() {
    return router.flatMap(RouterProcess::takePassed);
  }

  @Override
  public void saidNonsense(RouterProcess speaker, String reason) {
    log.say(SupervisorLog.brokenMessage(reason));
  }

  private boolean isPresent(RouterProcess process) {
    return router.isPresent() && router.get() == process;
  }

  @Override
  public void neverCalled(RouterProcess silent) {
    log.say(SupervisorLog.routerNeverCalled(RouterProcess.CALL_LIMIT_NANOS / NANOS_PER_SECOND));
  }

  @Override
  public void ended(RouterProcess dead, Child.Exit how) {
    if (!isPresent(dead)) {
      return;
    }
    router = Optional.empty();
    heartbeat.stop();
    patience.ifPresent(EventLoop.Timer::cancel);
    boolean inOrder = stopping && how.equals(new Child.Exit.Exited(ExitCode.OK));
    if (inOrder && options.logging().detail() == 0) {
      // With -D the router's last word says the same, and more.
      log.sayForRouter(SupervisorLog.routerStopped());
    } else if (!inOrder) {
      tellOf(how);
      cleanUp(stopping || isLast(how) ? List.of() : next());
    }
    if (stopping) {
      owner().routerStopped();
    } else if (how instanceof Child.Exit.Exited(int code) && ExitCode.isPermanent(code)) {
      log.say(SupervisorLog.routerFailedForGood());
      owner().routerFailed(code);
    } else if (!options.respawn()) {
      log.say(SupervisorLog.routerNotRespawned(dead.pid()));
      owner().routerFailed(ExitCode.FAILED);
    } else {
      log.say(SupervisorLog.routerRespawning(dead.pid()));
      beReadyAgain();
      respawnLater(dead.ageNanos());
    }
  }

  /** No router gets a configuration that another has died of, while there is a better one. */
  private void beReadyAgain() {
    if (proven.isEmpty() || proven.equals(current)) {
      owner().routerDied();
      return;
    }
    forgetCurrent();
    current = proven;
    served = List.of(proven.get().configuration());
    owner().fellBack();
  }

  private void tellOf(Child.Exit how) {
    LogLine line =
        switch (how) {
          case Child.Exit.Exited(int status) -> SupervisorLog.routerExited(status);
          case Child.Exit.Killed(int signal) -> SupervisorLog.routerKilled(signal);
        };
    log.say(line);
    owner().routerEnded(line);
  }

  /** Whether no router follows one that ended so. */
  private boolean isLast(Child.Exit how) {
    return !options.respawn()
        || (how instanceof Child.Exit.Exited(int code) && ExitCode.isPermanent(code));
  }

  /** What a router that follows works by. */
  private List<Configuration> next() {
    return proven.or(() -> current).map(Handover::configuration).stream().toList();
  }

  /**
   * Unless they shall stay whatever comes (-V), or the router never had any.
   *
   * @param next what a router to come works by; empty if none comes
   */
  private void cleanUp(List<Configuration> next) {
    if (current.isEmpty()) {
      return;
    }
    Set<String> masters = owner().takeMasters();
    try (CrashCleanup left = CrashCleanup.survey(settings)) {
      resign(
          left,
          served.stream()
              .flatMap(it -> it.instances().stream())
              .filter(it -> masters.contains(it.name()))
              .toList());
      if (!stopping || !options.keepAddresses()) {
        tellOf(left.remove(served, next));
      }
      served = List.of(current.get().configuration());
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("remove what the VRRP process left", refused.getMessage()));
    }
  }

  private void resign(CrashCleanup left, List<InstanceConfig> masters) {
    int result = left.resign(masters);
    for (String name : masters.stream().map(InstanceConfig::name).distinct().toList()) {
      log.sayForRouter(SupervisorLog.resigned(name));
    }
    if (result < 0) {
      log.say(SupervisorLog.failed("resign for the VRRP process", Errno.message(result)));
    }
  }

  private void tellOf(CrashCleanup.Outcome outcome) {
    outcome.removed().forEach(it -> log.say(SupervisorLog.leftBehind(it)));
    for (CrashCleanup.Refused refused : outcome.refused()) {
      String reason = Errno.message(-refused.errno());
      log.say(SupervisorLog.staysBehind(refused.resource(), reason));
    }
  }

  private void respawnLater(long livedNanos) {
    delay = delay.afterLifeOf(livedNanos);
    if (delay.seconds() > 0) {
      log.say(SupervisorLog.respawnDelayed(delay.seconds()));
    }
    long whenNanos = System.nanoTime() + delay.seconds() * NANOS_PER_SECOND;
    restart = Optional.of(loop.at(whenNanos, this::respawn));
  }

  private void respawn() {
    try {
      start();
      writePid();
      handOver();
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("start the VRRP process", refused.getMessage()));
      respawnLater(0);
    }
  }
}
