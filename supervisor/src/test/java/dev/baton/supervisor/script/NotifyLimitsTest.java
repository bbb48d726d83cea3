package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.node.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notify scripts that do not end, of transitions that somebody else brings about. */
final class NotifyLimitsTest {

  @TempDir Path directory;
  private ScriptStage stage;
  private Path pids;
  private Path hang;

  @BeforeEach
  void open() throws Exception {
    stage = new ScriptStage();
    pids = directory.resolve("pids");
    hang = ScriptStage.program(directory, "hang", "echo $2 $$ >>" + pids + "; exec sleep 1000");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void tell(NotifyScripts scripts, String instance, Path program) {
    NotifyConfig notify = ScriptStage.notify(program);
    scripts.tell(new Transition(instance, Transition.Event.BACKUP, 100, "test", 0), notify);
  }

  /** Tells and waits until the script runs. */
  private void run(NotifyScripts scripts, String instance) {
    int before = ScriptStage.linesOf(pids).size();
    tell(scripts, instance, hang);
    stage.await(() -> ScriptStage.linesOf(pids).size() == before + 1);
  }

  /** Of the runs so far, those that live, such as {@code A0 A1 B3}. */
  private String living() {
    var living = new StringBuilder();
    List<String> lines = ScriptStage.linesOf(pids);
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split(" ", -1);
      if (ScriptStage.isAlive(words[1])) {
        living.append(words[0]).append(i).append(' ');
      }
    }
    return living.toString().strip();
  }

  @Test
  void oneInstanceTakesNothingFromAnother() {
    NotifyScripts scripts = stage.notifying(2, 100);
    run(scripts, "B");
    for (int i = 0; i < 5; i++) {
      run(scripts, "A");
    }
    stage.await(() -> living().equals("B0 A4 A5"));
    assertEquals(List.of("Too many notify scripts run for A - killing the oldest"), stage.said);
  }

  @Test
  void inAllTheBusiestGivesWay() {
    NotifyScripts scripts = stage.notifying(3, 4);
    for (String instance : List.of("C", "A", "A", "A", "B")) {
      run(scripts, instance);
    }
    stage.await(() -> living().equals("C0 A2 A3 B4"));
    run(scripts, "D");
    stage.await(() -> living().equals("C0 A3 B4 D5"));
  }

  @Test
  void aFloodIsToldOnceAndCounted() {
    NotifyScripts scripts = stage.notifying(2, 3);
    for (int i = 0; i < 5000; i++) {
      tell(scripts, "A", hang);
    }
    // Once in ten seconds, on however slow a machine.
    assertTrue(!stage.said.isEmpty() && stage.said.size() <= 6, stage.said::toString);
    assertTrue(
        stage.said.stream().allMatch(line -> line.startsWith("Too many notify scripts run for A")),
        stage.said::toString);
  }

  @Test
  void whyAScriptIsNotRunIsToldOnce() throws Exception {
    NotifyScripts scripts = stage.notifying(2, 3);
    Path missing = directory.resolve("missing");
    String refusal =
        "Notify script %s not run: posix_spawn %s: No such file or directory"
            .formatted(missing, missing);
    for (int i = 0; i < 3; i++) {
      tellAndAwaitEnd(scripts, missing);
    }
    assertEquals(List.of(refusal), stage.said);
    ScriptStage.program(directory, "missing", "exit 0");
    tellAndAwaitEnd(scripts, missing);
    Files.delete(missing);
    tellAndAwaitEnd(scripts, missing);
    assertEquals(List.of(refusal, refusal), stage.said);
    ScriptStage.program(directory, "missing", "exit 127");
    tellAndAwaitEnd(scripts, missing);
    tellAndAwaitEnd(scripts, missing);
    assertEquals(
        "Notify script " + missing + " exited with status 127, as if it could not be run",
        stage.said.getLast());
    assertEquals(3, stage.said.size());
  }

  private void tellAndAwaitEnd(NotifyScripts scripts, Path program) {
    tell(scripts, "A", program);
    boolean[] gone = {false};
    scripts.whenGone(() -> gone[0] = true);
    stage.await(() -> gone[0]);
  }
}
