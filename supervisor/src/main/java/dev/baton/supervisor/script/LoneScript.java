package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.Signal;
import dev.baton.supervisor.loop.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The script of the daemon's start or stop: it runs while nothing else happens. It is asked to end
 * after its timeout, killed two seconds later, and given up if even that does not help. Its failure
 * is told and changes nothing.
 */
public final class LoneScript {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** SIGTERM, SIGKILL, SIGKILL, give up: how long each has before the next. */
  private static final long[] PATIENCE_NANOS = {
    2 * NANOS_PER_SECOND, 2 * NANOS_PER_SECOND, 10 * NANOS_PER_SECOND
  };

  /** What is run, for whom and for how long. */
  public record Job(String which, Command command, long timeoutSeconds) {}

  private final EventLoop loop;
  private final Job job;
  private final Consumer<LogLine> log;
  private final Runnable onDone;
  private Optional<EventLoop.Timer> timer = Optional.empty();
  private Runnable hurry = () -> {};
  private int signals;
  private boolean done;

  private LoneScript(EventLoop loop, Job job, Consumer<LogLine> log, Runnable onDone) {
    this.loop = loop;
    this.job = job;
    this.log = log;
    this.onDone = onDone;
  }

  /** Starts it; {@code onDone} is called once, later. */
  public static LoneScript start(
      ScriptStarter starter, EventLoop loop, Job job, Consumer<LogLine> log, Runnable onDone) {
    var script = new LoneScript(loop, job, log, onDone);
    List<String> environment = CommandLine.environment(System.getenv());
    ScriptRun run =
        starter.run(
            new ScriptJob(job.which() + " script", job.command(), environment, List.of()),
            script::ended);
    script.hurry = () -> script.tooLong(run);
    script.await(run, job.timeoutSeconds() * NANOS_PER_SECOND);
    return script;
  }

  /** Ends its time now: the daemon stops and cannot wait for it. */
  public void hurry() {
    if (signals == 0 && !done) {
      timer.ifPresent(EventLoop.Timer::cancel);
      hurry.run();
    }
  }

  private void await(ScriptRun run, long nanos) {
    timer = Optional.of(loop.at(System.nanoTime() + nanos, () -> tooLong(run)));
  }

  private void tooLong(ScriptRun run) {
    if (signals == PATIENCE_NANOS.length) {
      say("does not end - continuing without it (" + run.whereabouts() + ")");
      finish();
      return;
    }
    boolean ask = signals == 0;
    say(ask ? "timed out" : "does not end - sending SIGKILL");
    run.signal(ask ? Signal.SIGTERM : Signal.SIGKILL);
    await(run, PATIENCE_NANOS[signals++]);
  }

  private void ended(ScriptEvent how) {
    if (signals == 0) {
      tellOf(how);
    }
    finish();
  }

  private void tellOf(ScriptEvent how) {
    switch (how) {
      case ScriptEvent.Exited(int status) when status != 0 -> say("exited with status " + status);
      case ScriptEvent.Killed(int signal) -> say("ended due to signal " + signal);
      case ScriptEvent.Lost(String reason) -> say("not run: " + reason);
      case ScriptEvent.Exited _, ScriptEvent.TimePassed _, ScriptEvent.Stop _ -> {}
    }
  }

  private void finish() {
    if (!done) {
      done = true;
      timer.ifPresent(EventLoop.Timer::cancel);
      onDone.run();
    }
  }

  private void say(String what) {
    log.accept(LogLine.warning(job.which() + " script " + what));
  }
}
