package dev.baton.core.node;

import dev.baton.core.kernel.AddressPlan;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.AddAddresses;
import dev.baton.core.kernel.KernelStep.DeleteAddresses;
import dev.baton.core.kernel.KernelStep.Placement;
import dev.baton.core.kernel.KernelStep.RestoreSysctl;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.kernel.KernelStep.WriteSysctl;
import dev.baton.core.kernel.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses that one instance holds, and how it reaches the set that it should hold.
 *
 * <p>There is one wish, to hold all addresses or none, and at most one plan in progress. A wish
 * that changes while the worker carries out a plan waits for its reply. The next plan is then the
 * difference between the newest wish and the addresses that are set by then. So any number of state
 * changes cost at most two plans, and the last wish always wins.
 *
 * <p>The addresses that are set are those that the worker acknowledged, minus those that others
 * removed. If the kernel refuses a request for a reason that may be temporary, it is retried a few
 * times; a lasting refusal is reported to the operator.
 */
final class OwnedAddresses {

  /** After this many refusals of one wish the operator is told, and nobody waits any longer. */
  static final int TRIES_MAX = 4;

  /** Between tries: long enough for a short shortage to pass, short enough to matter. */
  static final long RETRY_NANOS = 200_000_000L;

  /**
   * Between further tries of a removal, for an address on a non-master harms as long as it stays.
   */
  static final long REMOVAL_RETRY_NANOS = 5_000_000_000L;

  /** An entry that the kernel refused for good. */
  record Refused(Placement placement, boolean adding, int errno) {}

  private record InFlight(List<KernelStep> steps, int wish) {}

  private List<Placement> wanted = List.of();

  /** Of these, what was not wanted before the configuration was last changed. */
  private List<Placement> novel = List.of();

  private Set<Placement> wantedSet = Set.of();
  private AddressPlan.Announcer announcer = _ -> List.of();
  private int rounds = 1;

  /** The plan of a take-over from nothing, made ahead: that moment must not be spent on making. */
  private List<KernelStep> fullTakeOver = List.of();

  private final Set<Placement> present = new LinkedHashSet<>();

  /** What of that may have gone with its primary address: to be removed, but not counted on. */
  private final Set<Placement> doubtful = new HashSet<>();

  private final Set<Placement> refused = new HashSet<>();

  /** The host's own, which stay whatever is wished. */
  private Set<Placement> spared = Set.of();

  private boolean held;
  private boolean abandoned;
  private boolean announcing;
  private int wish;
  private int tries;
  private long retryAtNanos = Long.MAX_VALUE;

  private Optional<InFlight> inFlight = Optional.empty();
  private final Set<Placement> lostInFlight = new HashSet<>();
  private final List<Placement> gone = new ArrayList<>();

  /** What to hold from now on when it is to be held, and how to announce it. */
  void configure(List<Placement> placements, AddressPlan.Announcer frames, int announceRounds) {
    novel = placements.stream().filter(it -> !wantedSet.contains(it)).toList();
    wanted = List.copyOf(placements);
    wantedSet = new LinkedHashSet<>(wanted);
    announcer = frames;
    rounds = announceRounds;
    fullTakeOver = AddressPlan.takeOver(wanted, Set.of(), announcer, rounds);
    refused.clear();
    tries = 0;
  }

  /** These are the host's own: they are not removed. Tells which of them were not so before. */
  Set<Placement> spare(Set<Placement> own) {
    if (own.isEmpty() && spared.isEmpty()) {
      return own;
    }
    var novelties = new LinkedHashSet<>(own);
    novelties.removeAll(spared);
    spared = own;
    return novelties;
  }

  /** What is to be held, when it is, in the order of the configuration. */
  List<Placement> wanted() {
    return wanted;
  }

  /**
   * Whether we have no doubt that this one is there. A plan with the worker makes none: it does one
   * thing after the other, so a survey that has ended shows nothing of a plan that has not.
   */
  boolean relies(Placement placement) {
    return present.contains(placement) && !doubtful.contains(placement);
  }

  /** Looks which of its addresses are there already, whoever put them there, and counts them. */
  int find(Links links) {
    find(wanted, links);
    return present.size();
  }

  /** The same for what has just come into the configuration. */
  void findNovel(Links links) {
    find(novel, links);
  }

  private void find(List<Placement> placements, Links links) {
    for (Placement placement : placements) {
      if (links.holds(placement.linkIndex(), placement.spec().prefix())) {
        present.add(placement);
      }
    }
  }

