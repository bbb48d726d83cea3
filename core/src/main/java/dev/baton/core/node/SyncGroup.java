package dev.baton.core.node;

import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.vrrp.VrrpEvent.GroupBecomesMaster;
import dev.baton.core.vrrp.VrrpEvent.GroupLeavesMaster;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A sync group on this host: its members are master together or not at all (keepalived.conf(5),
 * vrrp_sync_group).
 *
 * <ul>
 *   <li>A member whose time has come is ready, and waits in BACKUP. When all are ready, all become
 *       master, the one that was ready last first.
 *   <li>When one member leaves MASTER, all leave it. They say so on the wire only if nobody took
 *       over yet: whoever did take over a member takes the whole group.
 *   <li>While one member is at fault, so are the others; while one waits for a script, all wait.
 * </ul>
 *
 * <p>It owns no timer and hears no advert: the machines of its members do, and it moves them.
 */
final class SyncGroup implements Member {

  private final Consumer<Member> mark;
  private SyncGroupConfig config;
  private List<Instance> members = List.of();

  /** The members that are at fault by themselves, the first of them first. */
  private final Set<Instance> faulty = new LinkedHashSet<>();

  /** The members that wait for a script of their own. */
  private final Set<Instance> waiting = new HashSet<>();

  /** What is made of that for each member has changed, and they do not know it yet. */
  private boolean stale;

  private Optional<Transition.Event> state = Optional.empty();
  private Optional<Transition.Event> told = Optional.empty();
  private Optional<Instance> lastReady = Optional.empty();

  /** The addresses of the group were taken away, or its members came together by a reload. */
  private boolean resigning;

  private final Deque<Transition> untold = new ArrayDeque<>();

  SyncGroup(SyncGroupConfig config, Consumer<Member> mark) {
    this.config = config;
    this.mark = mark;
  }

  String name() {
    return config.name();
  }

  List<Instance> members() {
    return members;
  }

  // Who is in it, and what they are by themselves

  /** It has these members from now on. */
  void reconfigure(SyncGroupConfig next, List<Instance> nextMembers) {
    boolean others = !members.equals(nextMembers);
    config = next;
    members = nextMembers;
    faulty.retainAll(members);
    waiting.retainAll(members);
    if (others) {
      stale = true;
      resigning = true;
      state = members.stream().allMatch(it -> it.state().isMaster()) ? state : Optional.empty();
    }
    mark.accept(this);
  }

  /** What a member is by itself, since a fact has changed. */
  void learn(Instance member, Eligibility eligibility) {
    boolean moved = put(faulty, member, !eligibility.faults().isEmpty());
    moved |= put(waiting, member, eligibility.waiting());
    if (moved) {
      stale = true;
      mark.accept(this);
    }
  }

  private static boolean put(Set<Instance> set, Instance member, boolean belongs) {
    return belongs ? set.add(member) : set.remove(member);
  }

  /** What a member is, given the others. */
  Eligibility within(Instance member, Eligibility eligibility) {
    var faults = new ArrayList<>(eligibility.faults());
    culprit(member).ifPresent(other -> faults.add(Fault.ofGroup(other.name(), name())));
    boolean waits = eligibility.waiting() || !waiting.isEmpty();
    return eligibility.among(List.copyOf(faults), waits);
  }

  /** The first other member that is at fault by itself. */
  private Optional<Instance> culprit(Instance member) {
    return faulty.stream().filter(other -> other != member).findFirst();
  }

  // What members do

  /** What the others of a group must know of a state. */
  enum Posture {
    INIT,
    READY,
    FOLLOWING,
    LISTENING,
    MASTER,
    FAULT,
    STOPPED;

    static Posture of(VrrpState state) {
      return switch (state) {
        case VrrpState.Init _ -> INIT;
        case VrrpState.Backup backup when backup.ready() -> READY;
        case VrrpState.Backup backup -> backup.follows() ? FOLLOWING : LISTENING;
        case VrrpState.Master _ -> MASTER;
        case VrrpState.Fault _ -> FAULT;
        case VrrpState.Stopped _ -> STOPPED;
      };
    }
  }

  /** A member is ready, or has entered another state, or follows another master. */
  void moved(Instance member) {
    if (isReady(member)) {
      lastReady = Optional.of(member);
    }
    mark.accept(this);
  }

  /** Whether a member has no socket yet, and soon will: nobody begins without the others. */
  boolean isOpening() {
    return members.stream().anyMatch(Instance::isOpening);
  }

  /** The socket of a member is open, for which all may have waited. */
  void socketOpened() {
    stale = true;
    mark.accept(this);
  }

  /** Somebody took an address of a master away. */
  void addressTaken() {
    resigning = true;
  }

  /** A member has told its neighbours where its addresses are, since a lower router spoke. */
  void lowerHeard(Instance member, TurnActions turn) {
    for (Instance other : members) {
      if (other != member) {
        other.announceAsAfterLower(turn);
      }
    }
  }

  // What the group makes of it

