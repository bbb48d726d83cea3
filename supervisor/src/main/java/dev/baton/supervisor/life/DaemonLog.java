package dev.baton.supervisor.life;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.core.log.LogLine;
import dev.baton.linux.process.ThisProcess;
import dev.baton.supervisor.observe.LogWriter;
import dev.baton.supervisor.observe.Speaker;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.option.Options;
import java.util.ArrayList;
import java.util.List;

/** The log as the supervisor uses it, for its own messages and for those of the router. */
final class DaemonLog implements AutoCloseable {

  private static final long FLUSH_MS = 2_000;

  private final LogWriter writer;
  private final Thread thread;
  private String netNamespace;
  private String instance = "";
  private int routerPid;
  private Speaker self;

  private DaemonLog(Options options) {
    this.writer = new LogWriter(options.logging());
    this.netNamespace = options.netNamespace();
    this.self = Speaker.supervisor(ThisProcess.pid(), netNamespace, "");
    this.thread = Thread.ofPlatform().name("log").daemon().unstarted(writer);
  }

  static DaemonLog open(Options options) {
    var log = new DaemonLog(options);
    log.thread.start();
    return log;
  }

  /** From now on the daemon is known by these names too. */
  void identify(String namespace, String instanceName) {
    netNamespace = namespace;
    instance = instanceName;
    self = Speaker.supervisor(ThisProcess.pid(), netNamespace, instance);
  }

  void routerIs(int pid) {
    routerPid = pid;
  }

  void say(LogLine line) {
    Daemonised.complain(line);
    writer.say(self, line);
  }

  void say(List<LogLine> lines) {
    for (LogLine line : lines) {
      say(line);
    }
  }

  void sayForRouter(LogLine line) {
    writer.say(Speaker.router(routerPid, netNamespace, instance), line);
  }

  /** What was read, all that is wrong with it, and which words have no effect. */
  void tell(LoadedConfiguration loading) {
    for (String file : loading.opened()) {
      say(SupervisorLog.opening(file));
    }
    if (loading.found()) {
      say(SupervisorLog.configurationFile(loading.path()));
    } else if (loading.diagnostics().isEmpty()) {
      say(SupervisorLog.configurationMissing(loading.path()));
    }
    tell(loading.diagnostics());
    for (String line : loading.configuration().noEffectYet()) {
      say(new LogLine(LogLine.Level.NOTICE, line));
    }
  }

  /** Each diagnostic as keepalived's line, and below it the place, the cause and the help. */
  private void tell(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      boolean remark = diagnostic.exitClass().exitCode() == 0;
      var level = remark ? LogLine.Level.NOTICE : LogLine.Level.WARNING;
      for (String line : lines(diagnostic)) {
        say(new LogLine(level, line));
      }
    }
  }

  /** The lines of one diagnostic; the ones below the message are indented. */
  static List<String> lines(Diagnostic diagnostic) {
    var lines = new ArrayList<String>();
    if (!diagnostic.herald().isEmpty()) {
      lines.add(diagnostic.herald());
    }
    lines.add(diagnostic.logLine());
    String[] rendered = DiagnosticRenderer.render(diagnostic).split("\n", -1);
    for (int i = 1; i < rendered.length - 1; i++) {
      lines.add("   " + rendered[i]);
    }
    return lines;
  }

  void reopenFile() {
    writer.reopen();
  }

  /** Writes what was said, as far as that is possible in a short time. */
  @Override
  public void close() {
    writer.end();
    try {
      thread.join(FLUSH_MS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
