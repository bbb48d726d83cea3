package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.core.model.Forwarding;
import dev.baton.core.model.ServiceGroup;
import dev.baton.core.model.VirtualServer.Endpoint;
import dev.baton.core.model.VirtualServer.Mark;
import dev.baton.core.model.VirtualServer.Service;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ports that the clients of a service name. DR and TUN hand a packet on as it is, so that it
 * arrives at the port that the client named: another one in the file can only be wrong.
 */
final class ServicePorts {

  /** Stands for whatever a firewall mark catches. */
  private static final int ANY = -1;

  private final String title;
  private final Set<Integer> ports = new LinkedHashSet<>();
  private final Diagnostics diagnostics;

  /** Of a service; members are those of its group, none if it has none. */
  ServicePorts(
      Service service, List<ServiceGroup.Member> members, String title, Diagnostics diagnostics) {
    this.title = title;
    this.diagnostics = diagnostics;
    if (service instanceof Endpoint(var _, int port)) {
      ports.add(port);
    } else if (service instanceof Mark) {
      ports.add(ANY);
    }
    for (ServiceGroup.Member member : members) {
      ports.add(member instanceof ServiceGroup.Mark ? ANY : member.port());
    }
  }

  /** Where a service's packets go, as the file has it. */
  record Target(String name, int port, SourceSpan span) {}

  /** The port that packets arrive at: 0 for the one that the client named. */
  int reached(Forwarding forwarding, Target target) {
    if (!forwarding.keepsPort() || target.port() == 0) {
      return target.port();
    }
    for (int port : ports) {
      if (port != target.port()) {
        refuse(forwarding, target, port);
        break;
      }
    }
    return 0;
  }

  private void refuse(Forwarding forwarding, Target target, int port) {
    boolean byMark = port == ANY;
    String method = forwarding instanceof Forwarding.Tunnel ? "TUN" : "DR";
    diagnostics.add(
        Diagnostic.error(
                "port",
                target.span(),
                byMark
                    ? "fwmark virtual server "
                        + title
                        + ", "
                        + target.name()
                        + " has port specified"
                    : "virtual server " + title + " and " + target.name() + " ports don't match")
            .because("with " + method + " a packet keeps the port that the client chose")
            .withHelp(
                byMark || port == 0
                    ? "delete the port " + target.port()
                    : "write " + port + ", or lvs_method NAT"));
  }
}
