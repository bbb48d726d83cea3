package dev.baton.supervisor.observe;

import dev.baton.core.kernel.RoutingText;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.RuleConfig;
import java.util.List;

/** Routes and rules in dumps, in keepalived's words. */
final class RoutingDump {

  private RoutingDump() {}

  /** One line for each route. */
  static List<String> routes(RoutingConfig routing) {
    return routing.routes().stream().map(RoutingDump::route).toList();
  }

  /** One line for each rule. */
  static List<String> rules(RoutingConfig routing) {
    return routing.rules().stream().map(RoutingDump::rule).toList();
  }

  private static String route(RouteConfig route) {
    return RoutingText.of(route.route()) + suffix(route.tracking());
  }

  private static String rule(RuleConfig rule) {
    return RoutingText.of(rule.rule()) + suffix(rule.tracking());
  }

  private static String suffix(Tracking tracking) {
    return tracking.tracked() ? "" : " no_track";
  }
}