  /** Wish to hold and announce everything. */
  void take() {
    held = true;
    announcing = true;
    wishAnew();
  }

  /** Wish to hold nothing. */
  void giveUp() {
    held = false;
    announcing = false;
    wishAnew();
  }

  private void wishAnew() {
    wish++;
    tries = 0;
    refused.clear();
    retryAtNanos = Long.MAX_VALUE;
  }

  /** Leaves everything as it is from now on. */
  void abandon() {
    abandoned = true;
    retryAtNanos = Long.MAX_VALUE;
  }

  /** Whether there is, or may soon be, anything to give up. */
  boolean holdsAny() {
    return !abandoned && (inFlight.isPresent() || !spared.containsAll(present));
  }

  /** The number of the newest wish. */
  int wish() {
    return wish;
  }

  /** Whether a plan is under way. */
  boolean isInFlight() {
    return inFlight.isPresent();
  }

  /** Whether a plan is under way, or needed. */
  boolean busy() {
    boolean hopeful = tries < TRIES_MAX;
    return inFlight.isPresent()
        || (hopeful && (retryAtNanos != Long.MAX_VALUE || !nextSteps().isEmpty()));
  }

  /** Whether everything that is wanted is held and there. */
  boolean complete() {
    return held && certain().containsAll(wanted);
  }

  /** Whether the wish is to hold, but the kernel refused every single address for good. */
  boolean refusedWholly() {
    return held && !wanted.isEmpty() && present.isEmpty() && refused.containsAll(wanted);
  }

  /** When {@link #settle} is due without any event. */
  long nextDeadlineNanos() {
    return inFlight.isPresent() ? Long.MAX_VALUE : retryAtNanos;
  }

  /** The steps towards the wish, if the worker is free and there are any. */
  List<KernelStep> settle(long nowNanos) {
    boolean waiting = retryAtNanos != Long.MAX_VALUE && nowNanos < retryAtNanos;
    if (inFlight.isPresent() || waiting) {
      return List.of();
    }
    // Also if there is nothing left to try: a deadline that stays in the past is met for ever.
    retryAtNanos = Long.MAX_VALUE;
    return nextSteps();
  }

  private List<KernelStep> nextSteps() {
    if (abandoned) {
      return List.of();
    }
    if (!held) {
      return AddressPlan.giveUp(removable(inOrder(present)));
    }
    if (announcing && present.isEmpty() && refused.isEmpty()) {
      return fullTakeOver;
    }
    var steps = new ArrayList<KernelStep>();
    if (tries < TRIES_MAX) {
      steps.addAll(
          AddressPlan.giveUp(
              removable(present.stream().filter(it -> !wantedSet.contains(it)).toList())));
    }
    List<Placement> possible = wanted.stream().filter(it -> !refused.contains(it)).toList();
    Set<Placement> certain = certain();
    if (announcing || !certain.containsAll(possible)) {
      steps.addAll(AddressPlan.takeOver(possible, certain, announcer, rounds));
    }
    return steps;
  }

  private List<Placement> removable(List<Placement> placements) {
    return spared.isEmpty()
        ? placements
        : placements.stream().filter(it -> !spared.contains(it)).toList();
  }

  private Set<Placement> certain() {
    if (doubtful.isEmpty()) {
      return present;
    }
    var certain = new HashSet<>(present);
    certain.removeAll(doubtful);
    return certain;
  }

  /** In the order of the configuration, before anything that is no longer configured. */
  private List<Placement> inOrder(Set<Placement> placements) {
    if (placements.isEmpty()) {
      return List.of();
    }
    var ordered = new LinkedHashSet<>(wantedSet);
    ordered.retainAll(placements);
    ordered.addAll(placements);
    return List.copyOf(ordered);
  }

  /** The worker has these steps now. Tells whether they announce the addresses, too. */
  boolean started(List<KernelStep> steps) {
    boolean announces = announcing || steps.stream().anyMatch(step -> step instanceof AddAddresses);
    inFlight = Optional.of(new InFlight(steps, wish));
    announcing = false;
    retryAtNanos = Long.MAX_VALUE;
    lostInFlight.clear();
    return announces;
  }

  /** What is there, in the order of the configuration. */
  List<Placement> present() {
    return inOrder(present);
  }

  /** Somebody else deleted an address of ours. Tells whether we held it, and care. */
  boolean taken(Placement placement) {
    boolean ours = present.contains(placement) || inFlight.isPresent();
    lose(placement);
    return held && ours && placement.spec().tracked();
  }

