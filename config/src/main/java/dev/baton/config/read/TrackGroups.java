package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.RuleConfig;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The instances of a track_group share the fate of static addresses, routes and rules: they are at
 * fault while an interface is down that one of these is on. What somebody deletes is set again, and
 * nobody fails with it.
 */
final class TrackGroups {

  private final Diagnostics diagnostics;
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<String, Set<String>> devices = new HashMap<>();

  TrackGroups(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Reads a group; of several of a name the first counts. */
  void read(Directive.Section section) {
    for (Directive.Section block : section.sections("group")) {
      if (block.lines().isEmpty()) {
        diagnostics.error(
            "empty-group",
            block.span(),
            "Warning - track group " + section.name() + " has empty group block",
            "write the names of instances into it, or delete it");
      }
      List<String> names =
          block.lines().stream().flatMap(it -> it.words().stream()).map(Word::text).toList();
      members.putIfAbsent(section.name(), names);
    }
  }

  /** Something static is on this interface and names this group. */
  void place(String group, String device) {
    if (!group.isEmpty() && !device.isEmpty()) {
      devices.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(device);
    }
  }

  /** All static routes and rules; a route by several ways needs none of them. */
  void place(RoutingConfig statics) {
    for (RouteConfig route : statics.routes()) {
      if (route.route().hops().size() == 1) {
        place(route.tracking().group(), route.route().hops().getFirst().device());
      }
    }
    for (RuleConfig rule : statics.rules()) {
      RuleSpec.Selector selector = rule.rule().selector();
      place(rule.tracking().group(), selector.inputDevice());
      place(rule.tracking().group(), selector.outputDevice());
    }
  }

  /** The instances, with the interfaces that those in groups track for them. */
  List<InstanceConfig> track(List<InstanceConfig> instances) {
    return instances.stream().map(this::track).toList();
  }

  private InstanceConfig track(InstanceConfig instance) {
    Set<String> added = new LinkedHashSet<>();
    members.forEach(
        (group, names) -> {
          if (names.contains(instance.name())) {
            added.addAll(devices.getOrDefault(group, Set.of()));
          }
        });
    added.remove(instance.interfaceName());
    if (added.isEmpty()) {
      return instance;
    }
    var tracked = new ArrayList<TrackedInterface>();
    for (TrackedInterface it : instance.trackedInterfaces()) {
      if (!added.contains(it.name()) || it.weight().decidesFault()) {
        tracked.add(it);
        added.remove(it.name());
      }
    }
    added.forEach(device -> tracked.add(new TrackedInterface(device, Weight.FAULT)));
    return instance.tracking(List.copyOf(tracked));
  }
}
