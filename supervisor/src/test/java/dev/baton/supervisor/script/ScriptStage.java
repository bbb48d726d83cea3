package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.model.Command.Identity;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.track.Weight;
import dev.baton.core.wire.ToRouter;
import dev.baton.supervisor.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A real loop and a real starter, for tests of scripts that are real processes. */
final class ScriptStage implements AutoCloseable {

  static final long SECOND = 1_000_000_000L;
  static final long LIMIT = 20 * SECOND;
  static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  final EventLoop loop;
  final ScriptStarter starter;
  final TrackScripts tracked;
  final List<String> said = new ArrayList<>();
  final List<ToRouter.TrackerRead> verdicts = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();

  ScriptStage() throws Exception {
    loop = EventLoop.open();
    starter = ScriptStarter.open(loop, this::note);
    tracked = new TrackScripts(loop, starter, ENVIRONMENT, this::note, verdicts::add);
    atEnd(gone -> tracked.stop(gone));
  }

  /** Something that must have ended before this closes, and calls back when it has. */
  private interface Ending {
    void end(Runnable onGone);
  }

  private void atEnd(Ending ending) {
    ends.add(
        () -> {
          boolean[] gone = {false};
          ending.end(() -> gone[0] = true);
          await(() -> gone[0]);
        });
  }

  void note(LogLine line) {
    said.add(line.text());
  }

  /** Notify scripts of this stage, which are killed at its end. */
  NotifyScripts notifying(int perInstance, int inAll) {
    var limits = new NotifyScripts.Limits(perInstance, inAll);
    var scripts = new NotifyScripts(starter, ENVIRONMENT, this::note, limits);
    atEnd(
        gone -> {
          scripts.kill();
          scripts.whenGone(gone);
        });
    return scripts;
  }

  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      loop.at(System.nanoTime() + SECOND / 100, loop::end);
      loop.run();
    }
    assertTrue(condition.getAsBoolean(), () -> "in vain; " + said + " " + verdicts);
  }

  static ScriptConfig script(String name, Command.Kind kind, long timeoutNanos) {
    var command = new Command(kind.toString(), kind, Identity.DAEMON);
    return new ScriptConfig(name, command, 60 * SECOND, timeoutNanos, Weight.FAULT, 1, 1, false);
  }

  /** A program of this text in the folder. */
  static Path program(Path folder, String name, String text) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }

  static Command.Direct direct(Path program, String... words) {
    var all = new ArrayList<>(List.of(program.toString()));
    all.addAll(List.of(words));
    return new Command.Direct(all);
  }

  /** One generic notify script. */
  static NotifyConfig notify(Path program) {
    var command = new Command(program.toString(), direct(program), Identity.DAEMON);
    Optional<Command> none = Optional.empty();
    return new NotifyConfig(
        none, none, none, none, none, none, Optional.of(command), false, false, false);
  }

  static List<String> linesOf(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Whether there is such a process, and it is no zombie. */
  static boolean isAlive(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    ends.forEach(Runnable::run);
    starter.close();
    loop.close();
  }
}
