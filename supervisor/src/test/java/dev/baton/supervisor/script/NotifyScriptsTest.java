package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.core.node.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What notify scripts are told, and how they end. */
final class NotifyScriptsTest {

  @TempDir Path directory;
  private ScriptStage stage;
  private NotifyScripts scripts;
  private Path calls;

  @BeforeEach
  void open() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    calls = directory.resolve("calls");
    stage = new ScriptStage();
    scripts = stage.notifying(16, 256);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Path program(String name, String text) throws IOException {
    return ScriptStage.program(directory, name, text.replace("CALLS", calls.toString()));
  }

  private List<String> calls() {
    return ScriptStage.linesOf(calls);
  }

  private void tell(Path script, String cause) {
    scripts.tell(
        new Transition("VI_1", Transition.Event.MASTER, 100, cause, 0), ScriptStage.notify(script));
  }

  @Test
  void theyAreToldWhy() throws IOException {
    tell(program("why", "echo \"$BATON_CAUSE, $#\" >>CALLS"), "10.9.0.1 resigned");
    stage.await(() -> !calls().isEmpty());
    // One word more than keepalived's would break scripts that count theirs.
    assertEquals(List.of("10.9.0.1 resigned, 4"), calls());
  }

  @Test
  void atTheStopTheyAreAskedBeforeTheyAreKilled() throws IOException {
    Path obedient =
        program(
            "obedient",
            "trap 'echo undone >>CALLS; exit' TERM; echo up >>CALLS; while :; do sleep 0.05; done");
    Path deaf = program("deaf", "trap '' TERM; echo up >>CALLS; while :; do sleep 0.05; done");
    tell(obedient, "test");
    tell(deaf, "test");
    stage.await(() -> calls().size() == 2);
    boolean[] gone = {false};
    scripts.whenGone(() -> gone[0] = true);
    scripts.terminate();
    stage.await(() -> calls().contains("undone"));
    // Its end is heard of a little later.
    stage.await(() -> scripts.count() == 1);
    assertFalse(gone[0]);
    scripts.kill();
    stage.await(() -> gone[0]);
    assertEquals(
        List.of(
            "Notify script " + obedient + " still runs at the stop - sending SIGTERM",
            "Notify script " + deaf + " still runs at the stop - sending SIGTERM",
            "Notify script " + deaf + " does not end - sending SIGKILL"),
        stage.said);
  }
}
