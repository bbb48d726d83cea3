package dev.baton.core.bfd;

import dev.baton.core.log.LogLine;

/** What the daemon must do after a step of the machine, in the order given. */
public sealed interface BfdAction {

  /** Send this to the neighbor, now. */
  record Send(BfdPacket packet) implements BfdAction {}

  /**
   * Tell those who follow the session. Not all changes are told: a neighbor that says AdminDown has
   * not failed (RFC 5882, section 4.2).
   */
  record Report(boolean up) implements BfdAction {}

  /** Say this to the operator. */
  record Say(LogLine line) implements BfdAction {}

  /** Add one to a counter. */
  record Count(BfdCounter counter) implements BfdAction {}
}
