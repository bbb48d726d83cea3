package dev.baton.core.track;

/** What can happen to a vrrp_track_process. */
public sealed interface ProcessEvent {

  /** What has changed the number of processes. */
  enum Cause {
    FORKED,
    /** A process runs another program, or has another name. */
    RENAMED,
    ENDED
  }

  /** There are so many now. */
  record Counted(long count, Cause cause) implements ProcessEvent {}

  /** All processes have been looked at; that many are of this kind. */
  record Surveyed(long count) implements ProcessEvent {}

  /** The state's deadline may have come. */
  record TimePassed() implements ProcessEvent {}
}
