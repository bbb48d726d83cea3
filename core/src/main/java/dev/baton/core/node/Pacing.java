package dev.baton.core.node;

import dev.baton.core.announce.AnnouncePacer;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The announcements that must be spaced out, by the interface that they leave from. Announcements
 * without such a limit never come here.
 */
final class Pacing implements Timed {

  /** An interval that a reload changed makes another lane; the old one runs empty. */
  private record Lane(int linkIndex, IpFamily family, long intervalNanos) {}

  private final PendingPlans pendingPlans;
  private final Map<Lane, AnnouncePacer> pacers = new LinkedHashMap<>();

  Pacing(PendingPlans pendingPlans) {
    this.pendingPlans = pendingPlans;
  }

  /** An instance announces an address here, in so many rounds. */
  void offer(String instance, Announcement announcement, int rounds, long nowNanos) {
    var lane =
        new Lane(announcement.linkIndex(), announcement.family(), announcement.intervalNanos());
    pacers
        .computeIfAbsent(lane, _ -> new AnnouncePacer(lane.intervalNanos(), nowNanos))
        .offer(instance, List.of(announcement.frame()), rounds);
  }

  /** The instance has left master: what it still has to announce is wrong now. */
  void cancel(String instance) {
    pacers.values().forEach(pacer -> pacer.cancel(instance));
  }

  /** Gives the worker what may be announced now, if it has none of these any more. */
  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    if (!pendingPlans.paces()) {
      due(nowNanos).forEach(pendingPlans::pace);
    }
  }

  private Map<String, List<KernelStep>> due(long nowNanos) {
    var steps = new LinkedHashMap<String, List<KernelStep>>();
    pacers.forEach(
        (lane, pacer) -> {
          for (AnnouncePacer.Frame frame : pacer.due(nowNanos)) {
            steps
                .computeIfAbsent(frame.instance(), _ -> new ArrayList<>())
                .add(new SendFrames(lane.linkIndex(), List.of(frame.bytes())));
          }
        });
    return steps;
  }

  /** While the worker has some, its answer is waited for and no time. */
  @Override
  public long nextDeadlineNanos() {
    if (pendingPlans.paces()) {
      return Long.MAX_VALUE;
    }
    long nearest = Long.MAX_VALUE;
    for (AnnouncePacer pacer : pacers.values()) {
      nearest = Math.min(nearest, pacer.nextDeadlineNanos());
    }
    return nearest;
  }
}
