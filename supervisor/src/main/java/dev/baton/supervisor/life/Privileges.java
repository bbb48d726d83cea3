package dev.baton.supervisor.life;

import dev.baton.linux.process.Capabilities;
import dev.baton.linux.process.Capability;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the kernel lets this process do (capabilities(7)). */
final class Privileges {

  /** Without addresses and raw sockets there is nothing that a daemon could do. */
  private static final List<Capability> INDISPENSABLE =
      List.of(Capability.NET_ADMIN, Capability.NET_RAW);

  private Privileges() {}

  /** Which of the capabilities that the daemon cannot do without it lacks; empty for none. */
  static String missing() {
    return missing(Capabilities.effective());
  }

  /** The same for a process that holds these. */
  static String missing(Set<Capability> held) {
    return INDISPENSABLE.stream()
        .filter(capability -> !held.contains(capability))
        .map(Capability::title)
        .collect(Collectors.joining(" and "));
  }
}
