package dev.baton.core.bfd;

/**
 * Our intervals: those that packets carry, and those that we go by. They differ while a poll is
 * under way in a session that is up: until the neighbor knows of a slower rhythm we keep the faster
 * one, and until it knows that we want more packets we do not miss them (RFC 5880, section 6.8.3).
 *
 * @param saidTransmitNanos bfd.DesiredMinTxInterval
 * @param saidReceiveNanos bfd.RequiredMinRxInterval
 */
public record LocalTimers(
    long saidTransmitNanos,
    long saidReceiveNanos,
    long usedTransmitNanos,
    long usedReceiveNanos,
    Poll poll) {

  /** Before anything was said to anybody. */
  static LocalTimers of(BfdConfig config) {
    return new LocalTimers(
        config.idleTransmitNanos(),
        config.minReceiveNanos(),
        config.idleTransmitNanos(),
        config.minReceiveNanos(),
        Poll.NONE);
  }

  /**
   * With what a session in this state must say.
   *
   * @param known the neighbor is known, and can be polled
   */
  LocalTimers as(BfdConfig config, SessionState state, boolean known) {
    boolean up = state == SessionState.UP;
    long transmitNanos = up ? config.minTransmitNanos() : config.idleTransmitNanos();
    long receiveNanos = config.minReceiveNanos();
    boolean changed = transmitNanos != saidTransmitNanos || receiveNanos != saidReceiveNanos;
    if (!up) {
      Poll next = !known ? Poll.NONE : changed ? poll.wanted() : poll;
      return new LocalTimers(transmitNanos, receiveNanos, transmitNanos, receiveNanos, next);
    }
    if (!changed) {
      return this;
    }
    return new LocalTimers(
        transmitNanos,
        receiveNanos,
        Math.min(usedTransmitNanos, transmitNanos),
        Math.max(usedReceiveNanos, receiveNanos),
        poll.wanted());
  }

  /** After a packet, with F or without. */
  LocalTimers heard(boolean finished) {
    if (poll == Poll.ACTIVE && finished) {
      // The neighbor knows all that we have said.
      return new LocalTimers(
          saidTransmitNanos, saidReceiveNanos, saidTransmitNanos, saidReceiveNanos, Poll.SETTLING);
    }
    return new LocalTimers(
        saidTransmitNanos,
        saidReceiveNanos,
        usedTransmitNanos,
        usedReceiveNanos,
        poll.heard(finished));
  }
}
