package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.track.Reading;
import dev.baton.core.track.ScriptAction;
import dev.baton.core.track.ScriptEvent;
import dev.baton.core.track.ScriptMachine;
import dev.baton.core.track.ScriptState;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Signal;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.DataDump;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The track scripts that are in force: runs them in time and passes their verdicts on. What is
 * decided is the machine's business; here it is done.
 */
public final class TrackScripts {

  private final EventLoop loop;
  private final ScriptStarter starter;
  private final List<String> environment;
  private final Consumer<LogLine> log;
  private final Consumer<ToRouter.TrackerRead> readings;
  private final Map<String, Tracked> scripts = new LinkedHashMap<>();

  /** Scripts that have gone from the configuration but not from the machine. */
  private final List<Tracked> leaving = new ArrayList<>();

  private Runnable onAllGone = () -> {};

  /**
   * No scripts yet.
   *
   * @param environment of the daemon
   */
  public TrackScripts(
      EventLoop loop,
      ScriptStarter starter,
      Map<String, String> environment,
      Consumer<LogLine> log,
      Consumer<ToRouter.TrackerRead> readings) {
    this.loop = loop;
    this.starter = starter;
    this.environment = CommandLine.environment(environment);
    this.log = log;
    this.readings = readings;
  }

  /**
   * Puts these scripts in force. One whose command and user are as before keeps its verdict; all
   * run at once.
   */
  public void configure(List<ScriptConfig> configs) {
    var previous = new LinkedHashMap<>(scripts);
    scripts.clear();
    for (ScriptConfig config : configs) {
      Tracked known = previous.get(config.name());
      if (known != null && known.config.command().equals(config.command())) {
        previous.remove(config.name());
        scripts.put(config.name(), known);
        known.reconfigure(config);
      } else {
        var fresh = new Tracked(config);
        scripts.put(config.name(), fresh);
        fresh.rearm();
      }
    }
    previous.values().forEach(this::leave);
  }

  /** Passes all verdicts on again, to a router that knows none. */
  public void repeatReadings() {
    for (Tracked script : scripts.values()) {
      if (script.state.judged()) {
        readings.accept(script.reading());
      }
    }
  }

  /** Ends all runs; {@code onGone} is called when none is left. */
  public void stop(Runnable onGone) {
    onAllGone = onGone;
    scripts.values().forEach(this::leave);
    scripts.clear();
    tellIfGone();
  }

  /** Says which runs are left behind, since the daemon ends. */
  public void tellOfLeft() {
    for (Tracked script : leaving) {
      script
          .run
          .map(run -> "Script `" + script.config.name() + "` is left running: " + run.whereabouts())
          .ifPresent(text -> log.accept(LogLine.warning(text)));
    }
  }

  private void leave(Tracked script) {
    leaving.add(script);
    script.on(new ScriptEvent.Stop());
    forgetIfIdle(script);
  }

  private void forgetIfIdle(Tracked script) {
    if (script.isIdle() && leaving.remove(script)) {
      script.timer.ifPresent(EventLoop.Timer::cancel);
    }
  }

  private void tellIfGone() {
    if (scripts.isEmpty() && leaving.isEmpty()) {
      Runnable gone = onAllGone;
      onAllGone = () -> {};
      gone.run();
    }
  }

  /** How they stand, for the dump. */
  public List<DataDump.ScriptStatus> statuses() {
    var statuses = new ArrayList<DataDump.ScriptStatus>();
    for (Tracked script : scripts.values()) {
      statuses.add(script.status());
    }
    return statuses;
  }

  /** One script, its state and the run that is under way. */
  private final class Tracked {

    private ScriptConfig config;
    private ScriptState state;
    private Optional<ScriptRun> run = Optional.empty();
    private Optional<EventLoop.Timer> timer = Optional.empty();

    Tracked(ScriptConfig config) {
      this.config = config;
      this.state = ScriptMachine.begin(config.policy(), System.nanoTime());
    }

    void reconfigure(ScriptConfig next) {
      ScriptMachine.Step step =
          ScriptMachine.reconfigured(next.policy(), config.policy(), state, System.nanoTime());
      config = next;
      take(step);
      if (state.judged()) {
        readings.accept(reading());
      }
    }

    void on(ScriptEvent event) {
      take(ScriptMachine.step(config.policy(), state, event, System.nanoTime()));
    }

    private void take(ScriptMachine.Step step) {
      state = step.state();
      for (ScriptAction action : step.actions()) {
        switch (action) {
          case ScriptAction.Start _ -> run = Optional.of(start());
          case ScriptAction.Signal(ScriptAction.Signal.Kind kind) -> signal(kind);
          case ScriptAction.Verdict(boolean good) ->
              readings.accept(new ToRouter.TrackerRead(config.id(), Reading.of(good)));
          case ScriptAction.Say(LogLine line) -> log.accept(line);
        }
      }
      rearm();
    }

    void rearm() {
      timer.ifPresent(EventLoop.Timer::cancel);
      long deadlineNanos = state.nextDeadlineNanos();
      timer =
          deadlineNanos == Long.MAX_VALUE
              ? Optional.empty()
              : Optional.of(loop.at(deadlineNanos, () -> on(new ScriptEvent.TimePassed())));
    }

    private ScriptRun start() {
      String title = "Script `" + config.name() + "`";
      var job = new ScriptJob(title, config.command(), environment, List.of());
      return starter.run(job, this::ended);
    }

    private void ended(ScriptEvent how) {
      on(how);
      forgetIfIdle(this);
      tellIfGone();
    }

    private void signal(ScriptAction.Signal.Kind kind) {
      int number =
          switch (kind) {
            case TERM -> Signal.SIGTERM;
            case KILL -> Signal.SIGKILL;
          };
      run.ifPresent(current -> current.signal(number));
    }

    boolean isIdle() {
      return state.run() instanceof ScriptState.Idle;
    }

    ToRouter.TrackerRead reading() {
      boolean good = ScriptMachine.isGood(config.policy(), state);
      return new ToRouter.TrackerRead(config.id(), Reading.of(good));
    }

    DataDump.ScriptStatus status() {
      String status = "INIT";
      if (state.judged()) {
        status = ScriptMachine.isGood(config.policy(), state) ? "GOOD" : "BAD";
      }
      String doing =
          switch (state.run()) {
            case ScriptState.Idle _ -> "idle";
            case ScriptState.Running _ -> "running";
            case ScriptState.Ending _ -> "being terminated";
          };
      return new DataDump.ScriptStatus(config.name(), state.score(), status, doing);
    }
  }
}
