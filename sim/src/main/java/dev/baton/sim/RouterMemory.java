package dev.baton.sim;

import dev.baton.core.node.Transition;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What the judge remembers of one virtual router during one life of its process, in the time of its
 * host's clock.
 */
final class RouterMemory {

  /** The state after the last event; null before the first. */
  @Nullable VrrpState state;

  /** Transitions that the supervisor has not been told of yet. */
  final Queue<Transition.Event> untold = new ArrayDeque<>();

  /** Adverts that left, those with priority 0 included. */
  long sentCount;

  /** Adverts with priority 0 that left. */
  long resignedCount;

  /** How often it became master. */
  long becameMasterCount;

  /** When its last advert left. */
  long sentAtNanos;

  /** The interval that applied then: a reload may change it before the next. */
  long sentIntervalNanos;

  /** Whether an advert that must keep it in BACKUP has been read and not been taken back. */
  boolean heard;

  /** When it was read. */
  long heardAtNanos;

  /** The interval in it. */
  long heardIntervalNanos;

  /** When its host last woke up late. */
  long wokeAtNanos;

  /** How late that was. */
  long sleptNanos;
}
