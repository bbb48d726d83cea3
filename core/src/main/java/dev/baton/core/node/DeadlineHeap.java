package dev.baton.core.node;

import java.util.Arrays;

/**
 * The deadlines of numbered slots, the nearest on top: a binary heap that knows where each slot
 * sits, so that a deadline moves in O(log n) whenever a backup hears its master.
 */
final class DeadlineHeap {

  private final int[] slotAt;
  private final int[] placeOf;
  private final long[] deadlineNanos;

  /** A heap of {@code count} slots, none of which waits for anything. */
  DeadlineHeap(int count) {
    slotAt = new int[count];
    placeOf = new int[count];
    deadlineNanos = new long[count];
    Arrays.fill(deadlineNanos, Long.MAX_VALUE);
    Arrays.setAll(slotAt, slot -> slot);
    Arrays.setAll(placeOf, slot -> slot);
  }

  /** The nearest deadline, {@link Long#MAX_VALUE} if there is none. */
  long nearestNanos() {
    return slotAt.length == 0 ? Long.MAX_VALUE : deadlineNanos[slotAt[0]];
  }

  /** Whose deadline is nearest. There must be a slot. */
  int nearestSlot() {
    return slotAt[0];
  }

  /** Moves a slot's deadline. */
  void set(int slot, long nanos) {
    long before = deadlineNanos[slot];
    deadlineNanos[slot] = nanos;
    if (nanos < before) {
      rise(placeOf[slot]);
    } else if (nanos > before) {
      sink(placeOf[slot]);
    }
  }

  private void rise(int from) {
    int place = from;
    while (place > 0 && deadlineAt(place) < deadlineAt((place - 1) / 2)) {
      swap(place, (place - 1) / 2);
      place = (place - 1) / 2;
    }
  }

  private void sink(int from) {
    int place = from;
    while (true) {
      int smallest = smaller(place, smaller(2 * place + 1, 2 * place + 2));
      if (smallest == place) {
        return;
      }
      swap(place, smallest);
      place = smallest;
    }
  }

  /** Which of two places has the nearer deadline; one beyond the end has none. */
  private int smaller(int a, int b) {
    return b < slotAt.length && (a >= slotAt.length || deadlineAt(b) < deadlineAt(a)) ? b : a;
  }

  private long deadlineAt(int place) {
    return deadlineNanos[slotAt[place]];
  }

  private void swap(int a, int b) {
    int slot = slotAt[a];
    slotAt[a] = slotAt[b];
    slotAt[b] = slot;
    placeOf[slotAt[a]] = a;
    placeOf[slotAt[b]] = b;
  }
}
