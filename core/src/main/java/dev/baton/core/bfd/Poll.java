package dev.baton.core.bfd;

/**
 * Where a poll sequence stands (RFC 5880, section 6.5). A change during a poll waits for another
 * one, and that waits for a packet without F: else an answer to the first could be taken for an
 * answer to the second (section 6.8.3).
 */
public enum Poll {
  NONE,
  /** Packets carry P until F comes. */
  ACTIVE,
  /** As above, and something else has changed since. */
  ACTIVE_AND_WANTED,
  /** F has come; until a packet without it comes, no poll may begin. */
  SETTLING,
  /** As above, and one is to begin then. */
  SETTLING_AND_WANTED;

  /** Whether packets carry P. */
  public boolean isActive() {
    return this == ACTIVE || this == ACTIVE_AND_WANTED;
  }

  /** After a change that the neighbor is to confirm. */
  Poll wanted() {
    return switch (this) {
      case NONE, ACTIVE -> this == NONE ? ACTIVE : ACTIVE_AND_WANTED;
      case ACTIVE_AND_WANTED -> ACTIVE_AND_WANTED;
      case SETTLING, SETTLING_AND_WANTED -> SETTLING_AND_WANTED;
    };
  }

  /** After a packet, with F or without. */
  Poll heard(boolean finished) {
    return switch (this) {
      case NONE -> NONE;
      case ACTIVE -> finished ? SETTLING : ACTIVE;
      case ACTIVE_AND_WANTED -> finished ? SETTLING_AND_WANTED : ACTIVE_AND_WANTED;
      case SETTLING -> finished ? SETTLING : NONE;
      case SETTLING_AND_WANTED -> finished ? SETTLING_AND_WANTED : ACTIVE;
    };
  }
}
