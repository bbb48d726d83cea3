package dev.baton.core.node;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.announce.AnnounceSchedule;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.ResourcePlan;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpAction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private final Map<Address, Announcement> announcements = new HashMap<>();

  /** Those with a hardware address that switches may know by nothing else. */
  private final Set<Address> onMacvlans = new HashSet<>();

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
  void configure(String name, AnnounceConfig next, List<Address> addresses, Links links) {
    instance = name;
    config = next;
    announcements.clear();
    onMacvlans.clear();
    for (Address address : addresses) {
      links
          .at(address.linkIndex())
          .filter(link -> link.arp())
          .ifPresent(link -> announcements.put(address, announcement(address, link)));
      links
          .at(address.linkIndex())
          .filter(link -> link.stacking().kind().equals("macvlan"))
          .ifPresent(_ -> onMacvlans.add(address));
    }
    anyPaced = announcements.values().stream().anyMatch(Announcement::paced);
  }

  private Announcement announcement(Address address, Link link) {
    IpFamily family = address.prefix().address().family();
    return Announcement.of(address, link, pacing.lane(link.name(), family, config));
  }

  /** The frames of an address that may leave together with those of all others. */
  List<byte[]> frames(Address address) {
    Announcement announcement = announcements.get(address);
    return announcement == null || announcement.paced() ? List.of() : List.of(announcement.frame());
  }

  /** The addresses are being set, and announced by the same plan. */
  void becameMaster(TurnActions turn) {
    schedule = AnnounceSchedule.becameMaster(config, turn.nowNanos());
  }

  /** A plan announces these addresses, except those that must keep a distance. */
  void planned(List<Address> addresses, TurnActions turn) {
    tell(addresses, config.masterRepeat(), turn);
    offer(addresses, config.masterRepeat(), turn);
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
  void announce(VrrpAction.Announce.Reason reason, List<Address> present, TurnActions turn) {
    switch (reason) {
      case LOWER_PRIORITY -> lowerPriorityHeard(present, turn);
      case DOUBT -> doubted(present, turn);
    }
  }

  /** Neighbours may believe somebody else. */
  void doubted(List<Address> present, TurnActions turn) {
    again(turn);
    announce(present, config.masterRepeat(), turn);
  }

  /**
   * Notifications were lost, perhaps those of a link that was down when the addresses were
   * announced. Then a better master may not have been heard either: if there is one, it comes
   * first, within the delay of the second set. One that is still to come serves as well.
   */
  void newsWereLost(List<Address> present, TurnActions turn) {
    if (config.masterDelayNanos() == 0) {
      doubted(present, turn);
    } else if (schedule.masterAgainAtNanos() == AnnounceSchedule.NEVER) {
      again(turn);
    }
  }

  /** A lower router spoke as master. */
  private void lowerPriorityHeard(List<Address> present, TurnActions turn) {
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
  void timePassed(List<Address> present, TurnActions turn) {
    AnnounceSchedule.Due due = schedule.due(config, turn.nowNanos());
    schedule = due.next();
    announce(present, due.rounds(), turn);
    if (due.extra()) {
      boolean all = config.extraInterfaceAll();
      announce(present.stream().filter(it -> all || onMacvlans.contains(it)).toList(), 1, turn);
    }
  }

  /** Behind a slow worker announcements do not pile up: one set says what ten would. */
  private void announce(List<Address> addresses, int rounds, TurnActions turn) {
    if (rounds > 0 && !pendingPlans.announces(instance)) {
      tell(addresses, rounds, turn);
      pendingPlans.announce(instance, ResourcePlan.announce(addresses, this::frames, rounds));
      offer(addresses, rounds, turn);
    }
  }

  private void offer(List<Address> addresses, int rounds, TurnActions turn) {
    if (!anyPaced) {
      return;
    }
    for (Address address : addresses) {
      Announcement announcement = announcements.get(address);
      if (announcement != null && announcement.paced()) {
        pacing.offer(instance, announcement, rounds, turn.nowNanos());
      }
    }
  }

  private void tell(List<Address> addresses, int rounds, TurnActions turn) {
    if (!turn.wantsDetail()) {
      return;
    }
    List<Address> told =
        addresses.stream().filter(announcements::containsKey).limit(TOLD_MAX).toList();
    for (Address address : told) {
      log.detail(NodeLog.announcing(instance, address.spec()), instance, turn);
    }
    for (int round = 0; round < rounds; round++) {
      for (Address address : told) {
        log.detail(NodeLog.sending(address.spec()), instance, turn);
      }
    }
  }
}
