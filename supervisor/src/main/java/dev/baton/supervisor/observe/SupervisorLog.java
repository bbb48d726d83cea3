package dev.baton.supervisor.observe;

import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.ResourceText;
import dev.baton.core.log.LogLine;
import dev.baton.linux.process.CpuTime;
import dev.baton.supervisor.option.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** What the supervisor says. Operators grep for these words. */
public final class SupervisorLog {

  private static final int COMMAND_LINE_CHARS_MAX = 104;

  /** As much of a trace as says which of our methods it was, also after a stack overflow. */
  private static final int TRACE_LINES_MAX = 12;

  private static final String COMMAND_LINE = "Command line:";

  private SupervisorLog() {}

  /** In keepalived's name, which syslog's ident is too: what watches for a restart looks for it. */
  public static LogLine starting(String version) {
    return LogLine.info("Starting Keepalived (Baton v" + version + ")");
  }

  public static LogLine runningOn(String kernel) {
    return LogLine.info("Running on " + kernel);
  }

  /** The words of the command line in quotes, on as many lines as they need. */
  public static List<LogLine> commandLine(List<String> words) {
    var lines = new ArrayList<LogLine>();
    var line = new StringBuilder(COMMAND_LINE);
    for (String word : words) {
      boolean begun = line.length() > COMMAND_LINE.length();
      if (begun && line.length() + word.length() + 3 > COMMAND_LINE_CHARS_MAX) {
        lines.add(LogLine.info(line.toString()));
        line.setLength(0);
        line.repeat(' ', COMMAND_LINE.length());
      }
      line.append(" '").append(word).append('\'');
    }
    lines.add(LogLine.info(line.toString()));
    return lines;
  }

  public static LogLine noEffectYet(String option) {
    return new LogLine(LogLine.Level.NOTICE, "option --" + option + " has no effect yet");
  }

  public static LogLine opening(String file) {
    return LogLine.detail("Opening file '" + file + "'.");
  }

  public static LogLine configurationFile(String file) {
    return LogLine.info("Configuration file " + file);
  }

  public static LogLine configurationMissing(String file) {
    return LogLine.error("Config files missing '" + file + "'.");
  }

  public static LogLine configurationFatal() {
    return LogLine.error("Configuration has errors that baton cannot run with. Terminating");
  }

  /** keepalived dies here and leaves its addresses behind; we do not. */
  public static LogLine reloadRefused() {
    return LogLine.error("Reload refused - the running configuration stays in force");
  }

  /** A file or a name comes from a server that does not answer. */
  public static LogLine reloadStuck() {
    return LogLine.error(
        "Reload refused - the configuration could not be read within 30 seconds, the running"
            + " configuration stays in force");
  }

  /** keepalived applies what is left of such a file. */
  public static LogLine reloadHasErrors(int count) {
    return LogLine.error(
        "Reload refused - "
            + count
            + (count == 1 ? " error" : " errors")
            + " that the running configuration does not have; it stays in force"
            + " (reload_despite_errors in global_defs would load the file anyway)");
  }

  /** One of these errors; all that was found stands above with cause and help. */
  public static LogLine newError(String line) {
    return LogLine.error("   new: " + line);
  }

