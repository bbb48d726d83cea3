package dev.baton.core.announce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the least time between two announcements on one interface ({@code vrrp_garp_interval},
 * {@code garp_group}), for switches that drop what comes too fast. All instances of the interface,
 * or of the interfaces of a group, share it; gratuitous ARPs and neighbour adverts have one each.
 *
 * <p>What comes too early waits, every frame once with the count of its repetitions, and leaves in
 * turn: the first announcement of every address before the second of any.
 */
public final class AnnouncePacer {

  /** A frame of an instance; frames are the same if their bytes are. */
  public record Frame(String instance, int linkIndex, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Frame(var otherInstance, var otherLink, var otherBytes)
          && instance.equals(otherInstance)
          && linkIndex == otherLink
          && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * instance.hashCode() + linkIndex) + Arrays.hashCode(bytes);
    }
  }

  private final long intervalNanos;

  /** How often each is still to be sent, in the order in which they leave. */
  private final LinkedHashMap<Frame, Integer> queue = new LinkedHashMap<>();

  private long allowedAtNanos;

  /** A pacer whose first frame may leave at once; with an interval of 0 all may. */
  public AnnouncePacer(long intervalNanos, long nowNanos) {
    this.intervalNanos = intervalNanos;
    this.allowedAtNanos = nowNanos;
  }

  /** An instance announces these on a link, so many rounds of them. {@link #due} lets them go. */
  public void offer(String instance, int linkIndex, List<byte[]> frames, int rounds) {
    for (byte[] frame : frames) {
      queue.merge(new Frame(instance, linkIndex, frame), rounds, Math::max);
    }
  }

  /** The frames that may leave now, in their order. */
  public List<Frame> due(long nowNanos) {
    List<Frame> frames = new ArrayList<>();
    while (!queue.isEmpty() && nowNanos >= allowedAtNanos) {
      Map.Entry<Frame, Integer> entry = queue.entrySet().iterator().next();
      Frame first = entry.getKey();
      int times = entry.getValue();
      queue.remove(first);
      frames.add(first);
      if (times > 1) {
        queue.putLast(first, times - 1);
      }
      allowedAtNanos = nowNanos + intervalNanos;
    }
    return frames;
  }

  /** The instance left master: what still waits of it is wrong now. */
  public void cancel(String instance) {
    queue.keySet().removeIf(waiting -> waiting.instance().equals(instance));
  }

  /** When the next frame may leave; {@link AnnounceSchedule#NEVER} if none waits. */
  public long nextDeadlineNanos() {
    return queue.isEmpty() ? AnnounceSchedule.NEVER : allowedAtNanos;
  }
}
