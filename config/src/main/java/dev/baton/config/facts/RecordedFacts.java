package dev.baton.config.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Host facts as a value: canned in tests, carried to the router, or recorded on another host. What
 * was not recorded does not exist. {@link FactsText} writes and reads them.
 *
 * @param keyFiles secrets, which go to the router only
 */
public record RecordedFacts(
    String hostName,
    int effectiveUid,
    int processorCount,
    Map<String, Optional<InterfaceFact>> interfaces,
    Map<String, Optional<UserFact>> users,
    Map<String, OptionalInt> groups,
    Map<String, PathFact> paths,
    Map<String, String> programs,
    Map<String, String> variables,
    Map<String, Boolean> resolvable,
    Map<RoutingKey, OptionalInt> routing,
    Map<String, Optional<String>> keyFiles)
    implements HostFacts {

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "RecordedFacts[" + hostName + "]";
  }

  /** A name in one of the tables. */
  public record RoutingKey(RoutingName kind, String name) {}

  @Override
  public List<String> interfaceNames() {
    var names = new ArrayList<String>();
    for (var entry : interfaces.entrySet()) {
      if (entry.getValue().isPresent()) {
        names.add(entry.getKey());
      }
    }
    return names;
  }

  @Override
  public Optional<InterfaceFact> networkInterface(String name) {
    return interfaces.getOrDefault(name, Optional.empty());
  }

  @Override
  public Optional<UserFact> user(String name) {
    return users.getOrDefault(name, Optional.empty());
  }

  @Override
  public OptionalInt group(String name) {
    return groups.getOrDefault(name, OptionalInt.empty());
  }

  @Override
  public PathFact path(String path) {
    PathFact known = paths.get(path);
    return known != null ? known : PathFact.absent(path);
  }

  @Override
  public Optional<String> keyFile(String path) {
    return keyFiles.getOrDefault(path, Optional.empty());
  }

  @Override
  public String program(String name) {
    return programs.getOrDefault(name, "");
  }

  @Override
  public String environment(String name) {
    return variables.getOrDefault(name, "");
  }

  @Override
  public boolean resolves(String host) {
    return resolvable.getOrDefault(host, false);
  }

  @Override
  public OptionalInt routingNumber(RoutingName kind, String name) {
    return routing.getOrDefault(new RoutingKey(kind, name), OptionalInt.empty());
  }
}
