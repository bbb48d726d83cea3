package dev.baton.supervisor.life;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.GlobalConfig;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.supervisor.files.OwnFile;
import dev.baton.supervisor.files.ReplacedFile;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Carries out reloads, one at a time. The file is read on a separate thread while the daemon
 * continues. Then the new configuration is checked, and either applied or refused as a whole. A
 * request that arrives during a reload causes another reload afterwards.
 */
final class Reloader {

  /** Judges a new configuration against the running one. */
  sealed interface Verdict {}

  /** It is put in force. */
  record Accepted() implements Verdict {}

  /**
   * The running one stays, and this is said; with the first line of each error that decided it, if
   * it was that.
   */
  record Refused(LogLine reason, List<Diagnostic> because) implements Verdict {
    Refused(LogLine reason) {
      this(reason, List.of());
    }
  }

  /** How a request ended. */
  sealed interface Outcome {}

  /** What was read is in force. */
  record InForce(LoadedConfiguration loading) implements Outcome {}

  /**
   * All is as before, and why.
   *
   * @param found all that is wrong with what was read
   * @param decisive what of that decided it, if it was that
   */
  record NotInForce(LogLine reason, List<Diagnostic> found, List<Diagnostic> decisive)
      implements Outcome {}

  /** In the file that is to be loaded, it has a reload do what keepalived does. */
  private static final String DESPITE_ERRORS = "reload_despite_errors";

  private final Options options;
  private final DaemonLog log;
  private final BackgroundReader reader;
  private final Consumer<LoadedConfiguration> inForce;
  private final Consumer<LogLine> onRefused;
  private boolean busy;
  private boolean again;

  /** Who wants to know how the reload ends that is under way, and the one after it. */
  private List<Consumer<Outcome>> askers = List.of();

  private final List<Consumer<Outcome>> nextAskers = new ArrayList<>();

  /** What is being put in force. */
  private Optional<LoadedConfiguration> accepted = Optional.empty();

  /** The router has the new configuration, and has not said yet that it is in force. */
  private boolean handedOver;

  /** It has died meanwhile. */
  private boolean inDoubt;

  /**
   * Nothing is under way.
   *
   * @param inForce puts a configuration in force, and calls {@link #completed} when it is
   * @param onRefused is told that all is as before, and why
   */
  Reloader(
      Options options,
      DaemonLog log,
      EventLoop loop,
      Consumer<LoadedConfiguration> inForce,
      Consumer<LogLine> onRefused) {
    this.log = log;
    this.options = options;
    this.reader = new BackgroundReader(loop);
    this.inForce = inForce;
    this.onRefused = onRefused;
  }

  /** The daemon is not ready for a reload yet; requests wait until {@link #completed}. */
  void begun() {
    busy = true;
  }

  /** Whether the router has a configuration that it has not yet said to be in force. */
  boolean isHandedOver() {
    return handedOver;
  }

  /** The first configuration is on its way to the router. */
  void firstHandedOver() {
    handedOver = true;
  }

  /** Somebody wants the file read again, and to know how that ends. */
  void request(RunningConfiguration running, Consumer<Outcome> asker) {
    nextAskers.add(asker);
    request(running);
  }

  /** Somebody wants the file read again. */
  void request(RunningConfiguration running) {
    if (busy && !inDoubt) {
      again = true;
      log.say(SupervisorLog.reloadQueued());
      return;
    }
    busy = true;
    handedOver = false;
    inDoubt = false;
    // Those of a reload in doubt hear of this one instead.
    askers = Stream.concat(askers.stream(), nextAskers.stream()).toList();
    nextAskers.clear();
    log.reopenFile();
    if (!running.global().reloadCheckConfig()) {
      log.say(SupervisorLog.reloading());
    }
    touch(running.global().reloadFile());
    reader.read(
        BackgroundReader.PATIENCE_NANOS,
        () -> LoadedConfiguration.of(options),
        new Reading(running));
  }

  /** One request's. */
  private final class Reading implements BackgroundReader.Reader<LoadedConfiguration> {
    private final RunningConfiguration running;

    Reading(RunningConfiguration running) {
      this.running = running;
    }

    @Override
    public void read(LoadedConfiguration loading) {
      forget(running.global().reloadFile());
      judge(running, loading);
    }

    @Override
    public void stuck() {
      forget(running.global().reloadFile());
      refuse(running, SupervisorLog.reloadStuck(), List.of(), List.of());
    }

