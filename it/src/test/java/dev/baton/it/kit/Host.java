package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A host of a {@link Lan}: a network namespace with one interface to the bridge. */
public final class Host {

  private final Lan lan;
  private final String name;
  private final String namespace;
  private final String device;
  private final List<String> entrance;

  /**
   * A namespace of the system as a host.
   *
   * @param entrance a command by which another one is run in it
   */
  Host(Lan lan, String name, String namespace, String device, List<String> entrance) {
    this.lan = lan;
    this.name = name;
    this.namespace = namespace;
    this.device = device;
    this.entrance = entrance;
  }

  /** Makes the interface and connects it; again after {@link #unplug}, with another index. */
  public void plug() {
    Shell.run(
        "ip -n %s link add %s type veth peer name %s netns %s"
            .formatted(namespace, device, name, lan.bridgeNamespace()));
    Shell.run("ip -n %s link set %s master br0 up".formatted(lan.bridgeNamespace(), name));
    Shell.run("ip -n %s link set %s up".formatted(namespace, device));
  }

  /** Deletes the interface. */
  public void unplug() {
    Shell.run("ip -n %s link delete %s".formatted(namespace, device));
  }

  /** Takes the carrier away, as a pulled cable does. */
  public void cut() {
    Shell.run("ip -n %s link set %s down".formatted(lan.bridgeNamespace(), name));
  }

  /** Gives the carrier back. */
  public void mend() {
    Shell.run("ip -n %s link set %s up".formatted(lan.bridgeNamespace(), name));
  }

  /** An isolated port of a bridge passes nothing to another. */
  void isolate(boolean apart) {
    Shell.run(
        "ip -n %s link set %s type bridge_slave isolated %s"
            .formatted(lan.bridgeNamespace(), name, apart ? "on" : "off"));
  }

  /** Runs {@code ip} with these words in this host. */
  public String ip(String words) {
    return Shell.run("ip -n " + namespace + " " + words);
  }

  /** Asks an address for an answer, once. Tells whether one came within a second. */
  public boolean ping(String address) {
    return Shell.attempt(
                List.of("ip", "netns", "exec", namespace, "ping", "-c", "1", "-W", "1", address))
            .exitCode()
        == 0;
  }

  /** The MAC of its interface, as {@code ip} writes it. */
  public String mac() {
    return ip("-o link show " + device).replaceFirst("(?s).*link/ether (\\S+).*", "$1");
  }

  /** Whether the address, without its prefix length, is on the interface. */
  public boolean holds(String address) {
    String family = address.indexOf(':') >= 0 ? "-6" : "-4";
    String shown =
        Shell.run("ip -n " + namespace + " " + family + " -o address show dev " + device);
    return shown.contains(" " + address + "/");
  }

  /** Waits until the address is on the interface. */
  public void awaitHolds(String address) {
    Await.until(name + " holds " + address, Daemon.PATIENCE, () -> holds(address));
  }

  /** Starts Baton's image with this configuration. */
  public Daemon baton(String configuration, String... options) {
    return start(Daemon.Kind.BATON, configuration, options);
  }

  /** Starts the Debian package's keepalived. */
  public Daemon keepalived(String configuration, String... options) {
    return start(Daemon.Kind.KEEPALIVED, configuration, options);
  }

  /** Starts either. */
  public Daemon start(Daemon.Kind kind, String configuration, String... options) {
    return start(kind.command(), configuration, options);
  }

  /** Starts one by a command that the options follow: another image, or other rights. */
  public Daemon start(List<String> command, String configuration, String... options) {
    try {
      Path folder = Files.createTempDirectory(lan.folder(), name);
      Files.writeString(folder.resolve("daemon.conf"), configuration);
      return lan.adopt(new Daemon(command, this, folder, List.of(options)));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Starts the image's router alone. */
  public LoneRouter loneRouter() {
    Path image = Daemon.image().resolve("../..").normalize();
    return lan.adopt(new LoneRouter(this, image));
  }

  String device() {
    return device;
  }

  /** The words before a command that is to be run in it. */
  List<String> entrance() {
    return entrance;
  }

  public String name() {
    return name;
  }

  /** Its name, as {@code ip netns} knows it. */
  public String namespace() {
    return namespace;
  }
}
