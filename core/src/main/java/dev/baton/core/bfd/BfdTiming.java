package dev.baton.core.bfd;

/** When a session sends, and when its neighbor has been silent for too long. */
public final class BfdTiming {

  /** Jitter takes at least this part of an interval, */
  private static final int JITTER_PERCENT_MIN = 10;

  /**
   * and at most so much more. RFC 5880, section 6.8.7: from 0 to 25 percent, and from 10 with a
   * multiplier of 1. The rest up to 25 is for packets that leave with another.
   */
  private static final int JITTER_PERCENT_SPAN = 13;

  private static final int EARLY_PERCENT_MAX = 2;

  private BfdTiming() {}

  /** Between two of our packets, before jitter (RFC 5880, section 6.8.7). */
  public static long transmitNanos(BfdState self) {
    return Math.max(self.timers().usedTransmitNanos(), self.remote().minReceiveNanos());
  }

  /** How long the neighbor may be silent (RFC 5880, section 6.8.4); 0 if it is unknown. */
  public static long detectionNanos(BfdState self) {
    Remote remote = self.remote();
    return remote.multiplier()
        * Math.max(self.timers().usedReceiveNanos(), remote.minTransmitNanos());
  }

  /** When {@link BfdEvent.TimePassed} is due; {@link BfdState#NEVER} if nothing waits for it. */
  public static long nextDeadlineNanos(BfdConfig config, BfdState self) {
    return Math.min(sendAtNanos(config, self), expiresAtNanos(self));
  }

  /**
   * Whether what is due next may be done at {@code nowNanos} already, together with other things.
   */
  public static boolean mayComeBy(BfdConfig config, BfdState self, long nowNanos) {
    long sendNanos = sendAtNanos(config, self);
    return sendNanos < expiresAtNanos(self)
        && sendNanos - transmitNanos(self) / 100 * EARLY_PERCENT_MAX <= nowNanos;
  }

  static long sendAtNanos(BfdConfig config, BfdState self) {
    if (!self.isStarted() || !sendsPeriodically(config, self)) {
      return BfdState.NEVER;
    }
    long intervalNanos = transmitNanos(self);
    long spanNanos = intervalNanos / 100 * JITTER_PERCENT_SPAN;
    long jitterNanos =
        intervalNanos / 100 * JITTER_PERCENT_MIN
            + ((spanNanos * (self.sending().jitter() >>> Short.SIZE)) >>> Short.SIZE);
    return self.sending().atNanos() + intervalNanos - jitterNanos;
  }

  /** RFC 5880, section 6.8.7: the three cases in which it must not. */
  private static boolean sendsPeriodically(BfdConfig config, BfdState self) {
    Remote remote = self.remote();
    boolean demand = remote.demand() && self.isUp() && remote.state() == SessionState.UP;
    return maySend(config, self)
        && remote.minReceiveNanos() > 0
        && !(demand && !self.timers().poll().isActive());
  }

  /** Who is passive does not speak first. */
  static boolean maySend(BfdConfig config, BfdState self) {
    return !config.passive() || self.remote().isKnown();
  }

  static long expiresAtNanos(BfdState self) {
    return self.remote().isKnown()
        ? self.hearing().atNanos() + detectionNanos(self) + self.hearing().grantedNanos()
        : BfdState.NEVER;
  }
}