    @Override
    public void failed(Throwable why) {
      forget(running.global().reloadFile());
      SupervisorLog.reloadFailed(why).forEach(log::say);
      refuse(running, SupervisorLog.reloadRefused(), List.of(), List.of());
    }
  }

  private void refuse(
      RunningConfiguration running,
      LogLine reason,
      List<Diagnostic> found,
      List<Diagnostic> decisive) {
    log.say(reason);
    onRefused.accept(reason);
    end(running, new NotInForce(reason, found, decisive));
  }

  private static void forget(String reloadFile) {
    if (!reloadFile.isEmpty()) {
      OwnFile.remove(reloadFile);
    }
  }

  private void judge(RunningConfiguration running, LoadedConfiguration loading) {
    switch (verdict(running, loading)) {
      case Accepted _ -> {
        if (running.global().reloadCheckConfig()) {
          log.say(SupervisorLog.reloading());
        }
        log.tell(loading);
        Privileges.lacking(loading.configuration(), Rights.own()).forEach(log::say);
        handedOver = true;
        accepted = Optional.of(loading);
        inForce.accept(loading);
      }
      case Refused(LogLine reason, List<Diagnostic> because) -> {
        tellRefused(running.global(), loading);
        because.forEach(each -> log.say(SupervisorLog.newError(each.logLine())));
        refuse(running, reason, loading.diagnostics(), because);
      }
    }
  }

  /** Whether a running daemon can change to this configuration. */
  static Verdict verdict(RunningConfiguration running, LoadedConfiguration loading) {
    GlobalConfig now = running.global();
    GlobalConfig next = loading.configuration().global();
    if (now.reloadCheckConfig() && loading.exitCode() != ExitCode.OK) {
      return new Refused(SupervisorLog.validationFailed(now.reloadCheckLog()));
    }
    if (!loading.found() || loading.fatal()) {
      return new Refused(SupervisorLog.reloadRefused());
    }
    if (!next.netNamespace().equals(now.netNamespace())) {
      return new Refused(SupervisorLog.cannotChange("net_namespace"));
    }
    if (!next.instance().equals(now.instance())) {
      return new Refused(SupervisorLog.cannotChange("instance"));
    }
    List<Diagnostic> fresh = running.mistakes().newAmong(loading.diagnostics());
    if (!fresh.isEmpty() && !next.settings().has(DESPITE_ERRORS)) {
      return new Refused(SupervisorLog.reloadHasErrors(fresh.size()), fresh);
    }
    return new Accepted();
  }

  /** With reload_check_config the messages go to its log alone, if it names one that keeps them. */
  private void tellRefused(GlobalConfig running, LoadedConfiguration loading) {
    if (!running.reloadCheckConfig() || SupervisorLog.keepsNothing(running.reloadCheckLog())) {
      log.tell(loading);
      return;
    }
    var text = new StringBuilder();
    loading
        .diagnostics()
        .forEach(each -> DaemonLog.lines(each).forEach(line -> text.append(line).append('\n')));
    try {
      ReplacedFile.write(running.reloadCheckLog(), text.toString());
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("write the log of the check", refused.getMessage()));
      log.tell(loading);
    }
  }

  /** What was to be put in force is; perhaps the next reload begins. */
  void completed(RunningConfiguration running) {
    accepted.ifPresent(loading -> tell(new InForce(loading)));
    end(running);
  }

  /** What was to be put in force could not be. */
  void undone(RunningConfiguration running, LogLine reason) {
    end(running, new NotInForce(reason, List.of(), List.of()));
  }

  private void end(RunningConfiguration running, NotInForce how) {
    tell(how);
    end(running);
  }

  private void tell(Outcome outcome) {
    askers.forEach(asker -> asker.accept(outcome));
    askers = List.of();
  }

  private void end(RunningConfiguration running) {
    accepted = Optional.empty();
    busy = false;
    handedOver = false;
    inDoubt = false;
    next(running);
  }

  private void next(RunningConfiguration running) {
    if (again) {
      again = false;
      request(running);
    }
  }

  /**
   * The router has died of the first configuration, and there is none to fall back on. The next one
   * may die of it, too, and the start never end: so nobody waits for that any longer.
   */
  void routerDied(RunningConfiguration running) {
    if (handedOver) {
      inDoubt = true;
      next(running);
    }
  }

  private void touch(String path) {
    if (path.isEmpty()) {
      return;
    }
    switch (OwnFile.open(path, 0644)) {
      case OwnFile.Opened(Fd file) -> file.close();
      case OwnFile.Refused(String reason) ->
          log.say(SupervisorLog.failed("make the reload file", reason));
    }
  }
}
