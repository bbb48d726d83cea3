package dev.baton.linux.connector;

/** What {@link ProcessWatch} hears. */
public sealed interface ProcessNews {

  /** The kernel has taken the wish to listen. */
  record Listening() implements ProcessNews {}

  /** The kernel has refused it. */
  record Refused(int errno) implements ProcessNews {}

  /** A process has made another one. */
  record Forked(int parentPid, int childPid) implements ProcessNews {}

  /** A process runs another program, or has another name. */
  record Renamed(int pid) implements ProcessNews {}

  /** A process has ended; somebody may still have to wait for it. */
  record Ended(int pid) implements ProcessNews {}

  /** The kernel had more to tell than the socket could hold. */
  record Overrun() implements ProcessNews {}
}
