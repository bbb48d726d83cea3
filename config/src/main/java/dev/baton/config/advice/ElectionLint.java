package dev.baton.config.advice;

import dev.baton.config.advice.Subject.Placed;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.VrrpConfig;
import java.util.ArrayList;
import java.util.List;

/** Elections that cannot end as they are meant, as far as one node's file tells. */
final class ElectionLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    for (Placed instance : subject.instances()) {
      owner(subject, instance, found);
      weights(instance, found);
      fewAdverts(instance, found);
      trackedLines(instance.section(), found);
    }
    for (Directive.Section script : subject.sections("vrrp_script")) {
      zeroWeight(script, found);
    }
  }

  private static void owner(Subject subject, Placed instance, List<Diagnostic> found) {
    VrrpConfig vrrp = instance.config().vrrp();
    if (!vrrp.owner()) {
      return;
    }
    var state = instance.setting("state");
    if (instance.setting("priority").isEmpty() && state.isPresent()) {
      found.add(
          Diagnostic.warning(
                  "master-without-priority",
                  state.get().argumentSpan(),
                  "(" + vrrp.name() + ") MASTER without a priority counts as priority 255")
              .because("255 marks the owner of the addresses, which no other router can displace")
              .withHelp("write `priority N`, 1 to 254"));
      return;
    }
    if (!subject.knowsAddresses() || vrrp.addresses().isEmpty()) {
      return;
    }
    IpAddress first = vrrp.addresses().get(0);
    var priority = instance.setting("priority");
    if (!isHeld(subject, first) && priority.isPresent()) {
      found.add(
          Diagnostic.warning(
                  "owner-without-address",
                  priority.get().argumentSpan(),
                  "(" + vrrp.name() + ") priority 255 is for the owner of " + first)
              .because("no interface of this host has that address")
              .withHelp("write a priority of at most 254"));
    }
  }

  private static boolean isHeld(Subject subject, IpAddress address) {
    for (String name : subject.facts().interfaceNames()) {
      var known = subject.facts().networkInterface(name);
      List<IpPrefix> addresses = known.isPresent() ? known.get().addresses() : List.of();
      for (IpPrefix own : addresses) {
        if (own.address().equals(address)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Weight> weightsOf(InstanceConfig config) {
    var weights = new ArrayList<Weight>();
    for (TrackedObject script : config.tracked(TrackerId.Kind.SCRIPT)) {
      weights.add(script.weight());
    }
    for (TrackedInterface device : config.trackedInterfaces()) {
      weights.add(device.weight());
    }
    weights.removeIf(Weight::decidesFault);
    return weights;
  }

  private static void weights(Placed instance, List<Diagnostic> found) {
    VrrpConfig vrrp = instance.config().vrrp();
    List<Weight> weights = weightsOf(instance.config());
    if (weights.isEmpty() || vrrp.owner()) {
      return;
    }
    if (!vrrp.preempt()) {
      SourceSpan span =
          instance
              .setting("nopreempt")
              .map(Directive.Setting::span)
              .orElse(instance.section().span());
      found.add(
          Diagnostic.warning(
                  "nopreempt-weight",
                  span,
                  "(" + vrrp.name() + ") weights have no effect while nopreempt is set")
              .because(
                  "a backup with nopreempt does not replace a master whose priority has fallen")
              .withHelp("delete nopreempt, or delete the weight, so that a failure means FAULT"));
    }
    int lowest = vrrp.basePriority();
    int highest = vrrp.basePriority();
    for (Weight weight : weights) {
      int[] both = {weight.contribution(true), weight.contribution(false)};
      lowest += Math.min(both[0], both[1]);
      highest += Math.max(both[0], both[1]);
    }
    if (lowest < VrrpConfig.PRIORITY_MIN || highest > VrrpConfig.PRIORITY_MAX) {
      clamped(instance, lowest, highest, found);
    }
  }

  private static void clamped(Placed instance, int lowest, int highest, List<Diagnostic> found) {
    SourceSpan span =
        instance
            .setting("priority")
            .map(Directive.Setting::argumentSpan)
            .orElse(instance.section().span());
    boolean low = lowest < VrrpConfig.PRIORITY_MIN;
    found.add(
        Diagnostic.note(
                "weight-beyond-range",
                span,
                "("
                    + instance.config().name()
                    + ") weights take this priority to "
                    + (low ? lowest : highest))
            .because("it is limited to " + (low ? "1" : "254") + ", so part of the weights is lost")
            .withHelp("choose weights that keep it between 1 and 254"));
  }

  private static void fewAdverts(Placed instance, List<Diagnostic> found) {
    var adverts = instance.setting("down_timer_adverts");
    if (adverts.isPresent() && adverts.get().number() == 1) {
      found.add(
          Diagnostic.warning(
                  "one-advert",
                  adverts.get().argumentSpan(),
                  "one lost advert makes a second master")
              .withHelp("write at least 2; 3 is the default"));
    }
  }

  private static void trackedLines(Directive.Section instance, List<Diagnostic> found) {
    for (Directive.Section block : instance.sections("track_interface")) {
      for (Directive.Line line : block.lines()) {
        if (line.text(0).equals("lo")) {
          found.add(
              Diagnostic.warning("tracked-loopback", line.span(), "lo is always up")
                  .because("tracking it says nothing about the network")
                  .withHelp("track the interface through which the service is reached"));
        } else if (line.words().size() == 3
            && line.text(1).equals("weight")
            && line.text(2).equals("0")) {
          found.add(zeroWeight(line.words().get(2).span()));
        }
      }
    }
  }

  private static void zeroWeight(Directive.Section script, List<Diagnostic> found) {
    var weight = script.last("weight");
    if (weight.isPresent()
        && weight.get().value() instanceof Value.Weighted(int points, boolean reverse)
        && points == 0
        && !reverse) {
      found.add(zeroWeight(weight.get().argumentSpan()));
    }
  }

  private static Diagnostic zeroWeight(SourceSpan span) {
    return Diagnostic.note(
            "zero-weight",
            span,
            "weight 0 does not mean no effect: a failure puts the instance into FAULT")
        .withHelp("omit the weight if you want that; otherwise write another weight");
  }
}
