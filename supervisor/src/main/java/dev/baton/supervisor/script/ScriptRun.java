package dev.baton.supervisor.script;

import dev.baton.core.track.ScriptEvent;

/** One run of a script, of whatever kind: something that ends, or is ended. */
interface ScriptRun {

  /** Hears how a run ended, once, on the loop's thread. */
  interface Listener {
    void ended(ScriptEvent how);
  }

  /** Sends a signal to all that belongs to it. */
  void signal(int signal);

  /** Whether there is something that a signal ends sooner or later, and not at once. */
  boolean isUnderWay();

  /** What there is of it and what the last signal met, for a line of the log. */
  String whereabouts();
}
