package dev.baton.core.track;

/** What is known of a tracked object. What it means for an instance, the {@link Weight} says. */
public sealed interface Reading {

  /** The readings of what is good or bad, and nothing between. */
  enum Verdict implements Reading {
    /** Nothing is known yet: who may fail with it waits. */
    AWAITED,
    /** Nothing is known yet, but it came by a reload: who tracks it goes on as before. */
    PRESUMED,
    UP,
    DOWN
  }

  /** A number, which the weight multiplies. */
  record Value(int value) implements Reading {}

  /** Good or bad, as a reading. */
  static Reading of(boolean good) {
    return good ? Verdict.UP : Verdict.DOWN;
  }
}
