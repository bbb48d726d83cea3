package dev.baton.core.bfd;

/** What is counted of each session. */
public enum BfdCounter {
  RECEIVED,
  SENT,
  WENT_UP,
  WENT_DOWN,
  /** A detection time was prolonged because we were away, not the neighbor. */
  STALL_FORGIVEN,
  /** A packet left more than half an interval late. */
  SENT_LATE,
  /** A poll that was not answered, since the neighbor polls without end. */
  POLL_IGNORED
}
