package dev.baton.core.bfd;

/** What can happen to a session. A packet that was thrown away is not an event. */
public sealed interface BfdEvent {

  /** Packets can leave from now on. */
  record Start() implements BfdEvent {}

  /** A packet that passed every check. */
  record Heard(BfdPacket packet) implements BfdEvent {}

  /**
   * A deadline may have come.
   *
   * @param jitter drawn anew each time, uniform over all ints
   */
  record TimePassed(int jitter) implements BfdEvent {}

  /**
   * The loop woke late by {@code gapNanos}. It comes before anything else of its turn: what the
   * neighbor has sent meanwhile may be lost, and silence is not the neighbor's fault.
   */
  record Stalled(long gapNanos) implements BfdEvent {}

  /** Other settings for the same session; the step is given the new ones. */
  record Reconfigured() implements BfdEvent {}
}
