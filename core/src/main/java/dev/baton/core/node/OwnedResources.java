package dev.baton.core.node;

import dev.baton.core.kernel.Actual;
import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.Change;
import dev.baton.core.kernel.KernelStep.KeepFirewall;
import dev.baton.core.kernel.KernelStep.RestoreSysctl;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.kernel.KernelStep.WriteSysctl;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Reconciler;
import dev.baton.core.kernel.Refusal;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.ResourcePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one owner, such as an instance, holds of its resources in the kernel, and how it comes to
 * hold what it should.
 *
 * <p>There is one wish, to hold all or none, and at most one plan under way. A wish that changes
 * while they work waits for their answer; then the plan is the difference between the newest wish
 * and what is there by then. So any number of changes of state cost at most two plans, and the last
 * wish always wins.
 *
 * <p>What is there is what the worker acknowledged, less what others took away. A refusal that may
 * pass is tried again a few times; one that lasts is told to the operator.
 */
final class OwnedResources {

  /** After this many refusals of one wish the operator is told, and nobody waits any longer. */
  static final int TRIES_MAX = 4;

  /** Between tries: long enough for a short shortage to pass, short enough to matter. */
  static final long RETRY_NANOS = 200_000_000L;

  /**
   * Between further tries of a removal, for an address on a non-master harms as long as it stays.
   */
  static final long REMOVAL_RETRY_NANOS = 5_000_000_000L;

  /** An operation that the kernel refused for good. */
  record Refused(Operation operation, int errno) {}

  private Desired desired = Desired.NOTHING;

  /** Of these, the addresses. */
  private List<Address> addresses = List.of();

  /** Of these, what was not desired before the configuration was last changed. */
  private List<Address> novel = List.of();

  private ResourcePlan.Announcer announcer = _ -> List.of();
  private int rounds = 1;

  /** The plan of a takeover from nothing, made ahead: that moment must not be spent on making. */
  private List<KernelStep> fullTakeOver = List.of();

  private final Set<Resource> present = new LinkedHashSet<>();

  /** What of that may have gone, as with its primary address. */
  private final Doubts doubts = new Doubts();

  private final Set<Resource> refused = new HashSet<>();

  /** The host's own, which stay whatever is wished. */
  private Set<Resource> spared = Set.of();

  private boolean held;
  private boolean abandoned;
  private boolean announcing;
  private int wish;
  private int tries;
  private long retryAtNanos = Long.MAX_VALUE;
  private long pausedUntilNanos = Long.MIN_VALUE;

  private Optional<PlanUnderWay> inFlight = Optional.empty();

  /** What the plan under way sets; empty until somebody has asked. */
  private Optional<Set<Resource>> setInFlight = Optional.empty();

  private final Set<Resource> lostInFlight = new HashSet<>();
  private final List<Resource> gone = new ArrayList<>();

  /** What to hold from now on when it is to be held, and how to announce its addresses. */
  void configure(Desired next, ResourcePlan.Announcer frames, int announceRounds) {
    List<Address> nextAddresses = addressesOf(next.resources());
    novel = nextAddresses.stream().filter(it -> !desired.contains(it)).toList();
    desired = next;
    addresses = nextAddresses;
    announcer = frames;
    rounds = announceRounds;
    fullTakeOver = plan(Reconciler.diff(desired, Actual.NOTHING), addresses);
    refused.clear();
    tries = 0;
  }

  private List<KernelStep> plan(List<Operation> operations, List<Address> announced) {
    return ResourcePlan.announced(operations, announced, announcer, rounds);
  }

  private static List<Address> addressesOf(Collection<Resource> resources) {
    var addresses = new ArrayList<Address>();
    for (Resource resource : resources) {
      switch (resource) {
        case Address address -> addresses.add(address);
        case Resource.Route _, Resource.Rule _, Resource.Filter _ -> {}
        case Resource.Device _, Resource.Setting _ -> {}
      }
    }
    return addresses;
  }

  /** These are the host's own: they are not removed. Tells which of them were not so before. */
  Set<Address> spare(Set<Address> own) {
    if (own.isEmpty() && spared.isEmpty()) {
      return own;
    }
    var novelties = new LinkedHashSet<>(own);
    novelties.removeAll(spared);
    spared = new LinkedHashSet<>(own);
    return novelties;
  }

  /** The addresses to be held, when they are, in the order of the configuration. */
  List<Address> addresses() {
    return addresses;
  }

