package dev.baton.config.group;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who wins, and whether that can ever change: states, priorities, weights, preemption. */
final class ElectionComparer {

  private final List<Diagnostic> found;

  ElectionComparer(List<Diagnostic> found) {
    this.found = found;
  }

  void compare(List<Member> router) {
    masters(router);
    priorities(router);
    var ranked = new ArrayList<>(router);
    ranked.sort(Comparator.comparingInt((Member m) -> -m.vrrp().basePriority()));
    weights(ranked.get(0), ranked.get(1));
    preemption(ranked.get(0), ranked.get(1));
  }

  private void masters(List<Member> router) {
    List<Member> masters = router.stream().filter(m -> m.vrrp().wantsMaster()).toList();
    if (masters.size() > 1) {
      Member second = masters.get(1);
      found.add(
          Diagnostic.note(
                  "nodes-two-masters",
                  second.span("state"),
                  second.config().name() + " has `state MASTER` on more than one node")
              .because("all of them claim the addresses at startup, until priorities decide")
              .withHelp("write `state BACKUP` on all but the one with the highest priority")
              .beside(masters.get(0).span("state"), "the other master"));
    }
  }

  private void priorities(List<Member> router) {
    boolean anyPreempts = router.stream().anyMatch(m -> m.vrrp().preempt());
    Map<Integer, Member> seen = new HashMap<>();
    for (Member member : router) {
      Member other = seen.putIfAbsent(member.vrrp().basePriority(), member);
      if (other != null && anyPreempts) {
        int priority = member.vrrp().basePriority();
        found.add(
            Diagnostic.error(
                    "nodes-equal-priority",
                    member.span("priority"),
                    member.config().name() + " has priority " + priority + " on both nodes")
                .because("their addresses then decide who is master: the higher one wins")
                .withHelp("give each node a priority of its own")
                .beside(other.span("priority"), "the same here"));
        return;
      }
    }
  }

  /** The priorities that trackers can give. */
  private record Range(int least, int good) {
    static Range of(Member member) {
      int base = member.vrrp().basePriority();
      int least = base;
      int good = base;
      for (Weight weight : weights(member)) {
        least += Math.min(weight.contribution(true), weight.contribution(false));
        good += weight.contribution(!weight.reverse());
      }
      return new Range(Math.clamp(least, 1, 254), Math.clamp(good, 1, 254));
    }
  }

  private static List<Weight> weights(Member member) {
    var weights = new ArrayList<Weight>();
    for (TrackedObject script : member.config().tracked(TrackerId.Kind.SCRIPT)) {
      weights.add(script.weight());
    }
    for (TrackedInterface device : member.config().trackedInterfaces()) {
      weights.add(device.weight());
    }
    weights.removeIf(Weight::decidesFault);
    return weights;
  }

  private void weights(Member best, Member next) {
    if (weights(best).isEmpty() || best.vrrp().owner() || !next.vrrp().preempt()) {
      return;
    }
    Range master = Range.of(best);
    Range backup = Range.of(next);
    int gap = master.least - backup.good;
    if (gap < 0) {
      return;
    }
    SourceSpan span = best.span("priority");
    found.add(
        Diagnostic.error(
                "nodes-weight-too-small",
                span,
                "the weights of " + best.config().name() + " are too small to make it yield")
            .because(
                "when everything fails it still has priority "
                    + master.least
                    + ", and the next node has "
                    + backup.good)
            .withHelp(
                "raise the weights by at least " + (gap + 1) + ", or bring the priorities closer")
            .beside(next.span("priority"), "the next node"));
  }

  /** nopreempt counts on the node that comes back with the higher priority. */
  private void preemption(Member best, Member next) {
    boolean useless = best.vrrp().preempt() && !next.vrrp().preempt();
    if (useless && best.vrrp().basePriority() > next.vrrp().basePriority()) {
      found.add(
          Diagnostic.warning(
                  "nodes-nopreempt",
                  next.span("nopreempt"),
                  "nopreempt only on the node with the lower priority has no effect")
              .because("the other takes mastership back when it returns")
              .withHelp("write nopreempt on the other node too")
              .beside(best.span("priority"), "this one preempts"));
    }
  }
}
