package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.TrackerConfig;
import dev.baton.core.node.Transition;
import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.host.ReloadMemory;
import dev.baton.linux.host.StartMemory;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.SignalQueue;
import dev.baton.supervisor.control.History;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.observe.TransitionObserver;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import dev.baton.supervisor.script.LoneScript;
import dev.baton.supervisor.script.NotifyFifos;
import dev.baton.supervisor.script.NotifyScripts;
import dev.baton.supervisor.script.ScriptStarter;
import dev.baton.supervisor.script.TrackScripts;
import dev.baton.supervisor.track.TrackFiles;
import dev.baton.supervisor.track.TrackProcesses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The running daemon, which handles signals and the messages of the router and of scripts. {@link
 * Startup} creates it. It ends once all of its parts have ended.
 */
final class Supervisor implements RouterKeeper.Owner {

  /** How long scripts may go on after the router's end until they are asked to end. */
  private static final long SCRIPT_FAREWELL_NANOS = 1_000_000_000L;

  /** After so much they are killed, and after so much nobody waits for them any more. */
  private static final long SCRIPT_PATIENCE_NANOS = 2_000_000_000L;

  private static final long SCRIPT_FAREWELL_MAX_NANOS = 3_000_000_000L;

  /**
   * How long after a master's goodbye the daemon is still there: who waits for its end, to stop the
   * next host perhaps, finds the addresses on another router. A backup of version 2 takes over
   * within its skew time, less than a second (RFC 3768, section 5.3.8); keepalived waits as long.
   */
  private static final long TAKE_OVER_NANOS = 1_000_000_000L;

  private final Options options;
  private final DaemonLog log;
  private final EventLoop loop;
  private final RouterKeeper keeper;
  private final SystemNotifier systemd = SystemNotifier.open();
  private final Watchdog watchdog;
  private final Reloader reloader;
  private final ScriptStarter starter;
  private final TrackScripts trackScripts;
  private final TrackFiles trackFiles;
  private final TrackProcesses trackProcesses;
  private final NotifyScripts notifyScripts;
  private final NotifyFifos notifyFifos;
  private final Snapshots snapshots;
  private final Dumps dumps;
  private final ControlDesk control;
  private final ReloadSchedule schedule;
  private final PidFiles pidFiles;
  private final ReloadMemory reloadMemory = new ReloadMemory();
  private Optional<LoneScript> startupScript = Optional.empty();
  private RunningConfiguration running;
  private RunningConfiguration previous;
  private long generation;
  private boolean started;
  private boolean stopping;
  private int exitCode = ExitCode.OK;

  private final Endings endings = new Endings(this::shutDown);

  /** To be run when the router has ended, and when the script of the start has. */
  private Runnable onRouterEnd = () -> {};

  private Runnable onStartupScriptEnd = () -> {};
  private boolean shutDown;

  private final KnownMasters masters = new KnownMasters();

  /** Who is told of transitions, in this order. */
  private final List<TransitionObserver> observers;

  /** Of everything that the start has made; the scripts' threads begin here. */
  Supervisor(Startup.Parts parts, LoadedConfiguration loading, PidFiles pidFiles) {
    this.options = parts.options();
    this.log = parts.log();
    this.loop = parts.loop();
    this.keeper = parts.keeper();
    this.pidFiles = pidFiles;
    this.running = RunningConfiguration.of(loading);
    this.previous = running;
    this.watchdog =
        new Watchdog(
            loop,
            SystemNotifier.watchdogNanos(),
            () -> keeper.isRunning() && !stopping,
            systemd::alive);
    Consumer<LogLine> routerLog = log::sayForRouter;
    this.starter = ScriptStarter.open(loop, routerLog);
    var environment = System.getenv();
    this.trackScripts = new TrackScripts(loop, starter, environment, routerLog, keeper::send);
    this.trackFiles = new TrackFiles(loop, routerLog, keeper::send);
    this.trackProcesses =
        new TrackProcesses(loop, routerLog, keeper::send, parts.processesOutside());
    this.notifyScripts = new NotifyScripts(starter, environment, routerLog);
    this.notifyFifos = new NotifyFifos(loop, starter, environment, routerLog);
    this.snapshots = new Snapshots(log, keeper);
    this.dumps = new Dumps(log, keeper, snapshots, this::trackerStatuses, names());
    this.control = new ControlDesk(parts, snapshots, names(), new Clientele());
    this.observers = List.of(masters, notifyScripts, notifyFifos, control.history());
    this.reloader = new Reloader(options, log, loop, this::reload, this::reloadRefused);
    this.schedule = new ReloadSchedule(log, loop, running.global(), this::requestReload);
  }