  /**
   * Whether we have no doubt that this one is there. A plan with the worker makes none: it does one
   * thing after the other, so a survey that has ended shows nothing of a plan that has not.
   */
  boolean relies(Resource resource) {
    return present.contains(resource) && !doubts.contains(resource);
  }

  /** The routes and rules to be held, when they are. */
  Set<Resource> routing() {
    var routing = new LinkedHashSet<>(desired.resources());
    routing.removeIf(it -> it instanceof Address || it instanceof Resource.Filter);
    return routing;
  }

  /** These may be there, left by an earlier run: they are removed if they are not desired. */
  void suppose(Set<Resource> left) {
    for (Resource resource : left) {
      if (present.add(resource)) {
        doubts.add(resource);
      }
    }
  }

  /**
   * What of it is held may have gone, or be possible again: it is set once more. Tells whether it
   * makes a difference.
   */
  boolean doubt(Predicate<Resource> which) {
    if (!held) {
      return false;
    }
    boolean any = refused.removeIf(which);
    for (Resource resource : desired.resources()) {
      if (which.test(resource)) {
        any = true;
        doubts.question(resource, present.contains(resource), inFlight.isPresent());
      }
    }
    return any;
  }

  /** Looks which of its addresses are there already, whoever put them there, and counts them. */
  int find(Links links) {
    find(addresses, links);
    return present.size();
  }

  /** The same for what has just come into the configuration. Tells which of it was found. */
  List<Address> findNovel(Links links) {
    return find(novel, links);
  }

  private List<Address> find(List<Address> candidates, Links links) {
    List<Address> found = links.found(candidates, present);
    present.addAll(found);
    return found;
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
    doubts.wished();
    retryAtNanos = Long.MAX_VALUE;
    pausedUntilNanos = Long.MIN_VALUE;
  }

