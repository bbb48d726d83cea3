package dev.baton.core.config;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sync groups of a configuration. This version reads them and holds their members in FAULT:
 * members that moved one by one would break what the group promises.
 */
final class SyncGroups {

  private final List<Node> nodes;
  private final Diagnostics diagnostics;

  SyncGroups(List<Node> nodes, Diagnostics diagnostics) {
    this.nodes = nodes;
    this.diagnostics = diagnostics;
  }

  /** The instances, those within a group held. */
  List<InstanceConfig> hold(List<InstanceConfig> instances) {
    var groupOf = new HashMap<String, Node.Section>();
    var known = new HashSet<String>();
    for (InstanceConfig instance : instances) {
      known.add(instance.name());
    }
    for (Node node : nodes) {
      if (node instanceof Node.Section group && group.keyword().name().equals("vrrp_sync_group")) {
        members(group, known, groupOf);
      }
    }
    var held = new ArrayList<InstanceConfig>();
    for (InstanceConfig instance : instances) {
      Node.Section group = groupOf.get(instance.name());
      held.add(group == null ? instance : held(instance, group));
    }
    return List.copyOf(held);
  }

  private static InstanceConfig held(InstanceConfig instance, Node.Section group) {
    return instance.holding(NoEffect.line("vrrp_sync_group", group.span()));
  }

  private void members(Node.Section group, Set<String> known, Map<String, Node.Section> groupOf) {
    String name = group.name();
    var words = new ArrayList<Word>();
    for (Node.Section block : group.sections("group")) {
      for (Node.Line line : block.lines()) {
        words.addAll(line.words());
      }
    }
    if (words.isEmpty()) {
      diagnostics.error(
          "empty-group", group.span(), "Sync group " + name + " has no members - removing");
      return;
    }
    var members = new ArrayList<String>();
    for (Word word : words) {
      String member = word.text();
      if (!isInstance(member)) {
        diagnostics.add(
            Diagnostic.error(
                "unknown-member",
                word.span(),
                "Virtual router "
                    + member
                    + " specified in sync group "
                    + name
                    + " doesn't exist - ignoring"));
      } else if (groupOf.containsKey(member) || members.contains(member)) {
        diagnostics.error(
            "member-twice",
            word.span(),
            "Virtual router "
                + member
                + " is in sync group "
                + groupOf.getOrDefault(member, group).name()
                + " already - ignoring it in "
                + name);
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
    boolean weighing = group.has("sync_group_tracking_weight") || group.has("global_tracking");
    for (Node node : nodes) {
      if (node instanceof Node.Section instance
          && instance.keyword().name().equals("vrrp_instance")
          && members.contains(instance.name())) {
        trackedTwice(group, instance);
        if (!weighing) {
          new TrackedWeights(nodes, diagnostics).ofMember(instance, name);
        }
      }
    }
  }

  private void tellOfSize(Node.Section group, int size) {
    if (size == 0) {
      diagnostics.error(
          "empty-group",
          group.span(),
          "Sync group "
              + group.name()
              + ", no matching virtual router found in group declaration - removing");
    } else if (size == 1) {
      diagnostics.add(
          Diagnostic.error(
                  "small-group",
                  group.span(),
                  "Sync group "
                      + group.name()
                      + " has only 1 virtual router(s) - this probably"
                      + " isn't what you want")
              .mendedBy("put at least two instances into it, or delete it"));
    }
  }

  private boolean isInstance(String name) {
    for (Node node : nodes) {
      if (node instanceof Node.Section section
          && section.keyword().name().equals("vrrp_instance")
          && section.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** What the group tracks, its members must not track as well. */
  private void trackedTwice(Node.Section group, Node.Section instance) {
    for (Node node : group.body()) {
      if (!(node instanceof Node.Section block) || !block.keyword().name().startsWith("track_")) {
        continue;
      }
      String word = block.keyword().name();
      for (Node.Line line : block.lines()) {
        if (tracks(instance, word, line.text(0))) {
          String message =
              "("
                  + instance.name()
                  + ") "
                  + word
                  + " "
                  + line.text(0)
                  + " is configured on VRRP instance and sync group. Remove vrrp instance or sync"
                  + " group config";
          // keepalived only logs this of the rest.
          diagnostics.add(
              word.equals("track_interface")
                  ? Diagnostic.error("tracked-twice", line.span(), message)
                  : Diagnostic.warning("tracked-twice", line.span(), message));
        }
      }
    }
  }

  private static boolean tracks(Node.Section instance, String word, String name) {
    var own = instance.last("interface");
    if (word.equals("track_interface") && own.isPresent() && own.get().text().equals(name)) {
      return !instance.has("dont_track_primary");
    }
    for (Node.Section block : instance.sections(word)) {
      for (Node.Line line : block.lines()) {
        if (line.text(0).equals(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
