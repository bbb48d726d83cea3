package dev.baton.config.read.server;

import dev.baton.config.tree.Directive;
import dev.baton.config.tree.ServerHeads;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Checker;
import dev.baton.core.model.Forwarding;
import dev.baton.core.model.RealServer;
import dev.baton.core.model.VirtualServer.Endpoint;
import dev.baton.core.model.VirtualServer.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one real_server. */
final class RealServerReader {

  private final Directive.Section section;
  private final Directive.Section virtual;
  private final ServerScope around;

  RealServerReader(Directive.Section section, Directive.Section virtual, ServerScope around) {
    this.section = section;
    this.virtual = virtual;
    this.around = around;
  }

  /** How that word of the block has packets handed on. */
  static Optional<Forwarding> forwarding(Directive.Section section, String word) {
    var setting = section.last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Forward(var forwarding)
        ? Optional.of(forwarding)
        : Optional.empty();
  }

  /**
   * The real server.
   *
   * @param service what it serves, of which it may have the port
   */
  RealServer read(Service service, ServicePorts ports) {
    Value.Endpoint endpoint = ServerHeads.endpoint(section.words());
    Forwarding forwarding =
        forwarding(section, "lvs_method")
            .or(() -> forwarding(virtual, "lvs_method"))
            .orElse(new Forwarding.Masquerading());
    var target =
        new ServicePorts.Target("real server " + section.name(), endpoint.port(), section.span());
    int port = ports.reached(forwarding, target);
    int servicePort = service instanceof Endpoint(var _, int number) ? number : 0;
    return new RealServer(
        endpoint.address(),
        port,
        section.number("weight", virtual.number("weight", 1)),
        forwarding,
        section.number("uthreshold", 0),
        section.number("lthreshold", 0),
        section.on("inhibit_on_failure", virtual.has("inhibit_on_failure")),
        around.notification(section, "notify_up"),
        around.notification(section, "notify_down"),
        around.alerts(section, true),
        section.text("snmp_name", ""),
        checkers(new Value.Endpoint(endpoint.address(), port == 0 ? servicePort : port)));
  }

  private List<Checker> checkers(Value.Endpoint endpoint) {
    var checkers = new ArrayList<Checker>();
    for (Directive node : section.body()) {
      if (node instanceof Directive.Section block) {
        var inherited = new Inheritance(block, section, virtual, around.scope().global());
        checkers.addAll(new CheckerReader(inherited, endpoint, around).read());
      }
    }
    return List.copyOf(checkers);
  }
}
