package dev.baton.core.bfd;

/**
 * One session at one moment: the variables of RFC 5880, section 6.8.1. Its deadlines follow from
 * absolute times in it, so what changes an interval moves them, and nothing fires late.
 *
 * @param state bfd.SessionState
 * @param diagnostic bfd.LocalDiag
 * @param localDiscriminator bfd.LocalDiscr, never 0
 */
public record BfdState(
    SessionState state,
    int diagnostic,
    int localDiscriminator,
    LocalTimers timers,
    Hearing hearing,
    Sending sending) {

  /** A deadline that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * What is heard of the neighbor.
   *
   * @param atNanos when its last packet came
   * @param grantedNanos by how much it may be later than usual, because we were away
   */
  public record Hearing(Remote remote, long atNanos, long grantedNanos) {
    static final Hearing NOTHING = new Hearing(Remote.UNKNOWN, NEVER, 0);
  }

  /**
   * What is sent.
   *
   * @param atNanos when the last packet left of those that need no answer to a poll; {@link #NEVER}
   *     as long as none can leave
   * @param jitter drawn then, for the next one
   * @param answersSinceNanos since when polls were answered
   * @param answerCount how many were
   */
  public record Sending(long atNanos, int jitter, long answersSinceNanos, int answerCount) {
    static final Sending NOTHING = new Sending(NEVER, 0, 0, 0);

    Sending at(long nowNanos, int nextJitter) {
      return new Sending(nowNanos, nextJitter, answersSinceNanos, answerCount);
    }
  }

  /** A session that waits until packets can leave. */
  public static BfdState initial(BfdConfig config, int localDiscriminator) {
    return new BfdState(
        SessionState.DOWN,
        Diagnostic.NONE,
        localDiscriminator,
        LocalTimers.of(config),
        Hearing.NOTHING,
        Sending.NOTHING);
  }

  /** What the neighbor said last. */
  public Remote remote() {
    return hearing.remote();
  }

  /** Whether packets can leave. */
  public boolean isStarted() {
    return sending.atNanos() != NEVER;
  }

  public boolean isUp() {
    return state == SessionState.UP;
  }

  BfdState in(SessionState next, int why) {
    return new BfdState(next, why, localDiscriminator, timers, hearing, sending);
  }

  BfdState with(LocalTimers next) {
    return new BfdState(state, diagnostic, localDiscriminator, next, hearing, sending);
  }

  BfdState with(Hearing next) {
    return new BfdState(state, diagnostic, localDiscriminator, timers, next, sending);
  }

  BfdState with(Sending next) {
    return new BfdState(state, diagnostic, localDiscriminator, timers, hearing, next);
  }
}
