package dev.baton.core.track;

import java.util.List;

/**
 * Judges one vrrp_track_process by the number of its processes. Pure: whoever owns it counts them.
 *
 * <p>What a fork or the end of a process brings about counts once it has lasted for the delay that
 * the file gives for it, and not at all if it is undone before: a program that starts another, or
 * is started again, passes through counts that mean nothing. What a process brings about by running
 * another program counts at once, as keepalived has it.
 */
public final class ProcessMachine {

  private ProcessMachine() {}

  /** The state after one event, and what must now be done, in this order. */
  public record Step(ProcessState state, List<ProcessAction> actions) {}

  /** Of nothing that is known. */
  public static ProcessState begin() {
    return new ProcessState(0, false, false, ProcessState.Pending.NOTHING);
  }

  /** Carries it over a reload that left what is counted as it was. */
  public static Step reconfigured(ProcessPolicy process, ProcessState state) {
    ProcessState settled = state.waiting(ProcessState.Pending.NOTHING);
    return state.surveyed() && process.isGood(state.count()) != state.good()
        ? change(process, settled)
        : new Step(settled, List.of());
  }

  /** What follows from one event. */
  public static Step step(
      ProcessPolicy process, ProcessState state, ProcessEvent event, long nowNanos) {
    return switch (event) {
      case ProcessEvent.Counted counted when !state.surveyed() ->
          new Step(state.counting(counted.count()), List.of());
      case ProcessEvent.Counted(long count, var cause) ->
          counted(process, state.counting(count), cause, nowNanos);
      case ProcessEvent.Surveyed(long count) when state.surveyed() ->
          counted(process, state.counting(count), causeOf(count - state.count()), nowNanos);
      case ProcessEvent.Surveyed(long count) -> first(process, count);
      case ProcessEvent.TimePassed _ when nowNanos >= state.nextDeadlineNanos() ->
          change(process, state);
      case ProcessEvent.TimePassed _ -> new Step(state, List.of());
    };
  }

  /** Nobody has said what happened; the number tells. */
  private static ProcessEvent.Cause causeOf(long difference) {
    return difference < 0 ? ProcessEvent.Cause.ENDED : ProcessEvent.Cause.FORKED;
  }

  private static Step first(ProcessPolicy process, long count) {
    boolean good = process.isGood(count);
    var state = new ProcessState(count, true, good, ProcessState.Pending.NOTHING);
    return new Step(state, List.of(new ProcessAction.Verdict(good)));
  }

  private static Step counted(
      ProcessPolicy process, ProcessState state, ProcessEvent.Cause cause, long nowNanos) {
    if (process.isGood(state.count()) == state.good()) {
      return new Step(state.waiting(ProcessState.Pending.NOTHING), List.of());
    }
    long delayNanos =
        switch (cause) {
          case FORKED -> process.forkDelayNanos();
          case ENDED -> process.terminateDelayNanos();
          case RENAMED -> 0;
        };
    if (delayNanos == 0) {
      return change(process, state);
    }
    boolean waits = state.pending().delay() != ProcessState.Delay.NONE;
    return new Step(
        waits ? state : state.waiting(pending(cause, nowNanos + delayNanos)), List.of());
  }

  private static ProcessState.Pending pending(ProcessEvent.Cause cause, long dueNanos) {
    boolean fork = cause == ProcessEvent.Cause.FORKED;
    return new ProcessState.Pending(
        fork ? ProcessState.Delay.FORK : ProcessState.Delay.TERMINATE, dueNanos);
  }

  private static Step change(ProcessPolicy process, ProcessState state) {
    boolean good = !state.good();
    var next = new ProcessState(state.count(), true, good, ProcessState.Pending.NOTHING);
    return new Step(
        next,
        List.of(
            new ProcessAction.Say(ProcessLog.quorum(process, good)),
            new ProcessAction.Verdict(good)));
  }
}
