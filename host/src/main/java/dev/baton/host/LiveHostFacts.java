package dev.baton.host;

import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.Sources;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.vrrp.HmacKey;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.host.Accounts;
import dev.baton.linux.host.Credentials;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.host.KernelName;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.route.LinkMessage;
import dev.baton.linux.route.RouteClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The facts of the running system, asked for when a configuration asks. Interfaces are those of the
 * moment of the first question about them, all of one survey.
 */
public final class LiveHostFacts implements HostFacts {

  private static final long SURVEY_NANOS = 2_000_000_000L;

  /**
   * What all lookups of host names may take together; a name server that is gone takes 5 s each.
   */
  private static final long LOOKUPS_NANOS = 10_000_000_000L;

  private final boolean mayWait;
  private long lookedUpNanos;
  private final RoutingNames routingNames = new RoutingNames();
  private Optional<Map<String, InterfaceFact>> interfaces = Optional.empty();
  private List<String> interfaceNames = List.of();
  private String namespace = "";
  private boolean namespaceMissing;

  /**
   * Of the present network namespace.
   *
   * @param mayWait host names may be looked up, which takes a name server's time; otherwise, and
   *     when that has taken too long, all names count as known
   */
  public LiveHostFacts(boolean mayWait) {
    this.mayWait = mayWait;
  }

  @Override
  public String hostName() {
    return KernelName.read().node();
  }

  @Override
  public int effectiveUid() {
    return ThisProcess.effectiveUid();
  }

  @Override
  public int processorCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public boolean lookInto(String netNamespace) {
    if (namespace.isEmpty()) {
      namespace = netNamespace;
      try {
        NetworkNamespace.visit(netNamespace, this::survey);
      } catch (OsException refused) {
        // Who may not enter it judges the file by the interfaces outside, as well as can be.
        namespaceMissing = refused.errno() == Errno.ENOENT;
      }
    }
    return !namespaceMissing;
  }

  @Override
  public List<String> interfaceNames() {
    interfaces();
    return interfaceNames;
  }

  @Override
  public Optional<InterfaceFact> networkInterface(String name) {
    return namespaceMissing
        ? Optional.of(new InterfaceFact(name, 0, 0, 0, List.of()))
        : Optional.ofNullable(interfaces().get(name));
  }

  private Map<String, InterfaceFact> interfaces() {
    if (interfaces.isEmpty()) {
      survey();
    }
    return interfaces.orElse(Map.of());
  }

  private void survey() {
    Map<String, InterfaceFact> found = found();
    interfaces = Optional.of(found);
    interfaceNames = List.copyOf(found.keySet());
  }

  /**
   * Without netlink there are no interfaces to be known; the configuration's errors will say so.
   */
  private static Map<String, InterfaceFact> found() {
    var found = new LinkedHashMap<String, InterfaceFact>();
    try (RouteClient client = RouteClient.open()) {
      long deadlineNanos = System.nanoTime() + SURVEY_NANOS;
      List<LinkMessage> links = client.linkMessages(deadlineNanos);
      Map<Integer, List<IpPrefix>> addresses = addresses(client, deadlineNanos);
      for (LinkMessage message : links) {
        Link link = message.link();
        List<IpPrefix> own = addresses.getOrDefault(link.index(), List.of());
        found.put(
            link.name(),
            new InterfaceFact(
                link.name(), link.index(), message.flags(), link.mtuBytes(), own, message.kind()));
      }
    } catch (OsException refused) {
      found.clear();
    }
    return found;
  }

  /** For advice only: while a router adds thousands of them, the kernel cannot list them whole. */
  private static Map<Integer, List<IpPrefix>> addresses(RouteClient client, long deadlineNanos) {
    Map<Integer, List<IpPrefix>> addresses = new HashMap<>();
    try {
      for (InterfaceAddress address : client.addresses(deadlineNanos)) {
        addresses
            .computeIfAbsent(address.linkIndex(), index -> new ArrayList<>())
            .add(address.prefix());
      }
    } catch (OsException refused) {
      addresses.clear();
    }
    return addresses;
  }

  @Override
  public Optional<UserFact> user(String name) {
    try {
      Optional<Credentials> user = Accounts.user(name);
      return user.map(found -> new UserFact(name, found.uid(), found.gid(), found.groups()));
    } catch (OsException lookupFailed) {
      return Optional.empty();
    }
  }

  @Override
  public OptionalInt group(String name) {
    try {
      return Accounts.group(name);
    } catch (OsException lookupFailed) {
      return OptionalInt.empty();
    }
  }

  @Override
  public PathFact path(String path) {
    return PathWalk.of(path);
  }

  @Override
  public Optional<String> keyFile(String path) {
    if (!(new LiveSources().read(path) instanceof Sources.Content(byte[] bytes))) {
      return Optional.empty();
    }
    int end = bytes.length;
    end -= end > 0 && bytes[end - 1] == '\n' ? 1 : 0;
    end -= end > 0 && bytes[end - 1] == '\r' ? 1 : 0;
    // One octet more than a key may have tells that it is too long.
    return Optional.of(HexFormat.of().formatHex(bytes, 0, Math.min(end, HmacKey.BYTES_MAX + 1)));
  }

  @Override
  public String program(String name) {
    for (String directory : environment("PATH").split(":", -1)) {
      String candidate = (directory.isEmpty() ? "." : directory) + "/" + name;
      if (isRegular(candidate) && HostFile.access(candidate, HostFile.MAY_EXECUTE) == 0) {
        return candidate;
      }
    }
    return "";
  }

  private static boolean isRegular(String path) {
    try {
      return FileStatus.of(path).isRegular();
    } catch (OsException missing) {
      return false;
    }
  }

  @Override
  public String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  @Override
  public boolean resolves(String host) {
    if (!mayWait || lookedUpNanos > LOOKUPS_NANOS || IpAddress.parse(host).isPresent()) {
      return true;
    }
    long beganNanos = System.nanoTime();
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException unknown) {
      return false;
    } finally {
      lookedUpNanos += System.nanoTime() - beganNanos;
    }
  }

  @Override
  public OptionalInt routingNumber(RoutingName kind, String name) {
    return routingNames.number(kind, name);
  }
}
