package dev.baton.core.track;

import dev.baton.core.log.LogLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one vrrp_script in time and judges it. Pure: whoever owns it starts processes, sends signals
 * and brings their ends back as events.
 *
 * <p>The judgement is a score with two thresholds in one number. It lies in 0 to rise + fall - 1,
 * and the script is good from {@code rise} on; a good script that fails, or a bad one that
 * succeeds, moves one step towards the other side, and a result that agrees with the verdict moves
 * the score to that side's end. A run that cannot be killed has failed. A new script begins one
 * step below good, so its first result decides whatever {@code rise} and {@code fall} are; with
 * {@code init_fail} it begins at the bottom.
 */
public final class ScriptMachine {

  /** How long a run may take to obey SIGTERM, and then to be gone after SIGKILL. */
  static final long OBEY_NANOS = 2_000_000_000L;

  /** The same for a run that is ended because nobody wants its result any more. */
  static final long LEAVE_NANOS = 1_000_000_000L;

  /** Between further SIGKILLs to a run that does not die: it hangs in the kernel. */
  static final long UNKILLABLE_NANOS = 10_000_000_000L;

  /** How many signals a run has been sent once it has been killed. */
  private static final int KILLED = 2;

  private static final String TIMED_OUT = "timed_out";

  private static final ScriptState.Idle IDLE = new ScriptState.Idle();

  private ScriptMachine() {}

  /** The state after one event, and what must now be done, in this order. */
  public record Step(ScriptState state, List<ScriptAction> actions) {}

  /** A script that is new: its first run is due at once. */
  public static ScriptState begin(ScriptPolicy script, long nowNanos) {
    int score = script.initFail() ? 0 : script.rise() - 1;
    return new ScriptState(score, false, IDLE, nowNanos, 0, "");
  }

  /** Whether the verdict is "good". Before the first result it means nothing. */
  public static boolean isGood(ScriptPolicy script, ScriptState state) {
    return state.score() >= script.rise();
  }

  /**
   * Carries a script over a reload that left its command and user as they were: the verdict stays,
   * the score is fitted to the new thresholds, and it is run again at once unless it runs already.
   */
  public static Step reconfigured(
      ScriptPolicy script, ScriptPolicy previous, ScriptState state, long nowNanos) {
    boolean idle = state.run() instanceof ScriptState.Idle;
    long nextStartNanos = idle ? nowNanos : state.nextStartNanos();
    if (!state.judged()) {
      ScriptState fresh = begin(script, nextStartNanos).withRun(state.run());
      return new Step(fresh, List.of());
    }
    boolean good = isGood(previous, state);
    int score =
        good
            ? script.rise() + Math.min(state.score() - previous.rise(), script.fall() - 1)
            : Math.min(state.score(), script.rise() - 1);
    ScriptState next = state.scored(score).startingAt(nextStartNanos);
    return new Step(next, List.of(new ScriptAction.Say(ScriptLog.kept(script, good))));
  }

  /** What follows from one event. */
  public static Step step(
      ScriptPolicy script, ScriptState state, ScriptEvent event, long nowNanos) {
    return switch (event) {
      case ScriptEvent.TimePassed _ -> whenTimePassed(script, state, nowNanos);
      case ScriptEvent.Exited(int status) -> whenExited(script, state.refused(""), status);
      case ScriptEvent.Killed(int signal) -> whenKilled(script, state, signal);
      case ScriptEvent.Lost(String reason) -> whenLost(script, state, reason);
      case ScriptEvent.Stop _ -> whenStopped(state, nowNanos);
    };
  }

  private static Step whenTimePassed(ScriptPolicy script, ScriptState state, long nowNanos) {
    var actions = new ArrayList<ScriptAction>();
    // What is due at the same moment is skipped first: the run that is in its way still runs.
    ScriptState next = startIfDue(script, state, nowNanos, actions);
    return new Step(endOverdueRun(script, next, nowNanos, actions), actions);
  }

  private static ScriptState startIfDue(
      ScriptPolicy script, ScriptState state, long nowNanos, List<ScriptAction> actions) {
    if (nowNanos < state.nextStartNanos()) {
      return state;
    }
    // From start to start; after a stall there is one run, not one for each that was missed.
    long following = state.nextStartNanos() + script.intervalNanos();
    ScriptState next =
        state.startingAt(following > nowNanos ? following : nowNanos + script.intervalNanos());
    switch (next.run()) {
      case ScriptState.Idle _ -> {
        actions.add(new ScriptAction.Start());
        return next.withRun(new ScriptState.Running(nowNanos + script.timeoutNanos()));
      }
      case ScriptState.Running _ -> say(actions, ScriptLog.skipped(script, false));
      case ScriptState.Ending _ -> say(actions, ScriptLog.skipped(script, true));
    }
    return next;
  }

