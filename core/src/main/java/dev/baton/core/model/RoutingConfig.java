package dev.baton.core.model;

import java.util.List;

/** Routes and rules that are set together: those of an instance, or the static ones. */
public record RoutingConfig(List<RouteConfig> routes, List<RuleConfig> rules) {

  /** Nothing is routed. */
  public static final RoutingConfig NONE = new RoutingConfig(List.of(), List.of());

  /** Whether there is nothing to set. */
  public boolean isEmpty() {
    return routes.isEmpty() && rules.isEmpty();
  }
}
