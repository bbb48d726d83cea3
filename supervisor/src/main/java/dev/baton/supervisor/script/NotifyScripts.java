package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.net.Printable;
import dev.baton.core.node.Transition;
import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.Signal;
import dev.baton.supervisor.observe.ThrottledLine;
import dev.baton.supervisor.observe.TransitionObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The scripts that are told of transitions. They are started in the order of the transitions, and
 * none waits for an earlier one.
 *
 * <p>Packets of others cause transitions, so the runs are bounded: when an instance has too many,
 * its oldest is killed, or forgotten if it has not been started. The newest state matters most, and
 * one instance takes nothing from another.
 */
public final class NotifyScripts implements TransitionObserver {

  /**
   * How many may run or wait.
   *
   * @param perInstance an operator's scripts take seconds, not hours
   * @param inAll each costs a descriptor; so do those that were killed, as long as they live
   */
  record Limits(int perInstance, int inAll) {
    static final Limits USUAL = new Limits(16, 256);
  }

  /** One run for an instance. */
  private record Run(String instance, ScriptJob job, ScriptRun process) {}

  /** What a shell, and whoever changes users for a script, exits with if there is no program. */
  private static final int NOT_RUN_MIN = 125;

  private static final int NOT_RUN_MAX = 127;

  private final ScriptStarter starter;

  /** Tells a script why, in the words of the log. */
  static final String CAUSE_VARIABLE = "BATON_CAUSE";

  private final List<String> environment;
  private final Consumer<LogLine> log;
  private final Limits limits;

  /** The oldest first. */
  private final Set<Run> running = new LinkedHashSet<>();

  /** Those that were killed because of the limits, and have not ended yet. */
  private final Set<Run> killed = new LinkedHashSet<>();

  /** What was said last of a command that could not be run. */
  private final Map<Command, String> refusals = new HashMap<>();

  private final ThrottledLine tooMany = new ThrottledLine();
  private final ThrottledLine tooManyKilled = new ThrottledLine();
  private Runnable onAllGone = () -> {};

  /**
   * None is running.
   *
   * @param environment of the daemon
   */
  public NotifyScripts(
      ScriptStarter starter, Map<String, String> environment, Consumer<LogLine> log) {
    this(starter, environment, log, Limits.USUAL);
  }

  /** The same with other limits. */
  NotifyScripts(
      ScriptStarter starter,
      Map<String, String> environment,
      Consumer<LogLine> log,
      Limits limits) {
    this.starter = starter;
    this.environment = CommandLine.environment(environment);
    this.log = log;
    this.limits = limits;
  }