  /** The start: the group is told of before its members, unless they claim mastership at once. */
  void begin(TurnActions turn) {
    boolean claiming = members.stream().allMatch(it -> it.config().vrrp().claimsAtOnce());
    resigning = false;
    if (!faulty.isEmpty()) {
      enter(Transition.Event.FAULT, "a member is at fault", turn);
    } else if (!claiming && waiting.isEmpty()) {
      enter(Transition.Event.BACKUP, "started", turn);
    }
    tell(turn, true);
  }

  /**
   * Moves the members to where they are to be together.
   *
   * @param stand has a member draw the consequences of its eligibility
   */
  void settle(Consumer<Instance> stand, TurnActions turn) {
    if (members.isEmpty()) {
      return;
    }
    if (stale) {
      stale = false;
      bringIntoLine(stand, turn);
    }
    if (!faulty.isEmpty()) {
      enter(Transition.Event.FAULT, causeOfFirst(VrrpState.Fault.class), turn);
    } else if (members.stream().noneMatch(SyncGroup::isOut)) {
      settleElection(turn);
    }
    tell(turn, false);
  }

  /** Faults and recoveries of a member are those of all. */
  private void bringIntoLine(Consumer<Instance> stand, TurnActions turn) {
    boolean known = state.equals(Optional.of(Transition.Event.FAULT));
    if (!faulty.isEmpty() && !known) {
      turn.say(NodeLog.syncing(name(), Transition.Event.FAULT));
    } else if (known && faulty.isEmpty()) {
      turn.say(NodeLog.syncing(name(), Transition.Event.BACKUP));
    }
    // Who is at fault by itself knows already, and may just have given up what it was refused.
    members.stream().filter(member -> !faulty.contains(member)).forEach(stand);
  }

  private void settleElection(TurnActions turn) {
    boolean allMasters = members.stream().allMatch(SyncGroup::isMaster);
    if (!allMasters && members.stream().allMatch(it -> isMaster(it) || isReady(it))) {
      becomeMaster(turn);
      allMasters = true;
    }
    if (allMasters) {
      resigning = false;
      enter(Transition.Event.MASTER, "all members are ready", turn);
    } else if (members.stream().anyMatch(SyncGroup::isMaster)) {
      if (state.equals(Optional.of(Transition.Event.MASTER))
          || members.stream().anyMatch(SyncGroup::follows)) {
        leaveMaster(turn);
      }
    } else {
      resigning = false;
      enter(Transition.Event.BACKUP, causeOfFirst(VrrpState.Backup.class), turn);
    }
  }

  private void becomeMaster(TurnActions turn) {
    Optional<Instance> first = lastReady.filter(SyncGroup::isReady);
    first.ifPresent(member -> member.step(new GroupBecomesMaster(), turn));
    turn.say(NodeLog.syncing(name(), Transition.Event.MASTER));
    for (Instance member : members) {
      if (!isMaster(member)) {
        member.step(new GroupBecomesMaster(), turn);
      }
    }
  }

  private void leaveMaster(TurnActions turn) {
    Instance first = members.stream().filter(it -> !isMaster(it)).findFirst().orElseThrow();
    String cause = first.name() + " of sync group " + name() + " is not master";
    String why = causeOfFirst(VrrpState.Backup.class);
    turn.say(NodeLog.syncing(name(), Transition.Event.BACKUP));
    for (Instance member : members) {
      if (isMaster(member)) {
        member.step(new GroupLeavesMaster(resigning, cause), turn);
      }
    }
    resigning = false;
    enter(Transition.Event.BACKUP, why, turn);
  }

  private static boolean isMaster(Instance member) {
    return member.state().isMaster();
  }

  private static boolean isReady(Instance member) {
    return Posture.of(member.state()) == Posture.READY;
  }

  private static boolean follows(Instance member) {
    return Posture.of(member.state()) == Posture.FOLLOWING;
  }

  private static boolean isOut(Instance member) {
    return !(isMaster(member) || member.state() instanceof VrrpState.Backup);
  }

  /** Why the first member in such a state is in it. */
  private String causeOfFirst(Class<? extends VrrpState> kind) {
    for (Instance member : members) {
      if (kind.isInstance(member.state()) && !member.lastCause().isEmpty()) {
        return member.name() + ": " + member.lastCause();
      }
    }
    return "";
  }

  // What is told of it

  private void enter(Transition.Event next, String cause, TurnActions turn) {
    state = Optional.of(next);
    if (told.equals(state)) {
      return;
    }
    told = state;
    untold.add(new Transition(Transition.Subject.GROUP, name(), next, 0, cause, turn.nowNanos()));
    if (untold.size() > Notifications.WAITING_MAX) {
      turn.notify(untold.removeFirst());
    }
  }

  /** The daemon stops; the group is told of behind its members. */
  void stop(TurnActions turn) {
    enter(Transition.Event.STOP, "stopped", turn);
    tell(turn, false);
  }

  /** Tells what is to be told, once the members have told all of theirs. */
  void tell(TurnActions turn, boolean ahead) {
    if (ahead || members.stream().noneMatch(Instance::isTelling)) {
      untold.forEach(turn::notify);
      untold.clear();
    }
  }

  /** Whether there is nothing left to be told. */
  boolean settled() {
    return untold.isEmpty();
  }

  @Override
  public String toString() {
    return "group " + name();
  }
}
