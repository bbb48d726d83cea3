package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Spelling;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.SyncGroupConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The sync groups of a configuration, and what it means to an instance to be in one. */
final class SyncGroups {

  private final List<Directive> nodes;
  private final BlockScope scope;
  private final Diagnostics diagnostics;
  private final TrackedWeights weights;
  private final Map<String, GroupTrackers> trackers;
  private final List<SyncGroupConfig> groups = new ArrayList<>();

  /** Those that have their members tell of changed priorities. */
  private final Set<String> telling = new HashSet<>();

  /** The block of each instance, whether it runs or not. */
  private final Map<String, Directive.Section> blocks = new LinkedHashMap<>();

  SyncGroups(List<Directive> nodes, BlockScope scope, Map<String, GroupTrackers> trackers) {
    this.trackers = trackers;
    this.nodes = nodes;
    this.scope = scope;
    this.diagnostics = scope.diagnostics();
    this.weights = new TrackedWeights(nodes, diagnostics);
  }

  /** The groups that have members among these instances; what is wrong with them is told. */
  List<SyncGroupConfig> read(List<InstanceConfig> instances) {
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("vrrp_instance")) {
        blocks.putIfAbsent(section.name(), section);
      }
    }
    var groupOf = new HashMap<String, Directive.Section>();
    var known = new HashSet<String>();
    for (InstanceConfig instance : instances) {
      known.add(instance.name());
    }
    for (Directive node : nodes) {
      if (node instanceof Directive.Section group
          && group.keyword().name().equals("vrrp_sync_group")) {
        read(group, known, groupOf);
      }
    }
    return List.copyOf(groups);
  }

  private void read(
      Directive.Section group, Set<String> known, Map<String, Directive.Section> groupOf) {
    NotifyConfig notification = new NotifyReader(group, scope).read();
    List<String> members = members(group, known, groupOf);
    if (members.isEmpty()) {
      return;
    }
    groups.add(new SyncGroupConfig(group.name(), members, notification));
    if (group.on("notify_priority_changes", false)) {
      telling.add(group.name());
    }
  }

  /** The instances, those within a group as its members. */
  List<InstanceConfig> moveTogether(List<InstanceConfig> instances) {
    Map<String, InstanceConfig> byName = new LinkedHashMap<>();
    instances.forEach(instance -> byName.put(instance.name(), instance));
    for (SyncGroupConfig group : groups) {
      List<InstanceConfig> members = group.members().stream().map(byName::get).toList();
      boolean owned = members.stream().anyMatch(it -> it.vrrp().owner());
      boolean claims = members.stream().allMatch(it -> it.vrrp().claimsAtOnce());
      GroupTrackers tracked = Objects.requireNonNull(trackers.get(group.name()));
      for (InstanceConfig member : members) {
        InstanceConfig moving = tracked.forMember(member, owned, claims);
        boolean tells = telling.contains(group.name());
        byName.put(member.name(), tells ? moving.tellingPriorityChanges() : moving);
      }
    }
    return List.copyOf(byName.values());
  }

  /** The names of the members that run. */
  private List<String> members(
      Directive.Section group, Set<String> known, Map<String, Directive.Section> groupOf) {
    String name = group.name();
    var words = new ArrayList<Word>();
    for (Directive.Section block : group.sections("group")) {
      for (Directive.Line line : block.lines()) {
        words.addAll(line.words());
      }
    }
    if (words.isEmpty()) {
      diagnostics.error(
          "empty-group",
          group.span(),
          "Sync group " + name + " has no members - removing",
          "write the names of at least two instances into `group { }`");
      return List.of();
    }
    var members = new ArrayList<String>();
    for (Word word : words) {
      String member = word.text();
      if (!blocks.containsKey(member)) {
        unknown(word, name);
      } else if (groupOf.containsKey(member) || members.contains(member)) {
        diagnostics.error(
            "member-twice",
            word.span(),
            "Virtual router "
                + member
                + " is in sync group "
                + groupOf.getOrDefault(member, group).name()
                + " already - ignoring it in "
                + name,
            "delete it from one of the groups");
      } else {
        members.add(member);
      }
    }
    for (String member : members) {
      if (known.contains(member)) {
        groupOf.put(member, group);
      }
    }
    tellOfSize(group, members.size());
    boolean weighing = GroupTrackers.weighs(group);
    Map<String, List<Directive.Line>> tracked = tracked(group);
    for (String member : new LinkedHashSet<>(members)) {
      Directive.Section instance = Objects.requireNonNull(blocks.get(member));
      trackedTwice(tracked, instance);
      if (!weighing) {
        weights.ofMember(instance, name);
      }
    }
    return members.stream().filter(known::contains).toList();
  }

  private void unknown(Word member, String group) {
    var told =
        Diagnostic.error(
            "unknown-member",
            member.span(),
            "Virtual router "
                + member.text()
                + " specified in sync group "
                + group
                + " doesn't exist - ignoring");
    if (diagnostics.isFull()) {
      diagnostics.add(told);
      return;
    }
    String near = Spelling.nearestName(member.text(), blocks.keySet());
    diagnostics.add(
        told.because(
                blocks.isEmpty()
                    ? "there is no vrrp_instance"
                    : "instances: " + Spelling.few(List.copyOf(blocks.keySet())))
            .withHelp(near.isEmpty() ? "" : "did you mean `" + near + "`?"));
  }

  private void tellOfSize(Directive.Section group, int size) {
    if (size == 0) {
      diagnostics.add(
          Diagnostic.error(
                  "empty-group",
                  group.span(),
                  "Sync group "
                      + group.name()
                      + ", no matching virtual router found in group declaration - removing")
              .withHelp("write the names of instances of this file into it")
              .consequenceOfMistake("unknown-member"));
    } else if (size == 1) {
      diagnostics.add(
          Diagnostic.error(
                  "small-group",
                  group.span(),
                  "Sync group "
                      + group.name()
                      + " has only 1 virtual router(s) - this probably"
                      + " isn't what you want")
              .withHelp("put at least two instances into it, or delete it")
              .consequenceOfMistake("unknown-member"));
    }
  }

  /** The lines of what a group tracks, by their word and name. */
  private static Map<String, List<Directive.Line>> tracked(Directive.Section group) {
    var tracked = new HashMap<String, List<Directive.Line>>();
    for (Directive node : group.body()) {
      if (node instanceof Directive.Section block && block.keyword().name().startsWith("track_")) {
        for (Directive.Line line : block.lines()) {
          String key = block.keyword().name() + " " + line.text(0);
          tracked.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(line);
        }
      }
    }
    return tracked;
  }

  /** What the group tracks, its members must not track as well. */
  private void trackedTwice(Map<String, List<Directive.Line>> ofGroup, Directive.Section instance) {
    for (String key : trackedBy(instance)) {
      for (Directive.Line line : ofGroup.getOrDefault(key, List.of())) {
        String message =
            "("
                + instance.name()
                + ") "
                + key
                + " is configured on VRRP instance and sync group. Remove vrrp instance or sync"
                + " group config";
        // keepalived only logs this of the rest.
        var told =
            key.startsWith("track_interface ")
                ? Diagnostic.error("tracked-twice", line.span(), message)
                : Diagnostic.warning("tracked-twice", line.span(), message);
        diagnostics.add(told.withHelp("delete it here, or in the instance"));
      }
    }
  }

  /** Its own interface counts as tracked, unless it says otherwise. */
  private static Set<String> trackedBy(Directive.Section instance) {
    var keys = new LinkedHashSet<String>();
    for (Directive node : instance.body()) {
      if (node instanceof Directive.Section block && block.keyword().name().startsWith("track_")) {
        block.lines().forEach(line -> keys.add(block.keyword().name() + " " + line.text(0)));
      }
    }
    var own = instance.last("interface");
    if (own.isPresent()) {
      String key = "track_interface " + own.get().text();
      if (instance.has("dont_track_primary")) {
        keys.remove(key);
      } else {
        keys.add(key);
      }
    }
    return keys;
  }
}
