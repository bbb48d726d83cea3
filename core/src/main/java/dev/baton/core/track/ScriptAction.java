package dev.baton.core.track;

import dev.baton.core.log.LogLine;

/** What must be done for a vrrp_script, in the order given. */
public sealed interface ScriptAction {

  /** Start a run, in a process group of its own. */
  record Start() implements ScriptAction {}

  /** Send this signal to the run's process group, of which nobody may be left. */
  record Signal(Kind kind) implements ScriptAction {
    /** The signals that end a run. */
    public enum Kind {
      TERM,
      KILL
    }
  }

  /** The script is good or bad from now on. Comes with the first result, then with each change. */
  record Verdict(boolean good) implements ScriptAction {}

  /** Tell the operator. */
  record Say(LogLine line) implements ScriptAction {}
}
