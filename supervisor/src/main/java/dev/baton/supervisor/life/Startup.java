package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.GlobalConfig;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.connector.ProcessWatch;
import dev.baton.linux.host.KernelName;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.host.Sysctl;
import dev.baton.linux.process.CpuTime;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.process.ThisProcess.Limit;
import dev.baton.linux.process.ThisProcess.Resource;
import dev.baton.supervisor.files.PidFile;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The startup, from the command line to the running daemon. The router is started before the file
 * is read: both take time, and there are at least two processors to run them in parallel.
 */
public final class Startup {

  /**
   * What every part of the daemon needs.
   *
   * @param processesOutside hears of processes from the network namespace that was left, if any was
   */
  record Parts(
      Options options,
      DaemonLog log,
      EventLoop loop,
      RouterKeeper keeper,
      String version,
      Optional<ProcessWatch> processesOutside) {

    Parts hearingOfProcesses(ProcessWatch outside) {
      return new Parts(options, log, loop, keeper, version, Optional.of(outside));
    }
  }

  /** keepalived's: what the daemon writes is for root. */
  private static final int UMASK_DEFAULT = 0177;

  private static final String CORE_PATTERN = "kernel/core_pattern";

  private final Options options;
  private final String[] words;

  /** What -M has replaced, and is put back at the end. */
  private Optional<String> corePatternBefore = Optional.empty();

  private Startup(Options options, String[] words) {
    this.options = options;
    this.words = words;
  }

  /** Runs the daemon, or has it run in the background; the exit code. */
  public static int run(Options options, String version, String... words) throws OsException {
    String missing = Privileges.missing(Rights.own());
    if (!missing.isEmpty()) {
      System.err.println("baton needs " + missing + ": run it as root");
      return ExitCode.NO_PRIVILEGE;
    }
    if (!options.foreground() && !Daemonised.isThis()) {
      return Daemonised.startAndWait(options, words);
    }
    return new Startup(options, words).run(version);
  }

  private int run(String version) throws OsException {
    ThisProcess.name(ImageProgram.SUPERVISOR.processName());
    ThisProcess.fileModeMask(options.umask() >= 0 ? options.umask() : UMASK_DEFAULT);
    Optional<ProcessWatch> processes = listenBeforeLeaving(options.netNamespace());
    Optional<LogLine> outside = enterNamespace(options.netNamespace());
    EventLoop loop = EventLoop.open();
    Daemonised.findParent();
    DaemonLog log = DaemonLog.open(options);
    try {
      Thread.setDefaultUncaughtExceptionHandler((_, bug) -> crash(log, bug));
      var keeper = new RouterKeeper(options, log, loop);
      var parts = new Parts(options, log, loop, keeper, version, processes);
      if (outside.isEmpty() && options.vrrp()) {
        parts.keeper().start();
      } else {
        parts.keeper().discard();
      }
      greet(log, version);
      outside.ifPresent(log::say);
      int exitCode = outside.isPresent() ? ExitCode.FAILED : read(parts);
      corePatternBefore.ifPresent(pattern -> Sysctl.write(CORE_PATTERN, pattern));
      parts.keeper().discard();
      log.say(SupervisorLog.processorTime(CpuTime.now()));
      log.say(SupervisorLog.stopped(version));
      return exitCode;
    } catch (RuntimeException | Error bug) {
      crash(log, bug);
      throw bug;
    } finally {
      log.close();
    }
  }

  /**
   * Our own mistake, on whatever thread: told, and the end; the router resigns when we are gone.
   */
  private static void crash(DaemonLog log, Throwable bug) {
    try {
      var trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(line -> log.say(LogLine.error(line)));
      log.close();
    } finally {
      // Whatever fails on the way: a process that has lost a thread must not live on half alive.
      Runtime.getRuntime().halt(isOutOfMemory(bug) ? ExitCode.OUT_OF_MEMORY : ExitCode.SOFTWARE);
    }
  }

  private static boolean isOutOfMemory(Throwable bug) {
    for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** The kernel tells of processes in the host's first network namespace alone. */
  private static Optional<ProcessWatch> listenBeforeLeaving(String namespace) {
    if (namespace.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProcessWatch.open(ProcessWatch.RECEIVE_BUFFER_BYTES));
    } catch (OsException refused) {
      // Whoever wants to hear of processes tries again, and is told why not.
      return Optional.empty();
    }
  }

