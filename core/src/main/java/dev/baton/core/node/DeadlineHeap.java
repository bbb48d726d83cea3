package dev.baton.core.node;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Everything of a node that waits for a time, the nearest on top: a binary heap that knows where
 * each one sits, so that a deadline moves in O(log n) whenever a backup hears its master.
 */
final class DeadlineHeap {

  private static final class Entry {
    private final Timed timed;
    private int place;
    private long deadlineNanos = Long.MAX_VALUE;

    Entry(Timed timed, int place) {
      this.timed = timed;
      this.place = place;
    }
  }

  private final List<Entry> heap = new ArrayList<>();
  private final IdentityHashMap<Timed, Entry> entries = new IdentityHashMap<>();

  /** The nearest deadline, {@link Long#MAX_VALUE} if there is none. */
  long nearestNanos() {
    return heap.isEmpty() ? Long.MAX_VALUE : heap.getFirst().deadlineNanos;
  }

  /** Whose deadline is nearest; empty if nobody waits. */
  Optional<Timed> nearest() {
    return nearestNanos() == Long.MAX_VALUE ? Optional.empty() : Optional.of(heap.getFirst().timed);
  }

  /** It waits for its next deadline from now on, whether it did so before or not. */
  void arm(Timed timed) {
    Entry entry = entries.get(timed);
    if (entry == null) {
      entry = new Entry(timed, heap.size());
      entries.put(timed, entry);
      heap.add(entry);
    }
    long before = entry.deadlineNanos;
    entry.deadlineNanos = timed.nextDeadlineNanos();
    if (entry.deadlineNanos < before) {
      rise(entry);
    } else if (entry.deadlineNanos > before) {
      sink(entry);
    }
  }

  /** It waits no more. */
  void forget(Timed timed) {
    Entry entry = entries.remove(timed);
    if (entry != null) {
      Entry last = heap.removeLast();
      if (last != entry) {
        put(last, entry.place);
        rise(last);
        sink(last);
      }
    }
  }

  private void rise(Entry entry) {
    while (entry.place > 0) {
      Entry parent = heap.get((entry.place - 1) / 2);
      if (parent.deadlineNanos <= entry.deadlineNanos) {
        return;
      }
      swap(entry, parent);
    }
  }

  private void sink(Entry entry) {
    while (true) {
      Entry smallest = nearer(2 * entry.place + 2, nearer(2 * entry.place + 1, entry));
      if (smallest == entry) {
        return;
      }
      swap(entry, smallest);
    }
  }

  /** The one at this place, if there is one with a nearer deadline than the other. */
  private Entry nearer(int place, Entry other) {
    return place < heap.size() && heap.get(place).deadlineNanos < other.deadlineNanos
        ? heap.get(place)
        : other;
  }

  private void swap(Entry a, Entry b) {
    int place = a.place;
    put(a, b.place);
    put(b, place);
  }

  private void put(Entry entry, int place) {
    heap.set(place, entry);
    entry.place = place;
  }
}
