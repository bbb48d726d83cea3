package dev.baton.config.check;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the ports of real servers against their service's. DR and TUN hand a packet on as it is,
 * so that it arrives at the port that the client named: another one in the file can only be wrong.
 */
final class PortChecks {

  private static final long PORT_MAX = 65_535;

  private final Diagnostics diagnostics;
  private final Map<String, Directive.Section> groups;

  PortChecks(Diagnostics diagnostics, Map<String, Directive.Section> groups) {
    this.diagnostics = diagnostics;
    this.groups = groups;
  }

  void check(Directive.Section section, String title, List<Directive.Section> reals) {
    String method = method(section).orElse("NAT");
    var service = new Service(title, ports(section));
    for (Directive.Section real : reals) {
      String own = method(real).orElse(method);
      var target = new Target("real server " + real.name(), port(real.words(), 2), real.span());
      check(service, own, target);
    }
    var sorry = section.last("sorry_server");
    if (sorry.isPresent()) {
      String own =
          section.last("sorry_server_lvs_method").map(Directive.Setting::text).orElse(method);
      String name = "sorry server " + sorry.get().words().get(1).text();
      check(service, own, new Target(name, port(sorry.get().words(), 2), sorry.get().span()));
    }
  }

  /** A service and the ports that clients name, each once. */
  private record Service(String title, Set<Long> ports) {}

  /** Where a service's packets go. */
  private record Target(String name, long port, SourceSpan span) {}

  private void check(Service service, String method, Target target) {
    long port = target.port();
    if (method.equals("NAT") || port == 0) {
      return;
    }
    for (long servicePort : service.ports()) {
      if (servicePort == port) {
        continue;
      }
      boolean byMark = servicePort < 0;
      diagnostics.add(
          Diagnostic.error(
                  "port",
                  target.span(),
                  byMark
                      ? "fwmark virtual server "
                          + service.title()
                          + ", "
                          + target.name()
                          + " has port specified"
                      : "virtual server "
                          + service.title()
                          + " and "
                          + target.name()
                          + " ports don't match")
              .because("with " + method + " a packet keeps the port that the client named")
              .withHelp(
                  byMark || servicePort == 0
                      ? "delete the port " + port
                      : "write " + servicePort + ", or lvs_method NAT"));
      return;
    }
  }

  /** The ports that clients name: 0 for all of them, -1 for whatever a firewall mark catches. */
  private Set<Long> ports(Directive.Section service) {
    var ports = new LinkedHashSet<Long>();
    switch (service.name()) {
      case "fwmark" -> ports.add(-1L);
      case "group" -> {
        Directive.Section group = groups.get(service.words().get(2).text());
        for (Directive.Line line : group == null ? List.<Directive.Line>of() : group.lines()) {
          ports.add(line.text(0).equals("fwmark") ? -1L : port(line.words(), 1));
        }
      }
      default -> ports.add(port(service.words(), 2));
    }
    return ports;
  }

  /** The port at that word; 0 if there is none. */
  static long port(List<Word> words, int index) {
    return words.size() > index
        ? Quantities.whole(words.get(index).text(), 0, PORT_MAX).number()
        : 0;
  }

  private static Optional<String> method(Directive.Section section) {
    return section
        .last("lvs_method")
        .or(() -> section.last("lb_kind"))
        .map(setting -> setting.words().get(1).text());
  }
}
