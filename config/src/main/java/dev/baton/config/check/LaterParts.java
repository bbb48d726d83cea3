package dev.baton.config.check;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.line.RouteLines;
import dev.baton.config.line.RuleLines;
import dev.baton.config.tree.Directive;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Goes through the parts of a configuration that only have to be right, not to run, in order. */
public final class LaterParts {

  private final List<Directive> nodes;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean dynamic;
  private final TrackerChecks trackers;
  private final Set<String> trackGroups;

  /** Checks these nodes with these facts. */
  public LaterParts(
      List<Directive> nodes, HostFacts facts, Diagnostics diagnostics, boolean dynamicInterfaces) {
    this.nodes = nodes;
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.dynamic = dynamicInterfaces;
    this.trackers = new TrackerChecks(diagnostics);
    this.trackGroups = trackGroups(nodes);
  }

  /**
   * Checks all of them.
   *
   * @param rightFiles the names of the track_files that can be tracked
   */
  public void check(Set<String> rightFiles) {
    var groups = new GroupChecks(facts, diagnostics, dynamic);
    var servers = new ServerChecks(diagnostics, trackers);
    for (Directive node : nodes) {
      if (!(node instanceof Directive.Section section)) {
        continue;
      }
      switch (section.keyword().name()) {
        case "track_file", "vrrp_track_file" ->
            trackers.file(section, rightFiles.contains(section.name()));
        case "vrrp_track_process" -> trackers.process(section);
        case "bfd_instance" -> trackers.bfd(section);
        case "garp_group" -> groups.garp(section);
        case "linkbeat_interfaces" -> groups.linkbeat(section);
        case "vrrp_instance", "vrrp_sync_group" -> tracked(section);
        case "track_group" -> trackGroup(section);
        case "static_routes" -> routes(section);
        case "static_rules" -> rules(section);
        case "virtual_server_group" -> servers.group(section);
        case "virtual_server" -> servers.server(section);
        default -> {}
      }
    }
    servers.tellOfRepeated();
  }

  private void tracked(Directive.Section section) {
    for (Directive node : section.body()) {
      if (node instanceof Directive.Section block) {
        switch (block.keyword().name()) {
          case "track_process" -> trackers.lines(section.name(), block, "vrrp_track_process", 254);
          case "track_bfd" -> trackers.lines(section.name(), block, "bfd_instance", 253);
          case "virtual_routes" -> routes(block);
          case "virtual_rules" -> rules(block);
          default -> {}
        }
      }
    }
  }

  private void trackGroup(Directive.Section section) {
    for (Directive.Section block : section.sections("group")) {
      if (block.lines().isEmpty()) {
        diagnostics.error(
            "empty-group",
            block.span(),
            "Warning - track group " + section.name() + " has empty group block");
      }
    }
  }

  /** The names of all track groups. */
  public static Set<String> trackGroups(List<Directive> nodes) {
    var names = new HashSet<String>();
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("track_group")) {
        names.add(section.name());
      }
    }
    return names;
  }

  private void routes(Directive.Section section) {
    var lines = new RouteLines(facts, diagnostics, dynamic, trackGroups);
    for (Directive.Line line : section.lines()) {
      lines.check(line);
    }
  }

  private void rules(Directive.Section section) {
    var lines = new RuleLines(facts, diagnostics, dynamic, trackGroups);
    for (Directive.Line line : section.lines()) {
      lines.check(line);
    }
  }
}