  /** Starts the scripts that the configuration names for the transition. */
  @Override
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
    specific.ifPresent(command -> start(transition, command, List.of()));
    if (isState(transition.event())) {
      notify.any().ifPresent(command -> start(transition, command, words(transition)));
    }
  }

  private static boolean isState(Transition.Event event) {
    return switch (event) {
      case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
      case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
    };
  }

  /** What a generic script gets after its own words. */
  static List<String> words(Transition transition) {
    return List.of(
        transition.subject().name(),
        transition.name(),
        transition.event().name(),
        Integer.toString(transition.priority()));
  }

  private void start(Transition transition, Command command, List<String> words) {
    // A group may have the name of an instance.
    boolean group = transition.subject() == Transition.Subject.GROUP;
    String instance = group ? "sync group " + transition.name() : transition.name();
    if (!makeRoom(instance)) {
      return;
    }
    var all = new ArrayList<>(environment);
    all.add(CAUSE_VARIABLE + "=" + Printable.of(transition.cause()));
    var job = new ScriptJob("Notify script " + command.text(), command, all, words);
    var self = new ArrayList<Run>(1);
    ScriptRun process = starter.run(job, how -> ended(self.getFirst(), how));
    self.add(new Run(instance, job, process));
    running.add(self.getFirst());
  }

  /** Sees to it that one more of this instance may run; false if nothing helps. */
  private boolean makeRoom(String instance) {
    Optional<Run> inTheWay = inTheWay(instance);
    if (inTheWay.isEmpty()) {
      return true;
    }
    if (killed.size() >= limits.inAll) {
      long count = tooManyKilled.happened(System.nanoTime());
      if (count > 0) {
        String where = killed.iterator().next().process.whereabouts();
        say("Notify scripts that were killed do not end - " + count + " not run; one is " + where);
      }
      return false;
    }
    kill(inTheWay.get());
    return true;
  }

  /** The run that must end before another of this instance may begin. */
  private Optional<Run> inTheWay(String instance) {
    if (count(instance) >= limits.perInstance) {
      return oldestOf(instance);
    }
    if (running.size() < limits.inAll) {
      return Optional.empty();
    }
    return running.stream()
        .map(Run::instance)
        .distinct()
        .max(Comparator.comparingLong(this::count))
        .flatMap(this::oldestOf);
  }

  private long count(String instance) {
    return running.stream().filter(run -> run.instance.equals(instance)).count();
  }

  private Optional<Run> oldestOf(String instance) {
    return running.stream().filter(run -> run.instance.equals(instance)).findFirst();
  }

  private void kill(Run run) {
    running.remove(run);
    if (run.process.isUnderWay()) {
      killed.add(run);
    }
    run.process.signal(Signal.SIGKILL);
    long count = tooMany.happened(System.nanoTime());
    if (count > 0) {
      String often = count == 1 ? "" : ", " + count + " times since the last such line";
      say("Too many notify scripts run for " + run.instance + " - killing the oldest" + often);
    }
  }

  private void ended(Run run, ScriptEvent how) {
    killed.remove(run);
    if (running.remove(run)) {
      judge(run.job, how);
    }
    if (running.isEmpty() && killed.isEmpty()) {
      Runnable gone = onAllGone;
      onAllGone = () -> {};
      gone.run();
    }
  }

  /** Says why a script was not run, unless that was said of its last run too. */
  private void judge(ScriptJob job, ScriptEvent how) {
    String refusal =
        switch (how) {
          case ScriptEvent.Lost(String reason) -> "not run: " + reason;
          case ScriptEvent.Exited(int status) when status >= NOT_RUN_MIN && status <= NOT_RUN_MAX ->
              "exited with status " + status + ", as if it could not be run";
          case ScriptEvent.Exited _, ScriptEvent.Killed _ -> "";
          case ScriptEvent.TimePassed _, ScriptEvent.Stop _ -> "";
        };
    if (refusal.isEmpty()) {
      refusals.remove(job.command());
    } else if (!refusal.equals(refusals.put(job.command(), refusal))) {
      say(job.title() + " " + refusal);
    }
  }

  private void say(String text) {
    log.accept(LogLine.warning(text));
  }

  /** How many run, of those that nobody has killed. */
  int count() {
    return running.size();
  }

  /** Calls {@code onGone} when no script runs any more; perhaps at once. */
  public void whenGone(Runnable onGone) {
    if (running.isEmpty() && killed.isEmpty()) {
      onGone.run();
    } else {
      onAllGone = onGone;
    }
  }

  /** Asks all that still run to end, since the daemon does: they may have something to put back. */
  public void terminate() {
    for (Run run : running) {
      say(run.job.title() + " still runs at the stop - sending SIGTERM");
      run.process.signal(Signal.SIGTERM);
    }
  }

  /** Ends all that still run, the hard way. */
  public void kill() {
    for (Run run : running) {
      say(run.job.title() + " does not end - sending SIGKILL");
    }
    all().forEach(run -> run.process.signal(Signal.SIGKILL));
  }

  /** Says which runs are left behind, since the daemon ends. */
  public void tellOfLeft() {
    all().forEach(run -> say(run.job.title() + " is left running: " + run.process.whereabouts()));
  }

  private List<Run> all() {
    var all = new ArrayList<>(killed);
    all.addAll(running);
    return all;
  }
}
