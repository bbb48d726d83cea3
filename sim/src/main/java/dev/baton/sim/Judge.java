package dev.baton.sim;

import dev.baton.core.kernel.KernelStep;
import dev.baton.core.node.InstanceView;
import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpState;
import org.jspecify.annotations.Nullable;

/**
 * The invariants that hold after every single event of every host. It knows the configuration and
 * the wire, and works out from them what may happen; it does not ask the core.
 *
 * <ul>
 *   <li>A state changes only for an event that can be its cause, and the supervisor hears of it
 *       ({@link CauseRule}).
 *   <li>A backup takes over only when no advert that outranks it has come for a down interval; it
 *       never waits longer than one from now, and after a resignation only its skew.
 *   <li>A master adverts at least once per interval; one that was silent for longer than its peers
 *       wait listens before it speaks again.
 *   <li>A master that reads an advert of a better one is no longer master; any other advert leaves
 *       it master.
 *   <li>Junk changes no state and no deadline, and causes nothing.
 *   <li>Adverts are sent by masters, with their own priority, version and interval; a master that
 *       is stopped sends priority 0. Counters agree with the wire.
 *   <li>Each advert goes to the group or to every peer, from the host's own address, with the hop
 *       limit that belongs to that ({@link AddressingRule}).
 *   <li>No address stays on a host that is not master once its removal is acknowledged ({@link
 *       ExpectedState}).
 *   <li>Static addresses are there as long as their link is.
 *   <li>The members of a sync group are master together or not at all.
 *   <li>Two masters that hear each other do not last ({@link SingleMasterRule}).
 * </ul>
 */
final class Judge {

  /** Clocks are read once per turn; more is not lost by rounding. */
  private static final long ROUNDING_NANOS = World.MILLISECOND;

  /** An advert may leave this early with another, and the next one keeps its time. */
  private static final long EARLY_NANOS = 2 * World.MILLISECOND;

  private final Story story;
  private final SingleMasterRule singleMaster;
  private boolean calm;

  Judge(Story story, SingleMasterRule singleMaster) {
    this.story = story;
    this.singleMaster = singleMaster;
  }

  /** Something was done to the world: durations of conflicts count from here. */
  void disturbed() {
    calm = false;
    singleMaster.disturbed();
  }

  /** All is as it should be: from now until the next disturbance no state may change. */
  void becalmed() {
    calm = true;
  }

  /**
   * Whether a client may still believe in another master: see {@link SingleMasterRule#contested}.
   */
  boolean contested(String instance) {
    return singleMaster.contested(instance);
  }

  /** Checks one event. */
  void stepped(ObservedEvent turn) {
    story.stepped(turn);
    for (NodeAction action : turn.actions()) {
      if (action instanceof NodeAction.SendAdvert(_, _, var packet)) {
        var advert = Advert.of(packet);
        story.advert(turn.process().host(), advert);
        checkSent(turn.effectOn(advert.vrid()), advert);
      }
    }
    AddressingRule.check(turn);
    var heard = heard(turn.datagram());
    for (JudgedInstance judged : turn.process().seats()) {
      var effect = turn.effect(judged);
      checkEffect(effect, heard);
      checkCounters(effect, judged.instance());
      if (turn.event() instanceof NodeEvent.Stop) {
        checkResignation(effect);
      }
    }
    CauseRule.checkTold(turn);
    checkMovesTogether(turn.process());
  }

  /** Of a sync group, all members are master or none is. */
  private static void checkMovesTogether(SimulatedRouter process) {
    long grouped = 0;
    long masters = 0;
    for (JudgedInstance judged : process.seats()) {
      grouped += judged.settings().terms().grouped() ? 1 : 0;
      masters += judged.settings().terms().grouped() && judged.isMaster() ? 1 : 0;
    }
    if (masters != 0 && masters != grouped) {
      throw new Violation(
          process.host().name() + " is master of " + masters + " of " + grouped + " in its group");
    }
  }

  /** Checks what is left when the actions of the event have been handed on. */
  void acted(SimulatedRouter process) {
    boolean trusted = process.settled() && !process.host().mayDiffer();
    if (trusted && process.movedSinceAsked()) {
      ExpectedState.checkNoStrayAddress(process.host(), process);
      if (!process.stopping()) {
        ExpectedState.checkStatics(process.host(), process);
      }
      if (!process.delaysLinks()) {
        ExpectedState.checkNobodyServesAtFault(process.host(), process);
      }
    }
    singleMaster.check(process);
  }

