package dev.baton.core.model;

import dev.baton.core.track.Weight;
import java.util.List;

/**
 * A vrrp_track_process: processes are counted, and it is good while there are as many as wanted.
 *
 * @param command the program, then the parameters that are compared with those of a process
 * @param matching how they are compared
 * @param weight for those who track it without a weight of their own
 * @param quorum at least so many processes
 * @param quorumMax at most so many; {@link #UNLIMITED} for any number
 * @param gainedDelayNanos how long it must be good before it counts as good (fork_delay)
 * @param lostDelayNanos how long it must be bad before it counts as bad (terminate_delay)
 * @param wholeCommand the program is compared with the command line, not with the short name
 */
public record ProcessConfig(
    String name,
    List<String> command,
    Matching matching,
    Weight weight,
    long quorum,
    long quorumMax,
    long gainedDelayNanos,
    long lostDelayNanos,
    boolean wholeCommand) {

  /** No number of processes is too many. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** How parameters are compared. */
  public enum Matching {
    /** They do not matter. */
    PROGRAM_ONLY,
    /** All of them, and no others. */
    EXACT,
    /** Those given come first, and the last may be longer. */
    INITIAL,
    /** Each of those given is the beginning of the one in its place. */
    PARTIAL
  }
}