  /** The reading itself failed; where, for our own bugs. */
  public static List<LogLine> reloadFailed(Throwable why) {
    var lines = new ArrayList<LogLine>();
    lines.add(LogLine.error("The configuration cannot be read: " + why));
    StackTraceElement[] trace = why.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, TRACE_LINES_MAX); i++) {
      lines.add(LogLine.error("   at " + trace[i]));
    }
    return lines;
  }

  /** The router has died before it could put a reload in force. */
  public static LogLine reloadUndone() {
    return LogLine.error(
        "Reload undone - the VRRP process died of it; the one before is in force again");
  }

  public static LogLine validationFailed(String log) {
    String where = keepsNothing(log) ? "above" : log;
    return LogLine.info("New config failed validation, see " + where + " for details");
  }

  /** Whether what is written there is lost. */
  public static boolean keepsNothing(String log) {
    return log.isEmpty() || log.equals("/dev/null");
  }

  public static LogLine cannotChange(String what) {
    return LogLine.warning("Cannot change " + what + " at a reload - please restart baton");
  }

  /** What the configuration asks for, and this process may not do. */
  public static LogLine lacking(String capabilities, String consequence) {
    return LogLine.warning("no " + capabilities + ": " + consequence);
  }

  public static LogLine startingRouter(int pid) {
    return LogLine.info("Starting VRRP child process, pid=" + pid);
  }

  /** The first one; another process has its name. */
  public static LogLine routerCannotCall(String why) {
    return LogLine.warning("The first VRRP process cannot connect (" + why + "): starting another");
  }

  public static LogLine routerNeverCalled(long seconds) {
    return LogLine.error(
        "The first VRRP process has not connected within "
            + seconds
            + " seconds: starting another");
  }

  public static LogLine startupComplete() {
    return LogLine.info("Startup complete");
  }

  /**
   * No instance and nothing static, or option -C; the daemon waits for a reload that brings some.
   */
  public static LogLine nothingToRun() {
    return LogLine.warning("Warning - keepalived has no configuration to run");
  }

  public static LogLine reloading() {
    return LogLine.info("Reloading ...");
  }

  public static LogLine routerReloading() {
    return LogLine.info("Reloading");
  }

  public static LogLine reloadQueued() {
    return LogLine.detail("Reload already in progress, request queued");
  }

  public static LogLine reloadComplete() {
    return LogLine.info("Reload complete");
  }

  public static LogLine stopping() {
    return LogLine.info("Stopping");
  }

  public static LogLine stopped(String version) {
    return LogLine.info("Stopped Keepalived (Baton v" + version + ")");
  }

  /** With -D, at the end: what the daemon and its children have cost. */
  public static LogLine processorTime(CpuTime time) {
    return LogLine.detail(
        "CPU usage (self/children) user: "
            + CpuTime.seconds(time.user())
            + "/"
            + CpuTime.seconds(time.childrenUser())
            + " system: "
            + CpuTime.seconds(time.system())
            + "/"
            + CpuTime.seconds(time.childrenSystem()));
  }

  public static LogLine routerStopped() {
    return LogLine.info("Stopped");
  }

  /** Not run, because no instance tracks it. */
  public static LogLine scriptUnused(String name) {
    return LogLine.warning("Warning - script " + name + " is not used");
  }

  public static LogLine pidFileLocked(String file) {
    return LogLine.error("Another process has pid file " + file + " locked");
  }

  public static LogLine alreadyRunning() {
    return LogLine.error("daemon is already running");
  }

  /** Two daemons would have the same control socket; the first one has it. */
  public static LogLine controlTaken(String socket, int pid) {
    return LogLine.warning(
        "Control socket "
            + socket
            + " belongs to another daemon"
            + (pid == 0 ? "" : ", process " + pid)
            + ": `baton status` shows that one (`instance` would give this one its own)");
  }

  /** The daemon works all the same. */
  public static LogLine controlRefused(String socket, String reason) {
    return LogLine.warning(
        "No control socket " + socket + ": " + reason + " - `baton status` will not find us");
  }

  public static LogLine noNamespace(String name, String why) {
    return LogLine.error("Unable to set network namespace " + name + " - exiting (" + why + ")");
  }

  /** What could not be done, and the kernel's words for it. */
  public static LogLine failed(String what, String why) {
    return LogLine.error("Unable to " + what + ": " + why);
  }

  public static LogLine routerKilled(int signal) {
    return LogLine.error("VRRP exited due to signal " + signal);
  }

  public static LogLine routerExited(int status) {
    String why = status == ExitCode.OUT_OF_MEMORY ? ", out of memory" : "";
    return LogLine.error("VRRP exited with status " + status + why);
  }

  public static LogLine routerRespawning(int pid) {
    return LogLine.error("VRRP child process(" + pid + ") died: Respawning");
  }

  public static LogLine routerNotRespawned(int pid) {
    return LogLine.error("VRRP child process(" + pid + ") died: Exiting");
  }

  public static LogLine routerFailedForGood() {
    return LogLine.error("VRRP exited with permanent error. Terminating");
  }

  public static LogLine respawnDelayed(long seconds) {
    return LogLine.info(
        "Restart of VRRP process delayed " + seconds + " seconds to limit respawn rate");
  }

  public static LogLine routerFailedToDie() {
    return LogLine.error("VRRP process failed to die - forcing termination");
  }

  /** The kernel does not let it die, and it may hold addresses. */
  public static LogLine routerLeftBehind(int pid) {
    return LogLine.error(
        "VRRP process("
            + pid
            + ") does not die of SIGKILL either - it is left behind, perhaps with"
            + " its addresses");
  }

  /** It is stopped, or waits for ever. */
  public static LogLine routerHangs(long seconds) {
    return LogLine.error(
        "VRRP process has not answered for " + seconds + " seconds - killing it, to start another");
  }

  public static LogLine leftBehind(Resource resource) {
    return LogLine.info("Removing " + ofDeadProcess(resource));
  }

  /** For a master whose process has died; the peer waits its skew, not three adverts. */
  public static LogLine resigned(String instance) {
    return LogLine.info("(" + instance + ") sent 0 priority for the dead VRRP process");
  }

  public static LogLine staysBehind(Resource resource, String why) {
    return LogLine.error(
        "cannot remove "
            + ofDeadProcess(resource)
            + ": "
            + why
            + " - remove it by hand: "
            + ResourceText.removal(resource));
  }

  private static String ofDeadProcess(Resource resource) {
    return ResourceText.name(resource)
        + " that a dead VRRP process left "
        + ResourceText.where(resource);
  }

  public static LogLine printingParent(int pid) {
    return LogLine.info("Printing parent data for process(" + pid + ") on signal");
  }

  public static LogLine printingData(int pid) {
    return LogLine.info("Printing VRRP data for process(" + pid + ") on signal");
  }

  public static LogLine printingStatistics(int pid, boolean thenClear) {
    String verb = thenClear ? "Printing and clearing" : "Printing";
    return LogLine.info(verb + " VRRP stats for process(" + pid + ") on signal");
  }

  public static LogLine printingJson(int pid) {
    return LogLine.info("Printing VRRP as json for process(" + pid + ") on signal");
  }

  public static LogLine linesLost(long count) {
    return LogLine.warning(count + " log lines were lost");
  }

  public static LogLine routerLost(long logLines, long transitions) {
    return LogLine.warning(
        "The VRRP process lost " + logLines + " log lines and " + transitions + " transitions");
  }

  public static LogLine brokenMessage(String reason) {
    return LogLine.error("Invalid message from the VRRP process: " + reason);
  }

  public static LogLine reloadScheduled(String when) {
    return LogLine.info("Scheduling reload for " + when);
  }

  public static LogLine reloadRescheduled(String from, String to) {
    return LogLine.info("Reload time updated from " + from + " to " + to);
  }

  public static LogLine reloadCancelled(String when) {
    return LogLine.info("Cancelling reload scheduled for " + when);
  }

  public static LogLine reloadTimeInvalid(String text) {
    return LogLine.warning("Reload time '" + text + "' is invalid or has passed - ignoring");
  }
}
