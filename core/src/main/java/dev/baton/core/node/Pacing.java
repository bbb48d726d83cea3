package dev.baton.core.node;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.announce.AnnouncePacer;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.model.GarpGroup;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The announcements that must be spaced out, by the interface that they leave from or by the group
 * of interfaces (garp_group). Announcements without such a limit never come here.
 */
final class Pacing implements Timed {

  /**
   * Announcements that keep a distance from one another. An interval that a reload changed makes
   * another lane; the old one runs empty.
   *
   * @param interfaces an interface, or those of a group
   * @param intervalNanos the least time between two; 0 for none
   */
  record Lane(List<String> interfaces, IpFamily family, long intervalNanos) {}

  private final PendingPlans pendingPlans;
  private final Map<Lane, AnnouncePacer> pacers = new LinkedHashMap<>();
  private final Map<String, GarpGroup> groups = new HashMap<>();

  Pacing(PendingPlans pendingPlans) {
    this.pendingPlans = pendingPlans;
  }

  /** The configuration has these groups from now on. */
  void configure(List<GarpGroup> configs) {
    groups.clear();
    configs.forEach(group -> group.interfaces().forEach(name -> groups.put(name, group)));
  }

  /** The lane of announcements on this interface; without a group its own. */
  Lane lane(String interfaceName, IpFamily family, AnnounceConfig config) {
    boolean arp = family == IpFamily.INET;
    GarpGroup group = groups.get(interfaceName);
    return group == null
        ? new Lane(
            List.of(interfaceName),
            family,
            arp ? config.arpIntervalNanos() : config.naIntervalNanos())
        : new Lane(
            group.interfaces(), family, arp ? group.arpIntervalNanos() : group.naIntervalNanos());
  }

  /** An instance announces an address here, in so many rounds. */
  void offer(String instance, Announcement announcement, int rounds, long nowNanos) {
    Lane lane = announcement.lane();
    pacers
        .computeIfAbsent(lane, _ -> new AnnouncePacer(lane.intervalNanos(), nowNanos))
        .offer(instance, announcement.linkIndex(), List.of(announcement.frame()), rounds);
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
    for (AnnouncePacer pacer : pacers.values()) {
      for (AnnouncePacer.Frame frame : pacer.due(nowNanos)) {
        steps
            .computeIfAbsent(frame.instance(), _ -> new ArrayList<>())
            .add(new SendFrames(frame.linkIndex(), List.of(frame.bytes())));
      }
    }
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
