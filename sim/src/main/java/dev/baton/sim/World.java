package dev.baton.sim;

import java.util.PriorityQueue;

/**
 * Virtual time: the things that are going to happen, in order. Nothing happens but what was asked
 * for by {@link #after}, and of two things at the same time the one asked for first comes first.
 */
final class World {

  /** One second, in the unit of the world. */
  static final long SECOND = 1_000_000_000L;

  /** One millisecond. */
  static final long MILLISECOND = 1_000_000L;

  /** One microsecond. */
  static final long MICROSECOND = 1_000L;

  private record Task(long atNanos, long sequence, Runnable deed) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long nowNanos;
  private long sequence;

  /** The present, in nanoseconds since the world began. */
  long now() {
    return nowNanos;
  }

  /** How many things have been asked for so far. */
  long asked() {
    return sequence;
  }

  /** Lets {@code deed} happen this much later; not at once, even if that is 0. */
  void after(long delayNanos, Runnable deed) {
    tasks.add(new Task(nowNanos + Math.max(0, delayNanos), sequence++, deed));
  }

  /** Lets {@code deed} happen at this time, or now if it is past. */
  void at(long atNanos, Runnable deed) {
    after(atNanos - nowNanos, deed);
  }

  /** Lets everything happen that is due until {@code endNanos}, and leaves the clock there. */
  void runUntil(long endNanos) {
    for (Task next = tasks.peek(); next != null && next.atNanos <= endNanos; next = tasks.peek()) {
      tasks.remove();
      nowNanos = next.atNanos;
      next.deed.run();
    }
    nowNanos = endNanos;
  }
}
