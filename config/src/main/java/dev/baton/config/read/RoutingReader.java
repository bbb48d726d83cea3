package dev.baton.config.read;

import dev.baton.config.line.RouteLines;
import dev.baton.config.line.RoutingNames;
import dev.baton.config.line.RuleLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads blocks of routes and of rules, of an instance or static ones. */
final class RoutingReader {

  private final BlockScope scope;

  RoutingReader(BlockScope scope) {
    this.scope = scope;
  }

  private RoutingNames names() {
    return new RoutingNames(
        scope.facts(),
        scope.diagnostics(),
        scope.interfacesMayBeAbsent(),
        scope.rulePreferences(),
        Set.copyOf(scope.definitions().everywhere("track_group")));
  }

  /** The routes and the rules of these blocks. */
  RoutingConfig read(List<Directive.Section> routeBlocks, List<Directive.Section> ruleBlocks) {
    if (routeBlocks.isEmpty() && ruleBlocks.isEmpty()) {
      return RoutingConfig.NONE;
    }
    RoutingNames names = names();
    var routeLines = new RouteLines(names);
    var routes = new ArrayList<RouteConfig>();
    for (Directive.Section block : routeBlocks) {
      for (Directive.Line line : block.lines()) {
        var route = routeLines.read(line);
        if (route.isPresent()) {
          routes.add(route.get());
        }
      }
    }
    var ruleLines = new RuleLines(names);
    var rules = new ArrayList<RuleConfig>();
    for (Directive.Section block : ruleBlocks) {
      for (Directive.Line line : block.lines()) {
        var rule = ruleLines.read(line);
        if (rule.isPresent()) {
          rules.add(rule.get());
        }
      }
    }
    return new RoutingConfig(List.copyOf(routes), List.copyOf(rules));
  }
}
