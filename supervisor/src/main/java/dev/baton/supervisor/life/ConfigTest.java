package dev.baton.supervisor.life;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import java.util.ArrayList;
import java.util.List;

/** Option -t: reads the configuration, reports all mistakes in it, and determines the exit code. */
public final class ConfigTest {

  /** What came of it: the lines to print, and the exit code. */
  public record Result(List<String> lines, int exitCode) {}

  private ConfigTest() {}

  /**
   * Tests the file that the options mean. A missing main file is told and costs nothing unless -e
   * is given, as with keepalived.
   */
  public static Result of(Options options) {
    var lines = new ArrayList<>(options.remarks());
    LoadedConfiguration loading = LoadedConfiguration.of(options);
    if (!loading.found() && loading.diagnostics().isEmpty()) {
      lines.add(SupervisorLog.configurationMissing(loading.path()).text());
    }
    for (Diagnostic diagnostic : loading.diagnostics()) {
      lines.addAll(DaemonLog.lines(diagnostic));
    }
    boolean onlyOptionsAreWrong = loading.exitCode() == ExitCode.OK && options.mistaken();
    return new Result(lines, onlyOptionsAreWrong ? ExitCode.TEST_MISTAKES : loading.exitCode());
  }
}
