package dev.baton.core.model;

import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.model.RouteConfig.Tracking;

/**
 * One line of virtual_rules or static_rules.
 *
 * @param rule what {@code ip rule add} would be told
 * @param tracking what its loss does
 */
public record RuleConfig(RuleSpec rule, Tracking tracking) {}