  private static Optional<LogLine> enterNamespace(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      NetworkNamespace.enter(name);
      return Optional.empty();
    } catch (OsException refused) {
      return Optional.of(SupervisorLog.noNamespace(name, refused.getMessage()));
    }
  }

  private void greet(DaemonLog log, String version) {
    log.say(SupervisorLog.starting(version));
    KernelName kernel = KernelName.read();
    log.say(
        SupervisorLog.runningOn(kernel.system() + " " + kernel.release() + " " + kernel.version()));
    var line = new ArrayList<String>(words.length + 1);
    line.add(ImageProgram.SUPERVISOR.processName());
    line.addAll(List.of(words));
    log.say(SupervisorLog.commandLine(line));
    for (String remark : options.remarks()) {
      log.say(LogLine.warning(remark));
    }
    for (String option : options.unbuilt()) {
      log.say(SupervisorLog.noEffectYet(option));
    }
  }

  private int read(Parts parts) throws OsException {
    DaemonLog log = parts.log();
    allowCoreDumps(parts);
    Optional<LoadedConfiguration> read = FirstReading.of(options);
    return read.isPresent() ? start(parts, read.get()) : stoppedBefore(log);
  }

  private static int stoppedBefore(DaemonLog log) {
    log.say(SupervisorLog.stopping());
    return ExitCode.OK;
  }

  private int start(Parts parts, LoadedConfiguration loading) throws OsException {
    DaemonLog log = parts.log();
    log.tell(loading);
    if (!loading.found()) {
      return ExitCode.NO_CONFIG;
    }
    if (loading.fatal()) {
      log.say(SupervisorLog.configurationFatal());
      return ExitCode.CONFIG;
    }
    Privileges.lacking(loading.configuration(), Rights.own()).forEach(log::say);
    return settle(parts, loading);
  }

  /** To the router, too, which is there already; those that follow it inherit it. */
  private void allowCoreDumps(Parts parts) {
    if (!options.coreDumps()) {
      return;
    }
    DaemonLog log = parts.log();
    var unlimited = new Limit(Limit.UNLIMITED, Limit.UNLIMITED);
    int result = ThisProcess.limit(0, Resource.CORE_BYTES, unlimited);
    if (result == 0 && parts.keeper().isRunning()) {
      result = ThisProcess.limit(parts.keeper().pid(), Resource.CORE_BYTES, unlimited);
    }
    if (result == 0 && !options.corePattern().isEmpty()) {
      result = nameCoreDumps();
    }
    if (result < 0) {
      log.say(SupervisorLog.failed("allow core dumps", Errno.message(result)));
    }
  }

  private int nameCoreDumps() {
    try {
      corePatternBefore = Optional.of(Sysctl.read(CORE_PATTERN));
    } catch (OsException unreadable) {
      return -unreadable.errno();
    }
    return Sysctl.write(CORE_PATTERN, options.corePattern());
  }

  /** Takes the place that the configuration gives the daemon, and runs it there. */
  private int settle(Parts parts, LoadedConfiguration loading) throws OsException {
    GlobalConfig global = loading.configuration().global();
    if (options.umask() < 0) {
      ThisProcess.fileModeMask(global.umask());
    }
    String namespace = options.netNamespace();
    if (namespace.isEmpty() && !global.netNamespace().isEmpty()) {
      return settleElsewhere(parts, global.netNamespace());
    }
    parts.log().identify(namespace, global.instance());
    if (!global.processName().isEmpty()) {
      ThisProcess.name(global.processName());
    }
    if (!options.needsRouter(loading.configuration())) {
      parts.keeper().discard();
    }
    return serve(parts, loading);
  }

  /** The router that waits was started outside, and so were the facts that the file met. */
  private int settleElsewhere(Parts parts, String namespace) throws OsException {
    Optional<ProcessWatch> processes = listenBeforeLeaving(namespace);
    Optional<LogLine> outside = enterNamespace(namespace);
    if (outside.isPresent()) {
      parts.log().say(outside.get());
      return ExitCode.FAILED;
    }
    parts.keeper().discard();
    Optional<LoadedConfiguration> read = FirstReading.of(options);
    if (read.isEmpty()) {
      return stoppedBefore(parts.log());
    }
    LoadedConfiguration loading = read.get();
    parts.log().identify(namespace, loading.configuration().global().instance());
    if (options.needsRouter(loading.configuration())) {
      parts.keeper().start();
    }
    return serve(processes.map(parts::hearingOfProcesses).orElse(parts), loading);
  }

  private int serve(Parts parts, LoadedConfiguration loading) throws OsException {
    DaemonLog log = parts.log();
    var names = new FileNames(options, loading.configuration().global(), "/tmp");
    Optional<PidFiles> own = PidFiles.lock(names, log);
    if (own.isEmpty()) {
      return ExitCode.FAILED;
    }
    try (PidFiles files = own.get()) {
      if (parts.keeper().isRunning()) {
        Optional<PidFile> router = files.router(log);
        if (router.isEmpty()) {
          return ExitCode.FAILED;
        }
        parts.keeper().writePidTo(router.get());
      }
      files.writeOwn(log);
      Daemonised.sayReady();
      var supervisor = new Supervisor(parts, loading, files);
      parts.keeper().workFor(supervisor);
      return supervisor.run(loading);
    }
  }
}
