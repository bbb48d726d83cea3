package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.node.Transition;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Errno;
import dev.baton.linux.fault.KernelFaults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts whose exec does not come back, as on a file server that is away. Here somebody has a
 * lease on the program, and the kernel waits for him to give it up (fcntl(2), F_SETLEASE).
 */
final class HangingStartTest {

  private static final String HOLDER =
      "open F, '<', $ARGV[0] or die; $SIG{IO} = sub { print qq(wanted\\n) }; $| = 1;"
          + " fcntl F, 1024, 1 or die; print qq(held\\n); sleep 1000 while 1";

  @TempDir Path directory;
  private ScriptStage stage;
  private Path calls;
  private Path hanging;

  /** While it is there, the program does not end. */
  private Path stay;

  private Process holder;

  @BeforeEach
  void open() throws Exception {
    stage = new ScriptStage();
    calls = directory.resolve("calls");
    stay = directory.resolve("stay");
    String text = "echo hanging $$ >>" + calls + "\n[ ! -e " + stay + " ] || exec sleep 1000";
    hanging = ScriptStage.program(directory, "hanging", text);
    holder = new ProcessBuilder("perl", "-e", HOLDER, hanging.toString()).start();
    assertEquals("held", holder.inputReader().readLine());
  }

  @AfterEach
  void close() throws Exception {
    release();
    stage.close();
  }

  private void release() throws InterruptedException {
    holder.destroyForcibly().waitFor();
  }

  private ToRouter.TrackerRead verdict(String script, boolean good) {
    return new ToRouter.TrackerRead(TrackerId.script(script), Reading.of(good));
  }

  @Test
  void othersGoOnAndItIsJudgedByItsTimeout() throws Exception {
    var slow = ScriptStage.script("slow", ScriptStage.direct(hanging), ScriptStage.SECOND);
    Path quick = ScriptStage.program(directory, "quick", "exit 0");
    var other = ScriptStage.script("other", ScriptStage.direct(quick), ScriptStage.LIMIT);
    stage.tracked.configure(List.of(slow, other));
    stage.await(() -> stage.verdicts.size() == 2);
    assertEquals(List.of(verdict("slow", false), verdict("other", true)), stage.verdicts);
    assertTrue(stage.said.contains("VRRP_Script(slow) timed_out"), stage.said::toString);
    String hangs = "Script `slow` hangs while it is started: its file system does not answer";
    assertTrue(stage.said.contains(hangs), stage.said::toString);

    // What comes back is not wanted any more, and what follows is run again.
    release();
    stage.await(() -> said("Script `slow` no longer hangs while it is started"));
    stage.tracked.configure(List.of(other));
    stage.tracked.configure(List.of(slow, other));
    stage.await(() -> stage.verdicts.contains(verdict("slow", true)));
    stage.await(() -> !ScriptStage.isAlive(pidOfFirst()));
  }

  private boolean said(String line) {
    return stage.said.contains(line);
  }

  private String pidOfFirst() {
    return ScriptStage.linesOf(calls).getFirst().split(" ", -1)[1];
  }

  @Test
  void itIsNotStartedOnceMore() {
    var script = ScriptStage.script("slow", ScriptStage.direct(hanging), ScriptStage.SECOND);
    stage.tracked.configure(List.of(script));
    stage.await(
        () -> said("Script `slow` hangs while it is started: its file system does not answer"));
    stage.tracked.configure(List.of());
    stage.tracked.configure(List.of(script));
    stage.await(() -> said("VRRP_Script(slow) not run: an earlier start of it still hangs"));
  }

  /**
   * Its owner has judged it by its timeout; only then it begins, as a user whom we may not kill.
   */
  @Test
  void whatBeginsTooLateAndMayNotBeKilledIsNamedAtTheEnd() throws Exception {
    Files.createFile(stay);
    var slow = ScriptStage.script("slow", ScriptStage.direct(hanging), ScriptStage.SECOND);
    stage.tracked.configure(List.of(slow));
    stage.await(() -> said("VRRP_Script(slow) timed_out"));
    try (var _ = KernelFaults.every(Thread.currentThread()::equals, "KILL", Errno.EPERM)) {
      release();
      stage.await(() -> !ScriptStage.linesOf(calls).isEmpty());
      stage.await(
          () -> {
            stage.starter.tellOfLeft();
            return said(
                "Script `slow` is left running: process group "
                    + pidOfFirst()
                    + ", Operation not permitted");
          });
    }
    ProcessHandle.of(Long.parseLong(pidOfFirst())).ifPresent(ProcessHandle::destroyForcibly);
    stage.await(
        () -> {
          stage.said.clear();
          stage.starter.tellOfLeft();
          return stage.said.isEmpty();
        });
  }

  /** While the loop does not run, nobody could kill what is started all the same. */
  @Test
  void whatIsKilledBeforeItsStartIsNeverStarted() throws Exception {
    stage.tracked.configure(
        List.of(ScriptStage.script("slow", ScriptStage.direct(hanging), ScriptStage.LIMIT)));
    stage.await(() -> isReady(holder.inputReader()));
    assertEquals("wanted", holder.inputReader().readLine());
    Path notified = ScriptStage.program(directory, "n", "echo $4 >>" + calls + "; sleep 1000");
    NotifyScripts scripts = stage.notifying(2, 3);
    for (int priority = 1; priority <= 5; priority++) {
      var event = new Transition("VI_1", Transition.Event.BACKUP, priority, "test", 0);
      scripts.tell(event, ScriptStage.notify(notified));
    }
    release();
    long deadline = System.nanoTime() + ScriptStage.LIMIT;
    while (priorities().size() < 2 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(List.of("4", "5"), priorities());
    assertEquals(List.of("Too many notify scripts run for VI_1 - killing the oldest"), stage.said);
  }

  private static boolean isReady(BufferedReader reader) {
    try {
      return reader.ready();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private List<String> priorities() {
    return ScriptStage.linesOf(calls).stream()
        .filter(line -> !line.startsWith("hanging"))
        .sorted()
        .toList();
  }
}
