package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.core.log.LogLine;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which configurations a running daemon changes to. */
final class ReloaderTest {

  @TempDir Path directory;
  private LoadedConfiguration running;

  @BeforeEach
  void start() throws IOException {
    running = load(ConfigTestTest.INSTANCE);
  }

  private LoadedConfiguration load(String text) {
    Path file = directory.resolve("conf");
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return LoadedConfiguration.of(options("-n", "-f", file.toString()));
  }

  private static Options options(String... words) {
    return assertInstanceOf(OptionReader.Accepted.class, OptionReader.read(words)).options();
  }

  private static Reloader.Verdict verdict(LoadedConfiguration running, LoadedConfiguration next) {
    return Reloader.verdict(RunningConfiguration.of(running), next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "global_defs {\n router_id other\n}\n" + ConfigTestTest.INSTANCE,
        "global_defs {\n reload_despite_errors\n}\nnonsense\n" + ConfigTestTest.INSTANCE
      })
  void whatIsRightOrSaysSoItselfIsAccepted(String text) throws IOException {
    assertInstanceOf(Reloader.Accepted.class, verdict(running, load(text)));
  }

  @Test
  void errorsOfItsOwnAreRefused() throws IOException {
    refused("Reload refused - 1 error that", load("nonsense\n" + ConfigTestTest.INSTANCE));
    LoadedConfiguration misspelt = load(ConfigTestTest.INSTANCE.replace("priority", "prioritty"));
    refused("Reload refused - 1 error that", misspelt);
    var refusal = assertInstanceOf(Reloader.Refused.class, verdict(running, misspelt));
    assertEquals(
        List.of("(" + directory.resolve("conf") + ": Line 7) Unknown keyword 'prioritty'"),
        refusal.because().stream().map(Diagnostic::logLine).toList());
    // That the running one says it is no help: it is the other file that is judged.
    running = load("global_defs {\n reload_despite_errors\n}\n" + ConfigTestTest.INSTANCE);
    refused("Reload refused - 1 error that", load("nonsense\n" + ConfigTestTest.INSTANCE));
  }

  @Test
  void errorsThatTheRunningOneHasAreNoReason() throws IOException {
    running = load("nonsense\n" + ConfigTestTest.INSTANCE);
    assertInstanceOf(
        Reloader.Accepted.class, verdict(running, load(ConfigTestTest.INSTANCE + "nonsense\n")));
    refused(
        "Reload refused - 1 error that",
        load("nonsense\n" + ConfigTestTest.INSTANCE + "nonsense\n"));
  }

  @Test
  void whatNoDaemonCanRunWithIsRefused() throws IOException {
    refused(
        "Reload refused", load(ConfigTestTest.INSTANCE.replace("dynamic_interfaces", "lvs_flush")));
    Files.delete(directory.resolve("conf"));
    Options options = options("-n", "-f", directory.resolve("conf").toString());
    refused("Reload refused", LoadedConfiguration.of(options));
  }

  @Test
  void someThingsAreForLife() throws IOException {
    refused("Cannot change instance", load("instance two\n" + ConfigTestTest.INSTANCE));
    refused("Cannot change net_namespace", load("net_namespace blue\n" + ConfigTestTest.INSTANCE));
  }

  @Test
  void withCheckConfigEveryMistakeHinders() throws IOException {
    String check = "global_defs {\n reload_check_config /run/check.log\n}\n";
    running = load(check + ConfigTestTest.INSTANCE);
    refused("New config failed validation, see /run/check.log", load(check + "nonsense\n"));
    assertInstanceOf(
        Reloader.Accepted.class, verdict(running, load(check + ConfigTestTest.INSTANCE)));
    running = load("global_defs {\n reload_check_config\n}\n" + ConfigTestTest.INSTANCE);
    refused("New config failed validation, see above for details", load("nonsense\n"));
  }

  /** Its death begins the reload that waits; what the next router says is of the one before. */
  @Test
  void whileTheFileIsReadNothingIsHandedOver() throws Exception {
    Options options = options("-n", "-f", directory.resolve("conf").toString());
    RunningConfiguration now = RunningConfiguration.of(running);
    try (var loop = EventLoop.open();
        var log = DaemonLog.open(options)) {
      var reloader = new Reloader(options, log, loop, _ -> loop.end(), _ -> {});
      reloader.request(now);
      assertFalse(reloader.isHandedOver());
      loop.run();
      assertTrue(reloader.isHandedOver());
      reloader.request(now);
      reloader.routerDied(now);
      assertFalse(reloader.isHandedOver());
      loop.run();
      assertTrue(reloader.isHandedOver());
      reloader.completed(now);
      assertFalse(reloader.isHandedOver());
    }
  }

  /** Also one that waits for its turn; and each of its own reload only. */
  @Test
  void whoAsksIsToldHowTheReloadEnded() throws Exception {
    Options options = options("-n", "-f", directory.resolve("conf").toString());
    RunningConfiguration now = RunningConfiguration.of(running);
    var told = new ArrayList<String>();
    try (var loop = EventLoop.open();
        var log = DaemonLog.open(options)) {
      var reloader = new Reloader(options, log, loop, _ -> loop.end(), _ -> loop.end());
      load("nonsense\n" + ConfigTestTest.INSTANCE);
      reloader.request(
          now,
          outcome -> {
            told.add("first " + text(outcome));
            // The second reads the file as soon as the first has ended.
            load(ConfigTestTest.INSTANCE);
          });
      reloader.request(now, outcome -> told.add("second " + text(outcome)));
      assertEquals(List.of(), told);
      loop.run();
      assertEquals(List.of("first refused by 1 of 1"), told);

      loop.run();
      assertEquals(1, told.size(), "it is not in force yet");
      reloader.completed(now);
      assertEquals("second in force", told.get(1));

      reloader.request(now, outcome -> told.add("third " + text(outcome)));
      loop.run();
      reloader.undone(now, LogLine.error("the router died"));
      assertEquals("third refused by 0 of 0", told.get(2));
      assertEquals(3, told.size());
    }
  }

  private static String text(Reloader.Outcome outcome) {
    return switch (outcome) {
      case Reloader.InForce _ -> "in force";
      case Reloader.NotInForce(LogLine _, List<Diagnostic> found, List<Diagnostic> decisive) ->
          "refused by " + decisive.size() + " of " + found.size();
    };
  }

  private void refused(String why, LoadedConfiguration next) {
    var refusal = assertInstanceOf(Reloader.Refused.class, verdict(running, next));
    assertEquals(why, refusal.reason().text().substring(0, why.length()));
  }
}
