package dev.baton.cli;

import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A host where everything is that an example may name: Ethernet interfaces, some users, all files
 * and programs, each safe.
 */
public final class TestHost implements HostFacts {

  private static final int UP_AND_RUNNING = 0x11043;
  private static final IpPrefix ADDRESS = IpPrefix.parse("192.0.2.2/24").orElseThrow();
  private static final Set<String> USERS = Set.of("root", "nobody", "keepalived_script");
  private static final Set<String> GROUPS = Set.of("root", "nogroup", "adm");

  private final List<String> interfaces;

  /** With these interfaces. */
  public TestHost(String... interfaces) {
    this.interfaces = List.of(interfaces);
  }

  @Override
  public String hostName() {
    return "lb1";
  }

  @Override
  public int effectiveUid() {
    return 0;
  }

  @Override
  public int processorCount() {
    return 2;
  }

  @Override
  public List<String> interfaceNames() {
    return interfaces;
  }

  @Override
  public Optional<InterfaceFact> networkInterface(String name) {
    int index = interfaces.indexOf(name) + 1;
    return index == 0
        ? Optional.empty()
        : Optional.of(new InterfaceFact(name, index, UP_AND_RUNNING, 1500, List.of(ADDRESS)));
  }

  @Override
  public Optional<UserFact> user(String name) {
    int id = name.equals("root") ? 0 : 65534;
    return USERS.contains(name)
        ? Optional.of(new UserFact(name, id, id, List.of(id)))
        : Optional.empty();
  }

  @Override
  public OptionalInt group(String name) {
    return GROUPS.contains(name)
        ? OptionalInt.of(name.equals("root") ? 0 : 65534)
        : OptionalInt.empty();
  }

  @Override
  public PathFact path(String path) {
    Kind kind = path.startsWith("/var/tmp") ? Kind.DIRECTORY : Kind.FILE;
    Head head = kind == Kind.FILE ? Head.PROGRAM : Head.OTHER;
    var steps =
        List.of(new Step("/", Kind.DIRECTORY, 0, 0, 0755), new Step(path, kind, 0, 0, 0755));
    return new PathFact(path, path, kind, head, "", steps, true);
  }

  @Override
  public String program(String name) {
    return "/usr/bin/" + name;
  }

  @Override
  public String environment(String name) {
    return "value";
  }

  @Override
  public boolean resolves(String host) {
    return true;
  }

  @Override
  public OptionalInt routingNumber(RoutingName kind, String name) {
    return switch (name) {
      case "link" -> OptionalInt.of(253);
      case "static" -> OptionalInt.of(4);
      case "udp" -> OptionalInt.of(17);
      default -> OptionalInt.empty();
    };
  }
}
