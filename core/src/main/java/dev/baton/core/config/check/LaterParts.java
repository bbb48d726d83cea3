package dev.baton.core.config.check;

import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.host.HostFacts;
import dev.baton.core.config.host.HostQuestions;
import dev.baton.core.config.line.AddressLines;
import dev.baton.core.config.line.RouteLines;
import dev.baton.core.config.line.RuleLines;
import dev.baton.core.config.parse.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Goes through the parts of a configuration that only have to be right, not to run, in order. */
public final class LaterParts {

  private final List<Node> nodes;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean dynamic;
  private final TrackerChecks trackers;
  private final Set<String> trackGroups;

  /** Checks these nodes with these facts. */
  public LaterParts(
      List<Node> nodes,
      HostFacts facts,
      HostQuestions host,
      Diagnostics diagnostics,
      boolean dynamicInterfaces) {
    this.nodes = nodes;
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.dynamic = dynamicInterfaces;
    this.trackers = new TrackerChecks(host, diagnostics);
    this.trackGroups = trackGroups(nodes);
  }

  /**
   * Checks all of them.
   *
   * @param defaultInterface where static addresses without dev go
   */
  public void check(String defaultInterface) {
    var groups = new GroupChecks(facts, diagnostics, dynamic);
    var servers = new ServerChecks(diagnostics, trackers);
    for (Node node : nodes) {
      if (!(node instanceof Node.Section section)) {
        continue;
      }
      switch (section.keyword().name()) {
        case "track_file", "vrrp_track_file" -> trackers.file(section);
        case "vrrp_track_process" -> trackers.process(section);
        case "bfd_instance" -> trackers.bfd(section);
        case "garp_group" -> groups.garp(section);
        case "linkbeat_interfaces" -> groups.linkbeat(section);
        case "vrrp_instance", "vrrp_sync_group" -> tracked(section);
        case "track_group" -> trackGroup(section);
        case "static_ipaddress" -> staticAddresses(section, defaultInterface);
        case "static_routes" -> routes(section);
        case "static_rules" -> rules(section);
        case "virtual_server_group" -> servers.group(section);
        case "virtual_server" -> servers.server(section);
        default -> {}
      }
    }
    servers.tellOfRepeated();
  }

  private void tracked(Node.Section section) {
    for (Node node : section.body()) {
      if (node instanceof Node.Section block) {
        switch (block.keyword().name()) {
          case "track_file" -> trackers.lines(section.name(), block, "track_file", 254);
          case "track_process" -> trackers.lines(section.name(), block, "vrrp_track_process", 254);
          case "track_bfd" -> trackers.lines(section.name(), block, "bfd_instance", 253);
          case "virtual_routes" -> routes(block);
          case "virtual_rules" -> rules(block);
          default -> {}
        }
      }
    }
  }

  private void trackGroup(Node.Section section) {
    for (Node.Section block : section.sections("group")) {
      if (block.lines().isEmpty()) {
        diagnostics.error(
            "empty-group",
            block.span(),
            "Warning - track group " + section.name() + " has empty group block");
      }
    }
  }

  private static Set<String> trackGroups(List<Node> nodes) {
    var names = new HashSet<String>();
    for (Node node : nodes) {
      if (node instanceof Node.Section section && section.keyword().name().equals("track_group")) {
        names.add(section.name());
      }
    }
    return names;
  }

  private void staticAddresses(Node.Section section, String defaultInterface) {
    var lines = new AddressLines(facts, diagnostics, dynamic, false);
    for (Node.Line line : section.lines()) {
      var address = lines.read(line, defaultInterface);
      boolean named = false;
      for (int i = 1; i + 1 < line.words().size(); i++) {
        named |= line.text(i).equals("dev");
        if (line.text(i).equals("track_group") && !trackGroups.contains(line.text(i + 1))) {
          diagnostics.error(
              "not-found",
              line.words().get(i + 1).span(),
              "track_group " + line.text(i + 1) + " not found");
        }
      }
      if (address.isPresent() && !named && !dynamic) {
        GroupChecks.tellIfAbsent(
            facts, diagnostics, line, defaultInterface, "static address " + line.text(0));
      }
    }
  }

  private void routes(Node.Section section) {
    var lines = new RouteLines(facts, diagnostics, dynamic, trackGroups);
    for (Node.Line line : section.lines()) {
      lines.check(line);
    }
  }

  private void rules(Node.Section section) {
    var lines = new RuleLines(facts, diagnostics, dynamic, trackGroups);
    for (Node.Line line : section.lines()) {
      lines.check(line);
    }
  }
}