  /** Whether the plan with the worker sets this one, whatever became of it before. */
  boolean sets(Placement placement) {
    return held
        && inFlight.isPresent()
        && inFlight.get().steps().stream()
            .anyMatch(step -> step instanceof AddAddresses(var all) && all.contains(placement));
  }

  /**
   * Another instance deleted an address that it shared with us, as a reload can move one, or one
   * whose secondary ours may have been.
   */
  void takenByUs(Placement placement) {
    if (held) {
      // A plan with the worker may have been made when it was there, and not set it again.
      lose(placement);
    } else if (present.contains(placement)) {
      // Its removal was refused, and is tried again: it may have stayed.
      doubtful.add(placement);
    }
  }

  /** A link has gone, and all addresses with it. */
  void linkGone(int linkIndex) {
    List.copyOf(present).stream().filter(it -> it.linkIndex() == linkIndex).forEach(this::lose);
    wanted.stream().filter(it -> it.linkIndex() == linkIndex).forEach(lostInFlight::add);
  }

  private void lose(Placement placement) {
    forget(placement);
    lostInFlight.add(placement);
  }

  private void forget(Placement placement) {
    present.remove(placement);
    doubtful.remove(placement);
  }

  /** What the worker answered, if it is about our plan: the wish that the plan was made for. */
  int done(KernelPlan.Outcome outcome, long nowNanos, List<Refused> told) {
    gone.clear();
    InFlight plan = inFlight.orElseThrow();
    inFlight = Optional.empty();
    Map<Integer, Map<Integer, Integer>> errnos = new HashMap<>();
    for (KernelPlan.Failure failure : outcome.failures()) {
      errnos
          .computeIfAbsent(failure.stepIndex(), _ -> new HashMap<>())
          .put(failure.entryIndex(), failure.errno());
    }
    boolean again = false;
    for (int i = 0; i < plan.steps().size(); i++) {
      Map<Integer, Integer> failed = errnos.getOrDefault(i, Map.of());
      again |=
          switch (plan.steps().get(i)) {
            case AddAddresses(var placements) -> added(placements, failed, told);
            case DeleteAddresses(var placements) -> deleted(placements, failed, told);
            // A lost announcement is repeated by the next; the rest does not occur here.
            case SendFrames _, WriteSysctl _, RestoreSysctl _ -> false;
          };
    }
    // What an older wish could not do is no reason for the newest to wait.
    again &= plan.wish() == wish;
    tries = again ? tries + 1 : tries;
    retryAtNanos = again ? nextTryNanos(nowNanos) : Long.MAX_VALUE;
    return plan.wish();
  }

  private long nextTryNanos(long nowNanos) {
    if (tries < TRIES_MAX) {
      return nowNanos + RETRY_NANOS;
    }
    return held ? Long.MAX_VALUE : nowNanos + REMOVAL_RETRY_NANOS;
  }

  private boolean added(
      List<Placement> placements, Map<Integer, Integer> errnos, List<Refused> told) {
    boolean again = false;
    for (int i = 0; i < placements.size(); i++) {
      Placement placement = placements.get(i);
      int errno = errnos.getOrDefault(i, 0);
      Refusal refusal = errno == 0 ? Refusal.FINE : Refusal.ofAdding(errno);
      boolean passing = refusal == Refusal.PASSING && tries + 1 < TRIES_MAX;
      again |= passing;
      if (refusal == Refusal.FINE && (!held || !lostInFlight.contains(placement))) {
        // Lost or not: what is not wished for any more is deleted rather once too often.
        present.add(placement);
        doubtful.remove(placement);
      } else if (refusal != Refusal.FINE && !passing) {
        refused.add(placement);
      }
      if (refusal != Refusal.FINE && refusal != Refusal.LINK_GONE && !passing) {
        told.add(new Refused(placement, true, errno));
      }
    }
    return again;
  }

  private boolean deleted(
      List<Placement> placements, Map<Integer, Integer> errnos, List<Refused> told) {
    boolean again = false;
    for (int i = 0; i < placements.size(); i++) {
      Placement placement = placements.get(i);
      int errno = errnos.getOrDefault(i, 0);
      if (errno == 0 || Refusal.ofDeleting(errno) == Refusal.FINE) {
        forget(placement);
        gone.add(placement);
        continue;
      }
      // An address on a non-master harms others: also what seems to last is tried again.
      again = true;
      if (tries + 1 == TRIES_MAX) {
        told.add(new Refused(placement, false, errno));
      }
    }
    return again;
  }

  /** What the last answered plan deleted. */
  List<Placement> gone() {
    return gone;
  }
}
