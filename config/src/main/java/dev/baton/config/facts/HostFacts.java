package dev.baton.config.facts;

import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a configuration must know of its host to be judged: which interfaces, users, groups and
 * scripts there are, how the host is called, and which names of routing it has.
 */
public interface HostFacts {

  /** The host's name as {@code uname -n} gives it. */
  String hostName();

  /** The user that the daemon runs as; 0 is root. */
  int effectiveUid();

  /** How many processors the host has. */
  int processorCount();

  /**
   * Has interfaces asked of that network namespace from here on. The first one that is named
   * counts, as an option comes before the file.
   *
   * @return whether there is one of that name; if not, every interface counts as present
   */
  default boolean lookInto(String netNamespace) {
    return true;
  }

  /** The names of all interfaces, for advice; in the kernel's order. */
  List<String> interfaceNames();

  /** The interface of that name. */
  Optional<InterfaceFact> networkInterface(String name);

  /** The user of that name. */
  Optional<UserFact> user(String name);

  /** The number of the group of that name. */
  OptionalInt group(String name);

  /** What stands at an absolute path, and on the way to it. */
  PathFact path(String path);

  /**
   * What is in a file with a key, without the end of its line, as hexadecimal digits; a little more
   * than a key is long, if there is more. Empty if it is not known: who asks may not read it.
   */
  default Optional<String> keyFile(String path) {
    return Optional.empty();
  }

  /** The first directory of PATH that holds that program, joined with its name; empty if none. */
  String program(String name);

  /** The value of an environment variable; empty if it is unset. */
  String environment(String name);

  /** Whether a mail host's name or address can be resolved. */
  boolean resolves(String host);

  /** The number of a name in one of iproute2's tables of names. */
  OptionalInt routingNumber(RoutingName kind, String name);

  /**
   * An interface as far as a configuration cares.
   *
   * @param addresses for advice only: what runs asks the kernel
   * @param kind what made it, as {@code ip -d link} says: macvlan, vlan ...; empty for hardware
   */
  record InterfaceFact(
      String name, int index, int flags, int mtuBytes, List<IpPrefix> addresses, String kind) {

    private static final int IFF_LOOPBACK = 0x8;

    /** An interface of hardware. */
    public InterfaceFact(
        String name, int index, int flags, int mtuBytes, List<IpPrefix> addresses) {
      this(name, index, flags, mtuBytes, addresses, "");
    }

    /** Whether nothing that is sent here leaves the host. */
    public boolean isLoopback() {
      return (flags & IFF_LOOPBACK) != 0;
    }
  }

  /** A user and the groups that its scripts may run with. */
  record UserFact(String name, int uid, int gid, List<Integer> supplementaryGids) {}

  /** iproute2's tables of names, each a file below its directory. */
  enum RoutingName {
    TABLE("rt_tables"),
    PROTOCOL("rt_protos"),
    SCOPE("rt_scopes"),
    REALM("rt_realms"),
    DSFIELD("rt_dsfield"),
    GROUP("group"),
    IP_PROTOCOL("protocols");

    private final String fileName;

    RoutingName(String fileName) {
      this.fileName = fileName;
    }

    /** The file's name without its directory. */
    public String fileName() {
      return fileName;
    }
  }
}