  private DataDump.TrackerStatuses trackerStatuses() {
    return new DataDump.TrackerStatuses(
        trackScripts.statuses(), trackFiles.statuses(), trackProcesses.statuses());
  }

  private FileNames names() {
    String tmpdir = System.getenv("TMPDIR");
    String directory = FileNames.temporaryDirectory(tmpdir == null ? "" : tmpdir);
    return new FileNames(options, running.global(), directory);
  }

  /** Begins with this configuration and runs until all has ended; the exit code. */
  int run(LoadedConfiguration loading) throws OsException {
    reloader.begun();
    SignalQueue signals = SignalQueue.open(Signals.numbers());
    loop.watch(signals.fd(), Poller.READABLE, () -> hearSignals(signals));
    GlobalConfig global = running.global();
    if (global.startupScript().isPresent()) {
      startupScript =
          Optional.of(
              run("startup", global.startupScript().get(), () -> startupScriptEnded(loading)));
    } else {
      begin(loading);
    }
    control.open();
    loop.run();
    control.close();
    return exitCode;
  }

  private void startupScriptEnded(LoadedConfiguration loading) {
    startupScript = Optional.empty();
    if (stopping) {
      onStartupScriptEnd.run();
    } else {
      begin(loading);
    }
  }

  private LoneScript run(String which, Command command, Runnable then) {
    GlobalConfig global = running.global();
    long seconds =
        which.equals("startup")
            ? global.startupScriptTimeoutSeconds()
            : global.shutdownScriptTimeoutSeconds();
    var job = new LoneScript.Job(which, command, seconds);
    return LoneScript.start(starter, loop, job, log::say, then);
  }

  private void begin(LoadedConfiguration loading) {
    Optional<Handover> handover = handover(loading);
    if (handover.isEmpty()) {
      stop(ExitCode.FAILED);
      return;
    }
    reloader.firstHandedOver();
    put(running, handover.get());
    if (!keeper.isRunning()) {
      log.say(SupervisorLog.nothingToRun());
      startedUp();
    }
  }

