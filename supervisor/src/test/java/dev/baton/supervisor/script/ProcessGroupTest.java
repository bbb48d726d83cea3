package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.Command;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.ToRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a script beside its first process, and what it leaves behind. */
final class ProcessGroupTest {

  @TempDir Path directory;
  private ScriptStage stage;
  private Path pids;

  @BeforeEach
  void open() throws Exception {
    stage = new ScriptStage();
    pids = directory.resolve("pids");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void run(String line, long timeoutNanos) {
    stage.tracked.configure(List.of());
    var kind = new Command.Shell(line);
    stage.tracked.configure(List.of(ScriptStage.script("chk", kind, timeoutNanos)));
  }

  @Test
  void whatTheLeaderLeavesAtItsTimeoutIsKilledAfterIt() {
    String stubborn = "(trap '' TERM; echo $$ ready >>" + pids + "; while :; do sleep 0.1; done) &";
    run(stubborn + " echo $! child >>" + pids + "; exec sleep 1000", ScriptStage.SECOND);
    stage.await(() -> !stage.verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(false))),
        stage.verdicts);
    String child =
        ScriptStage.linesOf(pids).stream()
            .filter(line -> line.endsWith(" child"))
            .map(line -> line.split(" ", -1)[0])
            .findFirst()
            .orElseThrow();
    stage.await(() -> !ScriptStage.isAlive(child));
  }

  @Test
  void aScriptThatIsStoppedIsEnded() {
    run("echo $$ >" + pids + "; kill -STOP $$; exit 0", ScriptStage.SECOND);
    stage.await(() -> !stage.verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(false))),
        stage.verdicts);
    assertTrue(stage.said.contains("VRRP_Script(chk) timed_out"), stage.said::toString);
    String pid = ScriptStage.linesOf(pids).getFirst();
    stage.await(() -> !Files.exists(Path.of("/proc", pid)));
  }

  /** In the daemon's session a script could type into the terminal of who started the daemon. */
  @Test
  void aScriptHasASessionOfItsOwn() throws Exception {
    Path seen = directory.resolve("seen");
    run("cut -d' ' -f1,5,6,7 /proc/$$/stat >" + seen, ScriptStage.LIMIT);
    stage.await(() -> !stage.verdicts.isEmpty());
    String[] numbers = Files.readString(seen).strip().split(" ", -1);
    assertEquals(numbers[0], numbers[1], "group");
    assertEquals(numbers[0], numbers[2], "session");
    assertEquals("0", numbers[3], "terminal");
  }

  @Test
  void whatIsLeftAtEachRunIsTold() throws Exception {
    String told =
        "\\d+ processes that scripts have left behind still run, most of them from runs of"
            + " Script `chk`; one is \\d+ \\(\\w+\\)";
    try {
      // Not each end is looked at, since looking takes time of the loop.
      for (int i = 1; i <= 100 && !isTold(told); i++) {
        int runs = i;
        // Each is another script than the one before, and so is run at once.
        run("setsid sleep 1000 & echo $! >>" + pids + "; exit " + i % 2, ScriptStage.LIMIT);
        stage.await(() -> stage.verdicts.size() == runs);
      }
      assertTrue(isTold(told), stage.said::toString);
    } finally {
      for (String pid : ScriptStage.linesOf(pids)) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    stage.starter.childEnded();
    stage.await(
        () ->
            ScriptStage.linesOf(pids).stream()
                .noneMatch(pid -> Files.exists(Path.of("/proc", pid))));
  }

  private boolean isTold(String pattern) {
    return stage.said.stream().anyMatch(line -> line.matches(pattern));
  }
}
