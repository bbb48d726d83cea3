package dev.baton.router.worker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue without locks that knows its length, for one thread that adds and one that takes. Who
 * adds may also take back what was not taken yet.
 */
final class CountedQueue<T> {

  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger length = new AtomicInteger();

  /** Both belong to the thread that adds. */
  private int lengthMax;

  private long removedCount;

  void add(T entry) {
    queue.add(entry);
    lengthMax = Math.max(lengthMax, length.incrementAndGet());
  }

  /** Removes and returns the first; null if there is none. */
  @Nullable T poll() {
    T first = queue.poll();
    if (first != null) {
      length.decrementAndGet();
    }
    return first;
  }

  /** The first; null if there is none. Until it is taken, it may be taken back. */
  @Nullable T peek() {
    return queue.peek();
  }

  /** Removes this entry. Tells whether it was still there, and nobody else has it. */
  boolean remove(T entry) {
    boolean removed = queue.remove(entry);
    if (removed) {
      length.decrementAndGet();
    }
    return removed;
  }

  /** The adding thread takes these back, as far as they were not taken yet. */
  void removeAll(Predicate<T> pointless, Consumer<T> removed) {
    for (T entry : queue) {
      if (pointless.test(entry) && remove(entry)) {
        removedCount++;
        removed.accept(entry);
      }
    }
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int length() {
    return length.get();
  }

  /** The most that it has held; to be asked by the thread that adds. */
  int lengthMax() {
    return lengthMax;
  }

  /** How many were taken back; to be asked by the thread that adds. */
  long removedCount() {
    return removedCount;
  }
}
