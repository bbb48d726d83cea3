package dev.baton.core.node;

/** What is known about a tracked script. */
enum ScriptVerdict {
  /** Nothing yet: who depends on it waits. */
  AWAITED,
  /** Nothing yet, but it came by a reload: who depends on it goes on as before. */
  PRESUMED,
  GOOD,
  BAD
}
