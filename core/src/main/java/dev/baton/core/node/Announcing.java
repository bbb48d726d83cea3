package dev.baton.core.node;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.announce.AnnounceSchedule;
import dev.baton.core.kernel.AddressPlan;
import dev.baton.core.kernel.KernelStep.Placement;
import dev.baton.core.vrrp.VrrpAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Announces the addresses of one instance. Announcements that may leave at once are part of the
 * worker's plans, after the addresses that they announce. Those that must be spaced out go to
 * {@link Pacing}.
 */
final class Announcing {

  /** With -D each address is told of, but a log is no place for thousands of lines at once. */
  static final int TOLD_MAX = 20;

  private final PendingPlans pendingPlans;
  private final Pacing pacing;
  private final InstanceLog log;
  private final Map<Placement, Announcement> announcements = new HashMap<>();
  private AnnounceSchedule schedule = AnnounceSchedule.NONE;
  private String instance = "";
  private boolean anyPaced;
  private AnnounceConfig config;

  Announcing(PendingPlans pendingPlans, Pacing pacing, InstanceLog log, AnnounceConfig config) {
    this.pendingPlans = pendingPlans;
    this.pacing = pacing;
    this.log = log;
    this.config = config;
  }

  /** Builds the frames for these addresses. Interfaces without ARP need none. */
  void configure(String name, AnnounceConfig next, List<Placement> placements, Links links) {
    instance = name;
    config = next;
    announcements.clear();
    for (Placement placement : placements) {
      links
          .at(placement.linkIndex())
          .filter(link -> link.arp())
          .ifPresent(
              link -> announcements.put(placement, Announcement.of(placement, link, config)));
    }
    anyPaced = announcements.values().stream().anyMatch(Announcement::paced);
  }

  /** The frames of an address that may leave together with those of all others. */
  List<byte[]> frames(Placement placement) {
    Announcement announcement = announcements.get(placement);
    return announcement == null || announcement.paced() ? List.of() : List.of(announcement.frame());
  }

  /** The addresses are being set, and announced by the same plan. */
  void becameMaster(TurnActions turn) {
    schedule = AnnounceSchedule.becameMaster(config, turn.nowNanos());
  }

  /** A plan announces these addresses, except those that must keep a distance. */
  void planned(List<Placement> placements, TurnActions turn) {
    tell(placements, config.masterRepeat(), turn);
    offer(placements, config.masterRepeat(), turn);
  }

  /** A reload: what is periodic begins anew. */
  void reconfigured(TurnActions turn) {
    if (!schedule.equals(AnnounceSchedule.NONE)) {
      schedule = schedule.reconfigured(config, turn.nowNanos());
    }
  }

  /** Other addresses came by a reload, or neighbours may believe somebody else. */
  void again(TurnActions turn) {
    schedule = schedule.announcedAgain(config, turn.nowNanos());
  }

  /** The election wants the addresses announced. */
  void announce(VrrpAction.Announce.Reason reason, List<Placement> present, TurnActions turn) {
    switch (reason) {
      case LOWER_PRIORITY -> lowerPriorityHeard(present, turn);
      case DOUBT -> doubted(present, turn);
    }
  }

  /** Neighbours may believe somebody else. */
  void doubted(List<Placement> present, TurnActions turn) {
    again(turn);
    announce(present, config.masterRepeat(), turn);
  }

  /**
   * Notifications were lost, perhaps those of a link that was down when the addresses were
   * announced. Then a better master may not have been heard either: if there is one, it comes
   * first, within the delay of the second set. One that is still to come serves as well.
   */
  void newsWereLost(List<Placement> present, TurnActions turn) {
    if (config.masterDelayNanos() == 0) {
      doubted(present, turn);
    } else if (schedule.masterAgainAtNanos() == AnnounceSchedule.NEVER) {
      again(turn);
    }
  }

  /** A lower router spoke as master. */
  private void lowerPriorityHeard(List<Placement> present, TurnActions turn) {
    schedule = schedule.lowerPriorityHeard(config, turn.nowNanos());
    announce(present, config.lowerPriorityRepeat(), turn);
  }

  /** No longer master: nothing that waits may leave. */
  void ended() {
    schedule = AnnounceSchedule.NONE;
    pacing.cancel(instance);
  }

  /** When {@link #timePassed} is due. */
  long nextDeadlineNanos() {
    return schedule.nextDeadlineNanos();
  }

  /** Announces what is due. */
  void timePassed(List<Placement> present, TurnActions turn) {
    AnnounceSchedule.Due due = schedule.due(config, turn.nowNanos());
    schedule = due.next();
    announce(present, due.rounds(), turn);
    // Without `all` it is about virtual MACs, which no interface has.
    if (due.extra() && config.extraInterfaceAll()) {
      announce(present, 1, turn);
    }
  }

  /** Behind a slow worker announcements do not pile up: one set says what ten would. */
  private void announce(List<Placement> placements, int rounds, TurnActions turn) {
    if (rounds > 0 && !pendingPlans.announces(instance)) {
      tell(placements, rounds, turn);
      pendingPlans.announce(instance, AddressPlan.announce(placements, this::frames, rounds));
      offer(placements, rounds, turn);
    }
  }

  private void offer(List<Placement> placements, int rounds, TurnActions turn) {
    if (!anyPaced) {
      return;
    }
    for (Placement placement : placements) {
      Announcement announcement = announcements.get(placement);
      if (announcement != null && announcement.paced()) {
        pacing.offer(instance, announcement, rounds, turn.nowNanos());
      }
    }
  }

  private void tell(List<Placement> placements, int rounds, TurnActions turn) {
    if (!turn.wantsDetail()) {
      return;
    }
    List<Placement> told =
        placements.stream().filter(announcements::containsKey).limit(TOLD_MAX).toList();
    for (Placement placement : told) {
      log.detail(NodeLog.announcing(instance, placement.spec()), instance, turn);
    }
    for (int round = 0; round < rounds; round++) {
      for (Placement placement : told) {
        log.detail(NodeLog.sending(placement.spec()), instance, turn);
      }
    }
  }
}
