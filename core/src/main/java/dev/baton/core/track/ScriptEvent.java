package dev.baton.core.track;

/** What can happen to a vrrp_script. */
public sealed interface ScriptEvent {

  /** The state's deadline may have come. */
  record TimePassed() implements ScriptEvent {}

  /** The run ended by itself, with this exit status. */
  record Exited(int status) implements ScriptEvent {}

  /** The run was ended by this signal, ours or another's. */
  record Killed(int signal) implements ScriptEvent {}

  /** The run could not be started, or was lost, for this reason. */
  record Lost(String reason) implements ScriptEvent {}

  /**
   * The daemon stops, or the script has gone from the configuration: end the run, judge no more.
   */
  record Stop() implements ScriptEvent {}
}