  /** The text as routers get it; nothing if the kernel has no room for it. */
  private Optional<Handover> handover(LoadedConfiguration loading) {
    try {
      generation++;
      return Optional.of(Handover.of(loading, generation));
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("hand the configuration over", refused.getMessage()));
      return Optional.empty();
    }
  }

  /** Puts a configuration in force, here and in the router. */
  private void put(RunningConfiguration next, Handover handover) {
    try {
      if (!keeper.isRunning() && options.needsRouter(next.configuration())) {
        keeper.start();
        pidFiles.router(log).ifPresent(keeper::writePidTo);
      }
      keeper.configure(handover);
      keeper.writeBfdPidTo(pidFiles);
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("start the VRRP process", refused.getMessage()));
      stop(ExitCode.FAILED);
      return;
    }
    liveBy(next);
  }

  /** All that depends on the configuration in this process. */
  private void liveBy(RunningConfiguration next) {
    previous = running;
    running = next;
    dumps.name(names());
    List<ScriptConfig> used = used(Configuration::scripts);
    for (ScriptConfig script : running.configuration().scripts()) {
      if (!used.contains(script)) {
        log.sayForRouter(SupervisorLog.scriptUnused(script.name()));
      }
    }
    trackScripts.configure(used);
    trackFiles.configure(used(Configuration::files), !started);
    trackProcesses.configure(
        used(Configuration::processes), running.global().processEventBufferBytes());
    notifyFifos.configure(running.global().fifos());
    schedule.configure(running.global());
  }

  /** A script that no instance tracks is not run, a file is not read, a process not counted. */
  private <T extends TrackerConfig> List<T> used(Function<Configuration, List<T>> all) {
    Configuration configuration = running.configuration();
    Set<TrackerId> tracked = configuration.tracked();
    return all.apply(configuration).stream().filter(it -> tracked.contains(it.id())).toList();
  }

  private void startedUp() {
    started = true;
    log.say(SupervisorLog.startupComplete());
    control.history().note(History.Kind.STARTED, running.path());
    systemd.ready();
    watchdog.begin();
    if (options.dumpConfiguration()) {
      dumps.toLog();
    }
    reloader.completed(running);
    loop.at(System.nanoTime() + StartMemory.SETTLED_NANOS, StartMemory::giveBack);
  }

  private void hearSignals(SignalQueue signals) {
    Optional<SignalQueue.Received> received = signals.next();
    while (received.isPresent()) {
      int signal = received.get().signal();
      if (signal == Signal.SIGCHLD) {
        starter.childEnded();
      } else {
        Signals.meaning(signal, options).ifPresent(this::on);
      }
      received = signals.next();
    }
  }

  private void on(Signals meaning) {
    switch (meaning) {
      case STOP -> stop(ExitCode.OK);
      case RELOAD -> requestReload();
      case DATA -> dumps.data();
      case STATISTICS -> dumps.statistics(false);
      case STATISTICS_CLEAR -> dumps.statistics(true);
      case JSON -> dumps.json();
    }
  }

  /** A signal that was sent to the router itself concerns the router alone, as far as it can. */
  private void onRouterSignal(Signals meaning) {
    if (meaning == Signals.DATA) {
      dumps.routerData();
    } else {
      on(meaning);
    }
  }

  private void requestReload() {
    if (!stopping) {
      systemd.reloading();
      reloader.request(running);
    }
  }

  /** What clients of the control socket see and want of us. */
  private final class Clientele implements ControlDesk.Owner {

    @Override
    public RunningConfiguration running() {
      return running;
    }

    @Override
    public DataDump.TrackerStatuses trackers() {
      return trackerStatuses();
    }

    @Override
    public boolean reload(Consumer<Reloader.Outcome> asker) {
      if (!stopping) {
        systemd.reloading();
        reloader.request(running, asker);
      }
      return !stopping;
    }
  }

  private void reload(LoadedConfiguration loading) {
    Optional<Handover> handover = handover(loading);
    if (handover.isEmpty()) {
      undo(SupervisorLog.reloadRefused());
      return;
    }
    if (keeper.isRunning()) {
      log.sayForRouter(SupervisorLog.routerReloading());
    }
    put(RunningConfiguration.of(loading), handover.get());
    if (!keeper.isRunning()) {
      reloaded();
    }
  }

  private void reloaded() {
    log.say(SupervisorLog.reloadComplete());
    dumps.noteReload(false);
    control.reloaded();
    boolean repeats = running.global().fifosRepeatOnReload();
    notifyFifos.reloaded(running.notifications().keySet(), repeats);
    systemd.ready();
    reloader.completed(running);
    // Not within this turn, whose callers still hold what was read.
    loop.post(reloadMemory::giveBack);
  }

  private void undo(LogLine reason) {
    log.say(reason);
    reloadRefused(reason);
    reloader.undone(running, reason);
  }

  private void reloadRefused(LogLine reason) {
    dumps.noteReload(true);
    control.refused(reason);
    systemd.refused();
    loop.post(reloadMemory::giveBack);
  }

  @Override
  public void configured() {
    if (!started) {
      startedUp();
    } else if (reloader.isHandedOver()) {
      reloaded();
    }
  }

  @Override
  public void routerBegan() {
    snapshots.forget();
    control.history().note(History.Kind.ROUTER_STARTED, "process " + keeper.pid());
    trackScripts.repeatReadings();
    trackFiles.repeatReadings();
    trackProcesses.repeatReadings();
  }

  @Override
  public void routerEnded(LogLine how) {
    control.history().note(History.Kind.ROUTER_ENDED, how.text());
  }

  @Override
  public void routerDied() {
    reloader.routerDied(running);
  }

  @Override
  public Set<String> takeMasters() {
    Set<String> taken = masters.names();
    if (!stopping) {
      masters.forget();
    }
    return taken;
  }

  @Override
  public void fellBack() {
    liveBy(previous);
    undo(SupervisorLog.reloadUndone());
  }

  @Override
  public void said(ToSupervisor message) {
    switch (message) {
      case ToSupervisor.Log(LogLine line) -> log.sayForRouter(line);
      case ToSupervisor.Transitioned(Transition transition) -> {
        NotifyConfig notify = notification(transition.who());
        observers.forEach(observer -> observer.tell(transition, notify));
      }
      case ToSupervisor.Snapshot(long request) ->
          keeper.takePassed().ifPresent(file -> snapshots.arrived(request, file));
      case ToSupervisor.Lost(long logLines, long transitions) ->
          log.say(SupervisorLog.routerLost(logLines, transitions));
      case ToSupervisor.Signalled(int signal) ->
          Signals.meaning(signal, options).ifPresent(this::onRouterSignal);
      case ToSupervisor.Alive _ -> watchdog.routerTurned();
      case ToSupervisor.Configured _, ToSupervisor.Finished _ -> {}
    }
  }

  /** Of an instance or a group that is, or was until the last reload. */
  private NotifyConfig notification(Transition.Who who) {
    NotifyConfig before = previous.notifications().getOrDefault(who, NotifyConfig.NONE);
    return running.notifications().getOrDefault(who, before);
  }

  @Override
  public void routerFailed(int code) {
    stop(code);
  }

  private void stop(int code) {
    if (stopping) {
      return;
    }
    stopping = true;
    exitCode = code;
    log.say(SupervisorLog.stopping());
    control.history().note(History.Kind.STOPPING, "");
    systemd.stopping();
    onRouterEnd = endings.await();
    if (startupScript.isPresent()) {
      onStartupScriptEnd = endings.await();
      startupScript.get().hurry();
    }
    trackScripts.stop(endings.await());
    trackFiles.stop();
    trackProcesses.stop();
    keeper.stop(running.global().childWaitSeconds());
  }

  @Override
  public void routerStopped() {
    long now = System.nanoTime();
    loop.at(now + SCRIPT_FAREWELL_NANOS, notifyScripts::terminate);
    loop.at(now + SCRIPT_PATIENCE_NANOS, notifyScripts::kill);
    loop.at(now + SCRIPT_PATIENCE_NANOS, notifyFifos::kill);
    loop.at(now + SCRIPT_FAREWELL_MAX_NANOS, this::shutDown);
    // Only now: the router's last words were transitions, and started scripts.
    notifyScripts.whenGone(endings.await());
    notifyFifos.end(endings.await());
    if (!masters.isEmpty()) {
      loop.at(now + TAKE_OVER_NANOS, endings.await());
    }
    onRouterEnd.run();
  }

  private void shutDown() {
    if (shutDown) {
      return;
    }
    shutDown = true;
    starter.tellOfLeft();
    trackScripts.tellOfLeft();
    notifyScripts.tellOfLeft();
    notifyFifos.tellOfLeft();
    Optional<Command> script = running.global().shutdownScript();
    if (script.isPresent()) {
      run("shutdown", script.get(), loop::end);
    } else {
      loop.end();
    }
  }
}
