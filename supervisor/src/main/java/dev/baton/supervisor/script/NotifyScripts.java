package dev.baton.supervisor.script;

import dev.baton.core.config.Command;
import dev.baton.core.config.NotifyConfig;
import dev.baton.core.log.LogLine;
import dev.baton.core.node.Transition;
import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.Signal;
import dev.baton.supervisor.loop.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The scripts that are told of transitions. They are started in the order of the transitions, and
 * none waits for an earlier one.
 */
public final class NotifyScripts {

  /** Each that runs costs a descriptor; an operator's scripts take seconds, not hours. */
  private static final int RUNNING_COUNT_MAX = 256;

  private final EventLoop loop;
  private final ScriptStarter starter;
  private final List<String> environment;
  private final Consumer<LogLine> log;
  private final int runningCountMax;

  /** The oldest first. */
  private final Set<ScriptRun> running = new LinkedHashSet<>();

  private Runnable onAllGone = () -> {};

  /**
   * None is running.
   *
   * @param environment of the daemon
   */
  public NotifyScripts(
      EventLoop loop,
      ScriptStarter starter,
      Map<String, String> environment,
      Consumer<LogLine> log) {
    this(loop, starter, environment, log, RUNNING_COUNT_MAX);
  }

  /** The same with another bound on how many may run at a time. */
  NotifyScripts(
      EventLoop loop,
      ScriptStarter starter,
      Map<String, String> environment,
      Consumer<LogLine> log,
      int runningCountMax) {
    this.loop = loop;
    this.starter = starter;
    this.environment = CommandLine.environment(environment);
    this.log = log;
    this.runningCountMax = runningCountMax;
  }

  /** Starts the scripts that this configuration names for the transition. */
  public void tell(Transition transition, NotifyConfig notify) {
    Optional<Command> specific =
        switch (transition.event()) {
          case MASTER -> notify.master();
          case BACKUP -> notify.backup();
          case FAULT -> notify.fault();
          case STOP -> notify.stop();
          case DELETED -> notify.deleted();
          case MASTER_RX_LOWER_PRI -> notify.masterRxLowerPriority();
          // These two are for FIFOs only.
          case MASTER_PRIORITY, BACKUP_PRIORITY -> Optional.empty();
        };
    specific.ifPresent(command -> start(command, List.of()));
    if (isState(transition.event())) {
      notify.any().ifPresent(command -> start(command, words(transition)));
    }
  }

  private static boolean isState(Transition.Event event) {
    return switch (event) {
      case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
      case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
    };
  }

  /** What a generic script gets behind its own words. */
  static List<String> words(Transition transition) {
    return List.of(
        "INSTANCE",
        transition.instance(),
        transition.event().name(),
        Integer.toString(transition.priority()));
  }

  private void start(Command command, List<String> words) {
    if (running.size() >= runningCountMax) {
      // The newest state matters most, and scripts that hang must not use up what the daemon needs.
      ScriptRun oldest = running.iterator().next();
      running.remove(oldest);
      oldest.signal(Signal.SIGKILL);
      log.accept(LogLine.warning("Too many notify scripts run - killing the oldest"));
    }
    var run = new ArrayList<ScriptRun>(1);
    ScriptRun.Listener listener = how -> ended(run.getFirst(), command, how);
    run.add(
        switch (command.kind()) {
          case Command.Connect connect -> ConnectRun.start(loop, connect, listener);
          case Command.Direct _, Command.Shell _ ->
              ProcessRun.start(
                  starter, loop, CommandLine.of(command, environment, words), listener);
        });
    running.add(run.getFirst());
  }

  private void ended(ScriptRun run, Command command, ScriptEvent how) {
    running.remove(run);
    if (how instanceof ScriptEvent.Lost(String reason)) {
      log.accept(LogLine.warning("Notify script " + command.text() + " not run: " + reason));
    }
    if (running.isEmpty()) {
      Runnable gone = onAllGone;
      onAllGone = () -> {};
      gone.run();
    }
  }

  /** Calls {@code onGone} when no script runs any more; perhaps at once. */
  public void whenGone(Runnable onGone) {
    if (running.isEmpty()) {
      onGone.run();
    } else {
      onAllGone = onGone;
    }
  }

  /** Ends all that still run, the hard way. */
  public void kill() {
    running.forEach(run -> run.signal(Signal.SIGKILL));
  }
}