  private static ScriptState endOverdueRun(
      ScriptPolicy script, ScriptState state, long nowNanos, List<ScriptAction> actions) {
    if (nowNanos < state.run().deadlineNanos()) {
      return state;
    }
    if (!(state.run() instanceof ScriptState.Ending ending)) {
      return end(state, nowNanos + OBEY_NANOS, false, actions);
    }
    boolean unkillable = ending.signals() >= KILLED;
    if (unkillable) {
      say(actions, ScriptLog.unkillable(script));
    }
    actions.add(new ScriptAction.Signal(ScriptAction.Signal.Kind.KILL));
    long wait = unkillable ? UNKILLABLE_NANOS : OBEY_NANOS;
    var stillEnding =
        new ScriptState.Ending(nowNanos + wait, ending.signals() + 1, ending.leaving());
    if (!unkillable || ending.leaving()) {
      return state.withRun(stillEnding);
    }
    // Its end may never come, and a check that hangs is no good one.
    Step judged = judged(script, state, false, TIMED_OUT);
    actions.addAll(judged.actions());
    return judged.state().withRun(stillEnding);
  }

  private static ScriptState end(
      ScriptState state, long deadlineNanos, boolean leaving, List<ScriptAction> actions) {
    actions.add(new ScriptAction.Signal(ScriptAction.Signal.Kind.TERM));
    return state.withRun(new ScriptState.Ending(deadlineNanos, 1, leaving));
  }

  private static Step whenExited(ScriptPolicy script, ScriptState state, int status) {
    if (isOfNoInterest(state)) {
      return new Step(state.withRun(IDLE), List.of());
    }
    Step judged = ended(script, state, status == 0, "failed (exited with status " + status + ")");
    if (status == state.lastStatus()) {
      return judged;
    }
    var actions = new ArrayList<ScriptAction>();
    say(actions, ScriptLog.returning(script, status));
    actions.addAll(judged.actions());
    return new Step(judged.state().returned(status), actions);
  }

  private static Step whenKilled(ScriptPolicy script, ScriptState state, int signal) {
    if (isOfNoInterest(state)) {
      return new Step(state.withRun(IDLE), List.of());
    }
    if (!(state.run() instanceof ScriptState.Ending)) {
      return ended(script, state, false, "failed (due to signal " + signal + ")");
    }
    Step judged = ended(script, state, false, TIMED_OUT);
    var actions = new ArrayList<ScriptAction>();
    // The group's leader obeyed; what it started may not have.
    actions.add(new ScriptAction.Signal(ScriptAction.Signal.Kind.KILL));
    actions.addAll(judged.actions());
    return new Step(judged.state(), actions);
  }

  /** The reason is said when it is a new one, whatever the verdict is and was. */
  private static Step whenLost(ScriptPolicy script, ScriptState state, String reason) {
    if (isOfNoInterest(state)) {
      return new Step(state.withRun(IDLE), List.of());
    }
    var actions = new ArrayList<ScriptAction>();
    if (!reason.equals(state.refusal())) {
      say(actions, ScriptLog.notRun(script, reason));
    }
    Step judged = ended(script, state.refused(reason), false, "failed (not run)");
    actions.addAll(judged.actions());
    return new Step(judged.state(), actions);
  }

  /** How a run ended whose result nobody wants, or that was judged before its end. */
  private static boolean isOfNoInterest(ScriptState state) {
    return state.run() instanceof ScriptState.Ending ending
        && (ending.leaving() || ending.signals() > KILLED);
  }

  private static Step ended(
      ScriptPolicy script, ScriptState state, boolean success, String failure) {
    return judged(script, state.withRun(IDLE), success, failure);
  }

  private static Step judged(
      ScriptPolicy script, ScriptState state, boolean success, String failure) {
    boolean wasGood = isGood(script, state);
    var actions = new ArrayList<ScriptAction>();
    if (success) {
      boolean oneMore = state.score() < script.rise() - 1;
      ScriptState next = state.scored(oneMore ? state.score() + 1 : script.scoreMax());
      if (!oneMore && (!wasGood || !state.judged())) {
        say(actions, ScriptLog.succeeded(script));
        actions.add(new ScriptAction.Verdict(true));
      }
      return new Step(next, actions);
    }
    boolean oneLess = state.score() > script.rise();
    ScriptState next = state.scored(oneLess ? state.score() - 1 : 0);
    if (!oneLess && (wasGood || !state.judged())) {
      say(actions, ScriptLog.failed(script, failure));
      actions.add(new ScriptAction.Verdict(false));
    }
    return new Step(next, actions);
  }

  private static Step whenStopped(ScriptState state, long nowNanos) {
    ScriptState last = state.startingAt(Long.MAX_VALUE);
    var actions = new ArrayList<ScriptAction>();
    return switch (last.run()) {
      case ScriptState.Idle _ -> new Step(last, List.of());
      case ScriptState.Running _ ->
          new Step(end(last, nowNanos + LEAVE_NANOS, true, actions), actions);
      case ScriptState.Ending(long deadline, int signals, _) ->
          new Step(last.withRun(new ScriptState.Ending(deadline, signals, true)), List.of());
    };
  }

  private static void say(List<ScriptAction> actions, LogLine line) {
    actions.add(new ScriptAction.Say(line));
  }
}
