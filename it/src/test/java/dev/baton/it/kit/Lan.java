package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A local network: a bridge in a namespace of its own, and hosts around it, each in its namespace
 * with one interface {@code eth0}.
 *
 * <p>Names begin with {@code bt<pid>x<n>}, so that runs do not meet; {@link #close} ends the
 * daemons and removes the namespaces, and a new run sweeps what a dead one left.
 */
public final class Lan implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Path NAMESPACES = Path.of("/run/netns");

  static {
    sweep();
  }

  private final String prefix;
  private final String bridgeNamespace;
  private final Path folder;
  private final List<AutoCloseable> guests = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();

  public Lan() {
    this.prefix = "bt" + ProcessHandle.current().pid() + "x" + COUNT.incrementAndGet();
    this.bridgeNamespace = prefix + "lan";
    try {
      this.folder = Files.createTempDirectory(prefix);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    Shell.run("ip netns add " + bridgeNamespace);
    // Snooping would hold multicast back until somebody has reported a membership.
    Shell.run(
        "ip -n " + bridgeNamespace + " link add br0 type bridge mcast_snooping 0 forward_delay 0");
    Shell.run("ip -n " + bridgeNamespace + " link set br0 up");
  }

  /** Removes the namespaces of runs whose process has gone. */
  private static void sweep() {
    if (!Files.isDirectory(NAMESPACES)) {
      return;
    }
    try (Stream<Path> files = Files.list(NAMESPACES)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("bt\\d+x\\d+\\w*"))
          .filter(name -> ProcessHandle.of(ownerOf(name)).isEmpty())
          .forEach(name -> Shell.attempt(List.of("ip", "netns", "delete", name)));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static long ownerOf(String namespace) {
    return Long.parseLong(namespace.substring(2, namespace.indexOf('x')));
  }

  /** A new host with these addresses on its {@code eth0}, the first as the primary one. */
  public Host host(String name, String... addresses) {
    return hostOn("eth0", name, addresses);
  }

  /** A new host whose interface has another name. */
  public Host hostOn(String device, String name, String... addresses) {
    String namespace = prefix + name;
    Shell.run("ip netns add " + namespace);
    return host(new Host(this, name, namespace, device, entrance(namespace)), addresses);
  }

  private static List<String> entrance(String namespace) {
    return List.of("ip", "netns", "exec", namespace);
  }

  /**
   * A new host in a user namespace of its own, as an unprivileged container is: its root has power
   * over this network and nothing else.
   */
  public Host unprivilegedHost(String name, String... addresses) {
    String namespace = prefix + name;
    String pid = Long.toString(adopt(new UserNamespace()).pid());
    Shell.run("ip netns attach " + namespace + " " + pid);
    List<String> entrance = new ArrayList<>(entrance(namespace));
    entrance.addAll(List.of("nsenter", "--target", pid, "--user", "--preserve-credentials", "--"));
    return host(new Host(this, name, namespace, "eth0", entrance), addresses);
  }

  private Host host(Host host, String... addresses) {
    String namespace = host.namespace();
    Shell.run("ip -n " + namespace + " link set lo up");
    // Link-local addresses would be tentative for a second or two.
    Shell.run("ip netns exec " + namespace + " sysctl -qw net.ipv6.conf.default.accept_dad=0");
    host.plug();
    for (String address : addresses) {
      host.ip("address add " + address + " dev " + host.device() + " nodad");
    }
    hosts.add(host);
    return host;
  }

  /** Starts recording what passes over the bridge. */
  public Capture capture() {
    return adopt(new Capture(bridgeNamespace, folder.resolve("wire" + guests.size() + ".pcap")));
  }

  /** Keeps the hosts from hearing each other, with their links up; or no longer. */
  public void partition(boolean apart) {
    for (Host host : hosts) {
      host.isolate(apart);
    }
  }

  String bridgeNamespace() {
    return bridgeNamespace;
  }

  /** A folder of this network's own, removed with it. */
  public Path folder() {
    return folder;
  }

  <T extends AutoCloseable> T adopt(T guest) {
    guests.add(guest);
    return guest;
  }

  @Override
  public void close() {
    for (AutoCloseable guest : guests.reversed()) {
      try {
        guest.close();
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }
    for (Host host : hosts) {
      Shell.attempt(List.of("ip", "netns", "delete", host.namespace()));
      // The control sockets of daemons that were killed.
      Shell.attempt(List.of("rm", "-rf", "/run/baton/" + host.namespace()));
    }
    Shell.attempt(List.of("ip", "netns", "delete", bridgeNamespace));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