  /** Does nothing more towards this wish before then. */
  void pauseUntil(long nanos) {
    pausedUntilNanos = nanos;
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

  /**
   * Whether everything that is desired is held and there. A host without a firewall serves all the
   * same.
   */
  boolean complete() {
    return held
        && desired.resources().stream().allMatch(it -> it instanceof Resource.Filter || relies(it));
  }

  /** Whether the wish is to hold, but the kernel refused every single address for good. */
  boolean refusedWholly() {
    return held
        && !addresses.isEmpty()
        && addresses.stream().noneMatch(present::contains)
        && refused.containsAll(addresses);
  }

  /** When {@link #settle} is due without any event. */
  long nextDeadlineNanos() {
    return inFlight.isPresent() ? Long.MAX_VALUE : retryAtNanos;
  }

  /** The steps towards the wish, if the worker is free and there are any. */
  List<KernelStep> settle(long nowNanos) {
    if (nowNanos < pausedUntilNanos) {
      retryAtNanos = pausedUntilNanos;
    }
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
    if (announcing && present.isEmpty() && refused.isEmpty()) {
      return fullTakeOver;
    }
    Desired possible = held ? desired.without(refused) : Desired.NOTHING;
    var actual = new Actual(inOrder(present), doubts.all(), spared);
    List<Operation> operations = Reconciler.diff(possible, actual);
    if (held && tries >= TRIES_MAX) {
      operations = operations.stream().filter(it -> it instanceof Operation.Set).toList();
    }
    return announcing || operations.stream().anyMatch(OwnedResources::setsAddress)
        ? plan(operations, addressesOf(possible.resources()))
        : ResourcePlan.of(operations);
  }

  private static boolean setsAddress(Operation operation) {
    return operation instanceof Operation.Set(Address _);
  }

  /** In the order of the configuration, before anything that is no longer configured. */
  private Set<Resource> inOrder(Set<Resource> resources) {
    if (resources.isEmpty()) {
      return resources;
    }
    var ordered = new LinkedHashSet<>(desired.resources());
    ordered.retainAll(resources);
    ordered.addAll(resources);
    return ordered;
  }

  /** The worker has these steps now. Tells whether they announce the addresses, too. */
  boolean started(List<KernelStep> steps) {
    var plan = new PlanUnderWay(steps, wish);
    boolean announces = announcing || plan.sets().stream().anyMatch(Address.class::isInstance);
    inFlight = Optional.of(plan);
    setInFlight = Optional.empty();
    announcing = false;
    retryAtNanos = Long.MAX_VALUE;
    lostInFlight.clear();
    doubts.planned();
    return announces;
  }

  /** The addresses that are there, in the order of the configuration. */
  List<Address> present() {
    return addressesOf(inOrder(present));
  }

  /** Somebody else deleted something of ours. Tells whether we held it, and care. */
  boolean taken(Address address) {
    return taken((Resource) address) && address.spec().tracked();
  }

  /** The same of a route or a rule, whoever cares. */
  boolean taken(Resource resource) {
    boolean ours = present.contains(resource) || inFlight.isPresent();
    lose(resource);
    return held && ours;
  }

  /** Whether the plan with the worker sets this one, whatever became of it before. */
  boolean sets(Resource resource) {
    if (!held || inFlight.isEmpty()) {
      return false;
    }
    Set<Resource> sets = setInFlight.orElseGet(inFlight.get()::sets);
    setInFlight = Optional.of(sets);
    return sets.contains(resource);
  }

  /**
   * Another instance deleted what it shared with us, as a reload can move an address, or an address
   * whose secondary ours may have been.
   */
  void takenByUs(Resource resource) {
    if (held) {
      // A plan with the worker may have been made when it was there, and not set it again.
      lose(resource);
    } else if (present.contains(resource)) {
      // Its removal was refused, and is tried again: it may have stayed.
      doubts.add(resource);
    }
  }

  /** A link has gone, and everything on it. */
  void linkGone(int linkIndex) {
    List.copyOf(present).stream().filter(it -> it.isOn(linkIndex)).forEach(this::lose);
    desired.resources().stream().filter(it -> it.isOn(linkIndex)).forEach(lostInFlight::add);
  }

  private void lose(Resource resource) {
    forget(resource);
    lostInFlight.add(resource);
  }

  private void forget(Resource resource) {
    present.remove(resource);
    doubts.remove(resource);
  }

  /** What the worker answered, if it is about our plan: the wish that the plan was made for. */
  int done(KernelPlan.Outcome outcome, long nowNanos, List<Refused> told) {
    gone.clear();
    doubts.answered();
    PlanUnderWay plan = inFlight.orElseThrow();
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
            case Change(var operations) -> done(operations, failed, told);
            // A lost announcement is repeated by the next; the rest does not occur here.
            case SendFrames _, WriteSysctl _, RestoreSysctl _, KeepFirewall _ -> false;
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

  /** Whether any of these shall be tried again. */
  private boolean done(
      List<Operation> operations, Map<Integer, Integer> errnos, List<Refused> told) {
    boolean again = false;
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      int errno = errnos.getOrDefault(i, 0);
      Refusal refusal = errno == 0 ? Refusal.FINE : Refusal.of(operation, errno);
      again |=
          switch (operation) {
            case Operation.Set set -> added(set, refusal, errno, told);
            case Operation.Remove remove -> removed(remove, refusal, errno, told);
          };
    }
    return again;
  }

  private boolean added(Operation.Set set, Refusal refusal, int errno, List<Refused> told) {
    Resource resource = set.resource();
    boolean passing = refusal == Refusal.PASSING && tries + 1 < TRIES_MAX;
    if (refusal == Refusal.FINE && (!held || !lostInFlight.contains(resource))) {
      // Lost or not: what is not wished for any more is deleted rather once too often.
      present.add(resource);
      doubts.set(resource, errno != 0);
    } else if (refusal != Refusal.FINE && !passing) {
      refused.add(resource);
    }
    if (refusal != Refusal.FINE && refusal != Refusal.LINK_GONE && !passing) {
      told.add(new Refused(set, errno));
    }
    return passing;
  }

  private boolean removed(Operation.Remove remove, Refusal refusal, int errno, List<Refused> told) {
    if (refusal == Refusal.FINE) {
      forget(remove.resource());
      gone.add(remove.resource());
      return false;
    }
    // An address on a non-master harms others: also what seems to last is tried again.
    if (tries + 1 == TRIES_MAX) {
      told.add(new Refused(remove, errno));
    }
    return true;
  }

  /** The addresses that the last answered plan deleted. */
  List<Address> gone() {
    return addressesOf(gone);
  }

  /** The filters that it deleted. */
  List<Resource.Filter> goneFilters() {
    return gone.stream()
        .filter(Resource.Filter.class::isInstance)
        .map(Resource.Filter.class::cast)
        .toList();
  }

  /** What the last answered plan found missing, and set again. */
  List<Resource> restored() {
    return doubts.missed();
  }
}
