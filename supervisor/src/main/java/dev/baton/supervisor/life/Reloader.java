package dev.baton.supervisor.life;

import dev.baton.core.config.GlobalConfig;
import dev.baton.core.log.LogLine;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.supervisor.files.OwnFile;
import dev.baton.supervisor.files.ReplacedFile;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import java.util.function.Consumer;

/**
 * Carries reloads out, one at a time: the file is read on a thread of its own while everything goes
 * on; then the new configuration is judged, and either put in force or refused as a whole. Whoever
 * asks while one is under way gets another one afterwards.
 */
final class Reloader {

  /** Judges a new configuration against the running one. */
  sealed interface Verdict {}

  /** It is put in force. */
  record Accepted() implements Verdict {}

  /** The running one stays, and this is said. */
  record Refused(LogLine reason) implements Verdict {}

  private final DaemonLog log;
  private final BackgroundReader reader;
  private final Consumer<Loading> inForce;
  private final Runnable onRefused;
  private boolean busy;
  private boolean again;

  /** The router has the new configuration, and has not said yet that it is in force. */
  private boolean handedOver;

  /** It has died meanwhile. */
  private boolean inDoubt;

  /**
   * Nothing is under way.
   *
   * @param inForce puts a configuration in force, and calls {@link #completed} when it is
   * @param onRefused is told that all is as before
   */
  Reloader(
      Options options,
      DaemonLog log,
      EventLoop loop,
      Consumer<Loading> inForce,
      Runnable onRefused) {
    this.log = log;
    this.reader = new BackgroundReader(loop, () -> Loading.of(options));
    this.inForce = inForce;
    this.onRefused = onRefused;
  }

  /** The daemon is not ready for a reload yet; requests wait. */
  void begun() {
    busy = true;
  }

  /** Whether the router has a configuration that it has not yet said to be in force. */
  boolean isHandedOver() {
    return handedOver;
  }

  /** Somebody wants the file read again. */
  void request(GlobalConfig running) {
    if (busy && !inDoubt) {
      again = true;
      log.say(SupervisorLog.reloadQueued());
      return;
    }
    busy = true;
    handedOver = false;
    inDoubt = false;
    log.reopenFile();
    if (!running.reloadCheckConfig()) {
      log.say(SupervisorLog.reloading());
    }
    touch(running.reloadFile());
    reader.read(
        BackgroundReader.PATIENCE_NANOS, loading -> judge(running, loading), () -> stuck(running));
  }

  private void stuck(GlobalConfig running) {
    forget(running.reloadFile());
    log.say(SupervisorLog.reloadStuck());
    onRefused.run();
    completed(running);
  }

  private static void forget(String reloadFile) {
    if (!reloadFile.isEmpty()) {
      OwnFile.remove(reloadFile);
    }
  }

  private void judge(GlobalConfig running, Loading loading) {
    forget(running.reloadFile());
    switch (verdict(running, loading)) {
      case Accepted _ -> {
        if (running.reloadCheckConfig()) {
          log.say(SupervisorLog.reloading());
        }
        log.tell(loading);
        Privileges.lacking(loading.configuration(), Rights.own()).forEach(log::say);
        handedOver = true;
        inForce.accept(loading);
      }
      case Refused(LogLine reason) -> {
        tellRefused(running, loading);
        log.say(reason);
        onRefused.run();
        completed(running);
      }
    }
  }

  /** Whether a running daemon can change to this configuration. */
  static Verdict verdict(GlobalConfig running, Loading loading) {
    GlobalConfig next = loading.configuration().global();
    if (running.reloadCheckConfig() && loading.exitCode() != ExitCode.OK) {
      return new Refused(SupervisorLog.validationFailed(running.reloadCheckLog()));
    }
    if (!loading.found() || loading.fatal()) {
      return new Refused(SupervisorLog.reloadRefused());
    }
    if (!next.netNamespace().equals(running.netNamespace())) {
      return new Refused(SupervisorLog.cannotChange("net_namespace"));
    }
    if (!next.instance().equals(running.instance())) {
      return new Refused(SupervisorLog.cannotChange("instance"));
    }
    return new Accepted();
  }

  /** With reload_check_config the messages go to its log alone. */
  private void tellRefused(GlobalConfig running, Loading loading) {
    if (!running.reloadCheckConfig() || running.reloadCheckLog().isEmpty()) {
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

  /** The reload that was under way is over; perhaps the next one begins. */
  void completed(GlobalConfig running) {
    busy = false;
    handedOver = false;
    inDoubt = false;
    next(running);
  }

  private void next(GlobalConfig running) {
    if (again) {
      again = false;
      request(running);
    }
  }

  /**
   * The router has died. If it was of the new configuration, the next will die of it, too, and the
   * reload never end: so nobody waits for that any longer.
   */
  void routerDied(GlobalConfig running) {
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
