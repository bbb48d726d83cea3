package dev.baton.config.facts;

import dev.baton.config.facts.RecordedFacts.RoutingKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Host facts that remember what was asked. Read a configuration through it, and {@link #recorded}
 * holds just the facts that the reading needed: what the router gets beside the text.
 */
public final class FactsRecorder implements HostFacts {

  private final HostFacts live;
  private final Map<String, Optional<InterfaceFact>> interfaces = new LinkedHashMap<>();
  private final Map<String, Optional<UserFact>> users = new LinkedHashMap<>();
  private final Map<String, OptionalInt> groups = new LinkedHashMap<>();
  private final Map<String, PathFact> paths = new LinkedHashMap<>();
  private final Map<String, String> programs = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, Boolean> resolvable = new LinkedHashMap<>();
  private final Map<RoutingKey, OptionalInt> routing = new LinkedHashMap<>();
  private final Map<String, Optional<String>> keyFiles = new LinkedHashMap<>();

  /** Asks {@code live} whatever was not asked before. */
  public FactsRecorder(HostFacts live) {
    this.live = live;
    recordInterfaces();
  }

  private void recordInterfaces() {
    interfaces.clear();
    for (String name : live.interfaceNames()) {
      interfaces.put(name, live.networkInterface(name));
    }
  }

  @Override
  public boolean lookInto(String netNamespace) {
    boolean found = live.lookInto(netNamespace);
    recordInterfaces();
    return found;
  }

  /** What is known by now. */
  public RecordedFacts recorded() {
    return new RecordedFacts(
        live.hostName(),
        live.effectiveUid(),
        live.processorCount(),
        interfaces,
        users,
        groups,
        paths,
        programs,
        environment,
        resolvable,
        routing,
        keyFiles);
  }

  @Override
  public String hostName() {
    return live.hostName();
  }

  @Override
  public int effectiveUid() {
    return live.effectiveUid();
  }

  @Override
  public int processorCount() {
    return live.processorCount();
  }

  @Override
  public List<String> interfaceNames() {
    return live.interfaceNames();
  }

  @Override
  public Optional<InterfaceFact> networkInterface(String name) {
    return interfaces.computeIfAbsent(name, live::networkInterface);
  }

  @Override
  public Optional<UserFact> user(String name) {
    return users.computeIfAbsent(name, live::user);
  }

  @Override
  public OptionalInt group(String name) {
    return groups.computeIfAbsent(name, live::group);
  }

  @Override
  public PathFact path(String path) {
    return paths.computeIfAbsent(path, live::path);
  }

  @Override
  public Optional<String> keyFile(String path) {
    return keyFiles.computeIfAbsent(path, live::keyFile);
  }

  @Override
  public String program(String name) {
    return programs.computeIfAbsent(name, live::program);
  }

  @Override
  public String environment(String name) {
    return environment.computeIfAbsent(name, live::environment);
  }

  @Override
  public boolean resolves(String host) {
    return resolvable.computeIfAbsent(host, live::resolves);
  }

  @Override
  public OptionalInt routingNumber(RoutingName kind, String name) {
    return routing.computeIfAbsent(
        new RoutingKey(kind, name), key -> live.routingNumber(key.kind(), key.name()));
  }
}
