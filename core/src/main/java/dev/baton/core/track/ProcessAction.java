package dev.baton.core.track;

import dev.baton.core.log.LogLine;

/** What must be done for a vrrp_track_process, in the order given. */
public sealed interface ProcessAction {

  /** There are enough processes from now on, or not. First comes with the first survey. */
  record Verdict(boolean good) implements ProcessAction {}

  /** Tell the operator. */
  record Say(LogLine line) implements ProcessAction {}
}
