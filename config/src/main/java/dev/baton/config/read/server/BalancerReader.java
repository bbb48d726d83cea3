package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.BalancerConfig;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.ClientCertificate;
import dev.baton.core.model.ServiceGroup;
import dev.baton.core.model.SyncDaemonConfig;
import dev.baton.core.model.VirtualServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the blocks of the load balancer, in the order of the file. */
public final class BalancerReader {

  private final Diagnostics diagnostics;
  private final ServerScope around;
  private final Map<String, ServiceGroup> groups = new LinkedHashMap<>();
  private final List<VirtualServer> servers = new ArrayList<>();
  private final Set<String> sessions = new HashSet<>();
  private final Set<String> titles = new HashSet<>();
  private final Optional<SyncDaemonConfig> syncDaemon;
  private ClientCertificate certificate = ClientCertificate.NONE;

  /** Reads with these. */
  public BalancerReader(BlockScope scope) {
    this.diagnostics = scope.diagnostics();
    this.around = new ServerScope(scope, groups, sessions);
    this.syncDaemon = scope.global().last("lvs_sync_daemon").flatMap(BalancerReader::syncDaemon);
  }

  private static Optional<SyncDaemonConfig> syncDaemon(Directive.Setting setting) {
    return setting.value() instanceof Value.SyncDaemon(var daemon)
        ? Optional.of(daemon)
        : Optional.empty();
  }

  /** Takes in a BFD session, which checkers may follow from here on if it says so. */
  public void session(BfdSessionConfig session) {
    if (session.ofCheckers()) {
      sessions.add(session.name());
    }
  }

  /** Takes in a virtual_server_group. */
  public void group(Directive.Section section) {
    var group = new ServiceGroupReader(diagnostics).read(section);
    if (group.isPresent()) {
      groups.put(section.name(), group.get());
    }
  }

  /** Takes in a virtual_server. */
  public void server(Directive.Section section) {
    var reader = new VirtualServerReader(section, around);
    var server = reader.read();
    if (server.isEmpty()) {
      return;
    }
    servers.add(server.get());
    if (!titles.add(reader.title())) {
      diagnostics.add(
          Diagnostic.advice(
                  "repeated-server",
                  section.words().get(1).span(),
                  "virtual server " + reader.title() + " is defined twice")
              .because("the kernel has one service of that address, port and protocol")
              .withHelp("put all real servers into one of the two"));
    }
  }

  /** Takes in an SSL block. */
  public void certificate(Directive.Section section) {
    certificate =
        new ClientCertificate(
            section.text("ca", ""),
            section.text("certificate", ""),
            section.text("key", ""),
            section.text("password", ""));
  }

  /** All that was taken in. */
  public BalancerConfig balancer() {
    return servers.isEmpty() && syncDaemon.isEmpty()
        ? BalancerConfig.NONE
        : new BalancerConfig(
            List.copyOf(groups.values()), List.copyOf(servers), certificate, syncDaemon);
  }
}