  private void checkSent(ObservedEvent.Effect effect, Advert advert) {
    var memory = effect.memory();
    var settings = effect.settings();
    // Copies to several peers are one advert.
    int copies = AddressingRule.isFirstCopy(effect.settings(), advert) ? 1 : 0;
    memory.sentCount += copies;
    if (advert.priority() == 0) {
      memory.resignedCount += copies;
      effect.require(
          effect.wasMaster() && !effect.isMaster(), "priority 0 from one who does not resign");
    } else {
      effect.require(
          sends(effect.after(), advert) || sends(effect.before(), advert),
          "an advert from one who is no master, or with a priority that is not its own");
      effect.require(
          !effect.wasMaster() || !effect.silentTooLong(),
          "a master that slept claims the addresses without listening");
      memory.sentAtNanos = effect.turn().nowNanos();
      memory.sentIntervalNanos = advert.intervalNanos();
    }
    boolean right =
        advert.count() == settings.vips().size()
            && advert.version() == settings.version().number()
            && advert.intervalNanos() == settings.intervalNanos();
    effect.require(right, "an advert with a wrong count, version or interval");
  }

  private static boolean sends(@Nullable VrrpState state, Advert advert) {
    return state instanceof VrrpState.Master && state.priority() == advert.priority();
  }

  /** The advert in a datagram; null in junk, and if there is no datagram. */
  private static @Nullable Advert heard(@Nullable Datagram datagram) {
    return datagram == null || datagram.kind() == Datagram.Kind.JUNK
        ? null
        : Advert.of(datagram.bytes());
  }

  private void checkEffect(ObservedEvent.Effect effect, @Nullable Advert heard) {
    effect.require(!effect.changed() || !calm, "a transition in a calm");
    var datagram = effect.turn().datagram();
    if (datagram != null && datagram.kind() == Datagram.Kind.JUNK) {
      checkNothingHappened(effect, datagram);
    }
    if (effect.changed()) {
      CauseRule.check(effect);
      effect.turn().process().moved();
      story.entered(effect);
    }
    if (effect.turn().event() instanceof NodeEvent.Stalled(var gapNanos)) {
      effect.memory().wokeAtNanos = effect.turn().nowNanos();
      effect.memory().sleptNanos = effect.isMaster() ? 0 : gapNanos;
    }
    if (heard != null && isUnderstood(effect, heard)) {
      checkHeard(effect, heard);
    }
    switch (effect.after()) {
      case VrrpState.Master master -> checkMaster(effect, master);
      case VrrpState.Backup backup -> checkWait(effect, backup);
      case VrrpState.Init _, VrrpState.Fault _, VrrpState.Stopped _ ->
          effect.memory().heard = false;
    }
  }

  private static boolean announces(NodeAction action) {
    return action instanceof NodeAction.Apply(var plan)
        && plan.steps().stream().allMatch(KernelStep.SendFrames.class::isInstance);
  }

  private static void checkNothingHappened(ObservedEvent.Effect effect, Datagram malformed) {
    var turn = effect.turn();
    // Announcements that keep a distance leave in the first turn that comes after their time.
    boolean due = turn.deadlineBeforeNanos() <= turn.nowNanos();
    boolean silent =
        turn.actions().stream()
            .allMatch(action -> action instanceof NodeAction.Say || (due && announces(action)));
    boolean same =
        (due || turn.deadlineBeforeNanos() == turn.process().deadlineNanos())
            && effect.after().equals(effect.before());
    effect.require(silent && same, "an effect of junk: " + malformed.what());
  }

  private static boolean isUnderstood(ObservedEvent.Effect effect, Advert advert) {
    var settings = effect.settings();
    boolean forIt = advert.vrid() == settings.vrid();
    boolean sameVersion = advert.version() == settings.version().number();
    boolean sameInterval =
        advert.version() == 3 || advert.intervalNanos() == settings.intervalNanos();
    boolean deaf = effect.turn().process().deafUntilNanos() > effect.turn().nowNanos();
    // Signed ones may be refused for their time; the rule of one master holds for them as well.
    return forIt && sameVersion && sameInterval && !deaf && !settings.terms().signed();
  }

  /** What an advert of another host did to the virtual router that it concerns. */
  private void checkHeard(ObservedEvent.Effect effect, Advert advert) {
    var turn = effect.turn();
    var before = effect.before();
    var memory = effect.memory();
    if (before == null) {
      return;
    }
    if (effect.wasMaster()) {
      boolean proper = advert.count() > 0 && advert.intervalNanos() > 0;
      boolean beaten =
          advert.beats(before.priority(), turn.process().host().source(effect.settings()));
      effect.require((beaten && proper) != effect.isMaster(), "a wrong answer to " + advert);
      if (!beaten && proper && isGenuine(turn)) {
        singleMaster.defended(effect.settings().name());
      }
    }
    if (advert.priority() == 0) {
      memory.heard = false;
      memory.sleptNanos = 0;
      checkHurries(effect);
    } else if (isGenuine(turn)
        && effect.after() instanceof VrrpState.Backup
        && (advert.priority() >= before.priority() || !effect.settings().mayPreempt())) {
      memory.heard = true;
      memory.heardAtNanos = turn.nowNanos();
      memory.heardIntervalNanos = advert.intervalNanos();
    }
  }

