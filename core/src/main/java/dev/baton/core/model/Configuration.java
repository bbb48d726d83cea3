package dev.baton.core.model;

import dev.baton.core.track.InterfaceDelay;
import java.util.List;

/**
 * The typed model of a whole configuration: what the daemon runs with, after everything that it
 * must ignore has been ignored and told of.
 *
 * @param staticRouting routes and rules that are there as long as the daemon runs
 * @param noEffectYet one line for each keyword whose feature this version lacks
 */
public record Configuration(
    GlobalConfig global,
    RouterConfig router,
    List<ScriptConfig> scripts,
    List<InstanceConfig> instances,
    List<InterfaceDelay> interfaceDelays,
    RoutingConfig staticRouting,
    BalancerConfig balancer,
    List<String> noEffectYet) {}
