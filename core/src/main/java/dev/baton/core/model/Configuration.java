package dev.baton.core.model;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.track.InterfaceDelay;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The typed model of a whole configuration: what the daemon runs with, after everything that it
 * must ignore has been ignored and reported.
 *
 * @param processes what is counted
 * @param sessions those of BFD
 * @param garpGroups interfaces whose announcements keep a distance from one another
 * @param staticAddresses set whoever is master
 * @param staticRouting routes and rules that are there as long as the daemon runs
 * @param noEffectYet one line for each keyword whose feature this version lacks
 */
public record Configuration(
    GlobalConfig global,
    RouterConfig router,
    List<ScriptConfig> scripts,
    List<TrackFileConfig> files,
    List<ProcessConfig> processes,
    List<BfdSessionConfig> sessions,
    List<GarpGroup> garpGroups,
    List<InstanceConfig> instances,
    List<SyncGroupConfig> syncGroups,
    List<InterfaceDelay> interfaceDelays,
    List<AddressSpec> staticAddresses,
    RoutingConfig staticRouting,
    BalancerConfig balancer,
    List<String> noEffectYet) {

  /** Whether there is anything of VRRP: instances, or what is there whoever is master. */
  public boolean hasVrrp() {
    return !instances.isEmpty() || !staticAddresses.isEmpty() || !staticRouting.isEmpty();
  }

  /** The same with its instances on other links. */
  public Configuration with(List<InstanceConfig> placed) {
    return new Configuration(
        global,
        router,
        scripts,
        files,
        processes,
        sessions,
        garpGroups,
        placed,
        syncGroups,
        interfaceDelays,
        staticAddresses,
        staticRouting,
        balancer,
        noEffectYet);
  }

  /** All objects that instances can track by name. */
  public List<TrackerConfig> trackers() {
    return Stream.<List<? extends TrackerConfig>>of(scripts, files, processes, sessions)
        .<TrackerConfig>flatMap(List::stream)
        .toList();
  }

  /** The tracked objects that some instance does track. */
  public Set<TrackerId> tracked() {
    return instances.stream()
        .flatMap(instance -> instance.trackedObjects().stream())
        .map(TrackedObject::id)
        .collect(Collectors.toSet());
  }
}