  private static boolean isGenuine(ObservedEvent turn) {
    return turn.datagram() != null && turn.datagram().kind() == Datagram.Kind.GENUINE;
  }

  private static void checkHurries(ObservedEvent.Effect effect) {
    if (effect.after() instanceof VrrpState.Backup backup) {
      var settings = effect.settings();
      long interval = Math.max(settings.intervalNanos(), backup.masterIntervalNanos());
      long bound = settings.skewNanos(backup.priority(), interval) + ROUNDING_NANOS;
      effect.require(
          backup.nextDeadlineNanos() <= effect.turn().nowNanos() + bound,
          "a backup that hears a resignation and does not hurry");
    }
  }

  private void checkMaster(ObservedEvent.Effect effect, VrrpState.Master master) {
    var memory = effect.memory();
    if (effect.changed()) {
      memory.becameMasterCount++;
      checkTakeOver(effect);
      singleMaster.entered(effect.settings().name());
    }
    long interval = Math.max(effect.settings().intervalNanos(), memory.sentIntervalNanos);
    long latest = memory.sentAtNanos + interval + EARLY_NANOS + ROUNDING_NANOS;
    effect.require(
        master.advertAtNanos() <= latest, "a master that is silent for more than its interval");
  }

  /** The down interval (RFC 9568, section 6.1) must have passed since the last advert it obeyed. */
  private static void checkTakeOver(ObservedEvent.Effect effect) {
    var memory = effect.memory();
    var settings = effect.settings();
    if (memory.heard) {
      long interval = Math.min(settings.intervalNanos(), Math.max(1, memory.heardIntervalNanos));
      long down = settings.downNanos(effect.after().priority(), interval);
      effect.require(
          effect.turn().nowNanos() - memory.heardAtNanos >= down - ROUNDING_NANOS,
          "a takeover too early after a better advert");
    }
    memory.heard = false;
    long listened = effect.turn().nowNanos() - memory.wokeAtNanos;
    long owed = Math.min(memory.sleptNanos, settings.intervalNanos());
    effect.require(
        listened >= owed || !(effect.before() instanceof VrrpState.Backup),
        "a backup that slept takes over without listening");
  }

  private static void checkWait(ObservedEvent.Effect effect, VrrpState.Backup backup) {
    var settings = effect.settings();
    long interval = Math.max(settings.intervalNanos(), backup.masterIntervalNanos());
    long bound = settings.downNanos(backup.priority(), interval) + ROUNDING_NANOS;
    long begin = Math.max(effect.turn().nowNanos(), effect.turn().process().deafUntilNanos());
    if (backup.ready()) {
      effect.require(settings.terms().grouped(), "a backup that waits for a group it is not in");
      return;
    }
    boolean asBefore =
        effect.before() instanceof VrrpState.Backup old
            && backup.nextDeadlineNanos() <= old.nextDeadlineNanos();
    effect.require(
        asBefore || backup.nextDeadlineNanos() - begin <= bound,
        "a backup that waits more than its down interval");
  }

  private static void checkCounters(ObservedEvent.Effect effect, InstanceView instance) {
    var memory = effect.memory();
    effect.require(
        instance.count(VrrpCounter.ADVERT_SENT) == memory.sentCount
            && instance.count(VrrpCounter.PRIORITY_ZERO_SENT) == memory.resignedCount,
        "counters that differ from the wire");
    effect.require(
        instance.count(VrrpCounter.BECAME_MASTER) == memory.becameMasterCount,
        "a wrong count of masterships");
  }

  /** A master that stops says so on the wire in the same turn. */
  private static void checkResignation(ObservedEvent.Effect effect) {
    var turn = effect.turn();
    int vrid = effect.settings().vrid();
    boolean resigned =
        turn.actions().stream()
            .filter(NodeAction.SendAdvert.class::isInstance)
            .map(action -> Advert.of(((NodeAction.SendAdvert) action).packet()))
            .anyMatch(advert -> advert.vrid() == vrid && advert.priority() == 0);
    effect.require(resigned || !effect.wasMaster(), "a stop without priority 0");
  }
}
