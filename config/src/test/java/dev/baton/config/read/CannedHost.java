package dev.baton.config.read;

import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.facts.RecordedFacts.RoutingKey;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A host made up for tests: two Ethernet interfaces, a few users, the usual programs. */
public final class CannedHost {

  private static final int UP_AND_RUNNING = 0x11043;
  private static final int LOOPBACK = 0x10049;

  private final Map<String, Optional<InterfaceFact>> interfaces = new LinkedHashMap<>();
  private final Map<String, Optional<UserFact>> users = new LinkedHashMap<>();
  private final Map<String, OptionalInt> groups = new LinkedHashMap<>();
  private final Map<String, PathFact> paths = new LinkedHashMap<>();
  private final Map<String, String> programs = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<RoutingKey, OptionalInt> routing = new LinkedHashMap<>();
  private final Map<String, Optional<String>> keyFiles = new LinkedHashMap<>();

  /** Nothing there yet. */
  public CannedHost() {}

  /** The host that the verdicts were recorded on. */
  public static CannedHost ofTheVerdicts() {
    var host = new CannedHost();
    host.link("lo").link("eth0").link("eth1");
    host.user("root", 0, 0).user("nobody", 65534, 65534);
    host.group("root", 0).group("nogroup", 65534);
    host.program("/usr/bin/true").program("/usr/bin/false").program("/usr/bin/env");
    host.file("/etc/hostname", 0644, Head.OTHER).file("./insecure.sh", 0777, Head.SHEBANG);
    host.linkedProgram("/bin/true", "/bin", "/usr/bin/true");
    host.directory("/tmp", 01777).directory("/", 0755);
    host.absentIn("./tf_nosuch", true);
    for (String end : List.of("track", "a", "b", "c", "d", "1", "2")) {
      host.absentIn("/tmp/nosuch." + end, true);
    }
    host.routing(RoutingName.TABLE, "main", 254).routing(RoutingName.TABLE, "default", 253);
    host.routing(RoutingName.TABLE, "local", 255).routing(RoutingName.PROTOCOL, "static", 4);
    host.routing(RoutingName.PROTOCOL, "kernel", 2).routing(RoutingName.PROTOCOL, "boot", 3);
    host.routing(RoutingName.GROUP, "default", 0).routing(RoutingName.IP_PROTOCOL, "udp", 17);
    host.routing(RoutingName.IP_PROTOCOL, "tcp", 6);
    return host;
  }

  /** An interface with addresses, as ADDRESS/LENGTH. */
  public CannedHost link(String name, String... addresses) {
    int index = interfaces.size() + 1;
    var prefixes = Stream.of(addresses).map(text -> IpPrefix.parse(text).orElseThrow()).toList();
    interfaces.put(
        name,
        Optional.of(
            new InterfaceFact(
                name, index, name.equals("lo") ? LOOPBACK : UP_AND_RUNNING, 1500, prefixes)));
    return this;
  }

  public CannedHost user(String name, int uid, int gid) {
    users.put(name, Optional.of(new UserFact(name, uid, gid, List.of(gid))));
    return this;
  }

  /** A file with a key, given in hexadecimal digits. */
  public CannedHost key(String path, String hex) {
    keyFiles.put(path, Optional.of(hex));
    return file(path, 0600, Head.OTHER);
  }

  public CannedHost group(String name, int gid) {
    groups.put(name, OptionalInt.of(gid));
    return this;
  }

  public CannedHost program(String path) {
    programs.put(path.substring(path.lastIndexOf('/') + 1), path);
    return file(path, 0755, Head.PROGRAM);
  }

  public CannedHost file(String path, int mode, Head head) {
    return owned(path, mode, head, 0, 0);
  }

  CannedHost owned(String path, int mode, Head head, int uid, int gid) {
    var steps = directories(path);
    steps.add(new Step(path, Kind.FILE, uid, gid, mode));
    paths.put(path, new PathFact(path, path, Kind.FILE, head, "", List.copyOf(steps), true));
    return this;
  }

  /** A directory on the way to a file, with the mode that its owner gave it. */
  public CannedHost fileBelow(String directory, int mode, String path) {
    var steps = new ArrayList<Step>();
    steps.add(new Step("/", Kind.DIRECTORY, 0, 0, 0755));
    steps.add(new Step(directory, Kind.DIRECTORY, 0, 0, mode));
    steps.add(new Step(path, Kind.FILE, 0, 0, 0755));
    paths.put(path, new PathFact(path, path, Kind.FILE, Head.SHEBANG, "", steps, true));
    return this;
  }

  public CannedHost linkedProgram(String path, String link, String target) {
    var steps = new ArrayList<Step>();
    steps.add(new Step("/", Kind.DIRECTORY, 0, 0, 0755));
    steps.add(new Step(link, Kind.LINK, 0, 0, 0777));
    steps.addAll(directories(target));
    steps.add(new Step(target, Kind.FILE, 0, 0, 0755));
    paths.put(path, new PathFact(path, target, Kind.FILE, Head.PROGRAM, "", steps, true));
    return this;
  }

  public CannedHost directory(String path, int mode) {
    var step = new Step(path, Kind.DIRECTORY, 0, 0, mode);
    paths.put(path, new PathFact(path, path, Kind.DIRECTORY, Head.OTHER, "", List.of(step), true));
    return this;
  }

  public CannedHost absentIn(String path, boolean watchable) {
    paths.put(path, new PathFact(path, "", Kind.ABSENT, Head.OTHER, "", List.of(), watchable));
    return this;
  }

  public CannedHost with(PathFact path) {
    paths.put(path.path(), path);
    return this;
  }

  /** A user that is a member of further groups. */
  CannedHost member(String name, int uid, List<Integer> gids) {
    users.put(name, Optional.of(new UserFact(name, uid, uid, gids)));
    return this;
  }

  public CannedHost variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public CannedHost routing(RoutingName kind, String name, int number) {
    routing.put(new RoutingKey(kind, name), OptionalInt.of(number));
    return this;
  }

  private static List<Step> directories(String path) {
    var steps = new ArrayList<Step>();
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      steps.add(new Step(i == 0 ? "/" : path.substring(0, i), Kind.DIRECTORY, 0, 0, 0755));
    }
    return steps;
  }

  public RecordedFacts facts() {
    return new RecordedFacts(
        "vm",
        0,
        2,
        interfaces,
        users,
        groups,
        paths,
        programs,
        environment,
        Map.of(),
        routing,
        keyFiles);
  }
}
