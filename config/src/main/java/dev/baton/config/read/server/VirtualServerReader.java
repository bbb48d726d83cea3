package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.ServerHeads;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Forwarding;
import dev.baton.core.model.RealServer;
import dev.baton.core.model.ServiceGroup;
import dev.baton.core.model.VirtualServer;
import dev.baton.core.model.VirtualServer.Endpoint;
import dev.baton.core.model.VirtualServer.Group;
import dev.baton.core.model.VirtualServer.Mark;
import dev.baton.core.model.VirtualServer.Persistence;
import dev.baton.core.model.VirtualServer.Protocol;
import dev.baton.core.model.VirtualServer.Quorum;
import dev.baton.core.model.VirtualServer.Service;
import dev.baton.core.model.VirtualServer.SorryServer;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one virtual_server: what it runs with, once what keepalived repairs is repaired. */
final class VirtualServerReader {

  private static final long PERSISTENCE_SECONDS = 360;
  private static final long IPV4_MASK_FULL = 0xFFFF_FFFFL;

  private final Directive.Section section;
  private final ServerScope around;
  private final Diagnostics diagnostics;
  private final Service service;
  private final Optional<ServiceGroup> group;
  private final String title;
  private final Forwarding forwarding;

  VirtualServerReader(Directive.Section section, ServerScope around) {
    this.section = section;
    this.around = around;
    this.diagnostics = around.scope().diagnostics();
    this.service = ServerHeads.service(section.words());
    this.group =
        service instanceof Group(String name)
            ? Optional.ofNullable(around.groups().get(name))
            : Optional.empty();
    this.title = titleOf(section);
    this.forwarding =
        RealServerReader.forwarding(section, "lvs_method").orElse(new Forwarding.Masquerading());
  }

  /** How keepalived names a virtual server in messages. */
  private static String titleOf(Directive.Section section) {
    List<Word> words = section.words();
    String first = words.get(1).text();
    if (first.equals("fwmark")) {
      return "FWM " + words.get(2).text();
    }
    String protocol =
        section
            .last("protocol")
            .map(setting -> setting.text().toLowerCase(Locale.ROOT))
            .orElse("none");
    if (first.equals("group")) {
      return "[" + words.get(2).text() + "]:" + protocol;
    }
    String port = words.size() > 2 ? words.get(2).text() : "0";
    return "[" + first + "]:" + protocol + ":" + port;
  }

  /** Its name in messages: address, protocol and port. */
  String title() {
    return title;
  }

  /** The virtual server; empty if it has no real server, which is reported. */
  Optional<VirtualServer> read() {
    List<Directive.Section> blocks = ofOneFamily();
    if (blocks.isEmpty()) {
      tell(
          "Virtual server " + title + " has no real servers - ignoring",
          "write `real_server ADDRESS PORT { }`",
          "real_server");
      return Optional.empty();
    }
    Protocol protocol = protocol();
    var scheduling = new SchedulingReader(section, title, diagnostics).read(catchesMarks());
    tellOfDefaults();
    IpFamily family = family(blocks);
    Optional<Persistence> persistence = persistence(family);
    List<RealServer> servers = realServers(blocks);
    Quorum quorum = quorum(servers);
    return Optional.of(
        new VirtualServer(
            service,
            family,
            protocol,
            scheduling,
            persistence,
            quorum,
            withoutRepeated(servers, blocks),
            sorryServer(servers),
            section.has("ha_suspend") && !catchesMarks(),
            section.has("omega"),
            around.alerts(section, false),
            section.text("snmp_name", "")));
  }

  /** Reports what it lacks, unless a line that begins with one of these words is wrong. */
  private void tell(String message, String help, String... words) {
    diagnostics.add(
        Diagnostic.error("virtual-server", section.words().get(1).span(), message)
            .withHelp(help)
            .consequenceOfLine(words));
  }

  private List<ServiceGroup.Member> members() {
    return group.map(ServiceGroup::members).orElse(List.of());
  }

  private boolean isByMark() {
    return service instanceof Mark || group.map(ServiceGroup::isOfMarks).orElse(false);
  }

  private boolean catchesMarks() {
    return service instanceof Mark || group.map(ServiceGroup::hasMark).orElse(false);
  }

  private Protocol protocol() {
    var said = section.last("protocol");
    if (said.isPresent()) {
      if (isByMark()) {
        tell(
            "Warning: Virtual server "
                + title
                + ": protocol specified for fwmark - protocol will be ignored",
            "delete `protocol`: the firewall decides what is marked");
      }
      return Protocol.valueOf(said.get().text());
    }
    boolean unknownGroup = service instanceof Group && group.isEmpty();
    if (!isByMark() && !unknownGroup) {
      tell(
          "Virtual server " + title + ": no protocol set - defaulting to UDP",
          "write `protocol TCP`, `UDP` or `SCTP`",
          "protocol");
    }
    return Protocol.UDP;
  }

  private void tellOfDefaults() {
    if (!section.has("lvs_sched")) {
      tell(
          "Virtual server " + title + ": no scheduler set, setting default 'wlc'",
          "write `lvs_sched wlc`",
          "lvs_sched",
          "lb_algo");
    }
    if (!section.has("lvs_method")) {
      tell(
          "Virtual server " + title + ": no forwarding method set, setting default NAT",
          "write `lvs_method NAT`",
          "lvs_method",
          "lb_kind");
    }
    var said = section.last("ip_family");
    if (said.isPresent() && service instanceof Endpoint(var address, var _)) {
      boolean six = address.family() == IpFamily.INET6;
      if (said.get().text().equals("inet6") != six) {
        diagnostics.error(
            "family",
            said.get().argumentSpan(),
            "Virtual server address family specified as "
                + said.get().text()
                + " but address is "
                + address,
            "delete `ip_family`: the address says it");
      }
    }
  }

  /** The real servers whose family fits; what does not fit is told, sorry servers too. */
  private List<Directive.Section> ofOneFamily() {
    Optional<IpFamily> own = ownFamily();
    var reals = new ArrayList<Directive.Section>();
    for (Directive node : section.body()) {
      boolean real = node.keyword().name().equals("real_server");
      if (!real && !node.keyword().name().equals("sorry_server")) {
        continue;
      }
      Word word = node.words().get(1);
      IpFamily family = ServerHeads.endpoint(node.words()).address().family();
      // A tunnel may carry one family in the other.
      boolean tunnels = tunnels(node);
      if (!tunnels && own.isPresent() && own.get() != family) {
        String what = real ? "real server" : "sorry server";
        diagnostics.error(
            real ? "real-server" : "sorry-server",
            word.span(),
            "Address family of virtual server and "
                + what
                + " "
                + word.text()
                + " don't match - skipping "
                + what
                + ".",
            "write an address of the service's family, or `lvs_method TUN`");
      } else if (node instanceof Directive.Section block) {
        reals.add(block);
      }
      own = own.isEmpty() && !tunnels ? Optional.of(family) : own;
    }
    return reals;
  }

  private boolean tunnels(Directive server) {
    return forwarding instanceof Forwarding.Tunnel
        || (server instanceof Directive.Section block
            && RealServerReader.forwarding(block, "lvs_method")
                .filter(Forwarding.Tunnel.class::isInstance)
                .isPresent());
  }

  /** The family that the service has by itself: its address's, else what it says. */
  private Optional<IpFamily> ownFamily() {
    if (service instanceof Endpoint(var address, var _)) {
      return Optional.of(address.family());
    }
    var said = section.last("ip_family");
    if (said.isPresent()) {
      return Optional.of(said.get().text().equals("inet6") ? IpFamily.INET6 : IpFamily.INET);
    }
    return granularity().map(it -> it.mask() ? IpFamily.INET : IpFamily.INET6);
  }

  /** Its own, else that of the first server that is reached without a tunnel, else of all. */
  private IpFamily family(List<Directive.Section> servers) {
    Optional<IpFamily> own = ownFamily();
    if (own.isPresent()) {
      return own.get();
    }
    boolean six = true;
    for (Directive.Section server : servers) {
      IpFamily family = ServerHeads.endpoint(server.words()).address().family();
      if (!tunnels(server)) {
        return family;
      }
      six &= family == IpFamily.INET6;
    }
    return six ? IpFamily.INET6 : IpFamily.INET;
  }

  private Optional<Value.Granularity> granularity() {
    var setting = section.last("persistence_granularity");
    return setting.isPresent() && setting.get().value() instanceof Value.Granularity granularity
        ? Optional.of(granularity)
        : Optional.empty();
  }

  private Optional<Persistence> persistence(IpFamily family) {
    Optional<Value.Granularity> said = granularity();
    if (said.isPresent()
        && said.get().mask()
        && service instanceof Endpoint
        && family == IpFamily.INET6) {
      var setting = section.last("persistence_granularity").orElseThrow();
      diagnostics.error(
          "granularity",
          setting.argumentSpan(),
          "Invalid IPv6 persistence_granularity specified - " + setting.words().get(1).text(),
          "write the length of a prefix, from 1 to 128");
      said = Optional.empty();
    }
    boolean asked = section.has("persistence_timeout") || section.has("persistence_granularity");
    if (!asked && !isPortless()) {
      return Optional.empty();
    }
    if (!asked) {
      tell(
          "Virtual server " + title + ": zero port only valid for persistent services - setting",
          "write `persistence_timeout 360`, or a port");
    }
    var timeout = section.last("persistence_timeout");
    long seconds =
        timeout.isPresent() && timeout.get().value() instanceof Value.Whole(long number)
            ? number
            : PERSISTENCE_SECONDS;
    long whole = family == IpFamily.INET ? IPV4_MASK_FULL : family.prefixBitsMax();
    String engine = section.text("persistence_engine", "");
    return Optional.of(
        new Persistence(seconds, said.map(Value.Granularity::number).orElse(whole), engine));
  }

  /** Whether it stands for all ports of an address. */
  private boolean isPortless() {
    if (service instanceof Endpoint(var _, int port)) {
      return port == 0;
    }
    return members().stream()
        .anyMatch(member -> member instanceof ServiceGroup.Range && member.port() == 0);
  }

  private List<RealServer> realServers(List<Directive.Section> blocks) {
    var ports = new ServicePorts(service, members(), title, diagnostics);
    var servers = new ArrayList<RealServer>();
    Directive.Section common = section.withoutBlocks();
    for (Directive.Section block : blocks) {
      servers.add(new RealServerReader(block, common, around).read(service, ports));
    }
    return servers;
  }

  private List<RealServer> withoutRepeated(
      List<RealServer> servers, List<Directive.Section> blocks) {
    var kept = new ArrayList<RealServer>();
    var seen = new HashSet<Value.Endpoint>();
    for (int i = 0; i < servers.size(); i++) {
      List<Word> words = blocks.get(i).words();
      Value.Endpoint endpoint = ServerHeads.endpoint(words);
      if (seen.add(endpoint)) {
        kept.add(servers.get(i));
        continue;
      }
      diagnostics.error(
          "repeated-server",
          words.get(1).span(),
          "VS "
              + title
              + ": real server ["
              + words.get(1).text()
              + "]:"
              + endpoint.port()
              + " is duplicated - removing second rs",
          "delete one of the two");
    }
    return List.copyOf(kept);
  }

  private Quorum quorum(List<RealServer> servers) {
    long total = 0;
    for (RealServer server : servers) {
      total += server.weight();
    }
    long quorum = section.number("quorum", 1);
    if (quorum > total) {
      tellOfQuorum(quorum, total);
    }
    long weight = Math.min(quorum, total);
    long hysteresis = section.number("hysteresis", 0);
    var setting = section.last("hysteresis");
    if (setting.isPresent() && hysteresis >= weight) {
      diagnostics.error(
          "hysteresis",
          setting.get().argumentSpan(),
          "Virtual server " + title + ": hysteresis " + hysteresis + " >= quorum " + quorum,
          "write a hysteresis below the quorum");
      hysteresis = Math.max(0, weight - 1);
    }
    return new Quorum(
        weight,
        hysteresis,
        around.notification(section, "quorum_up"),
        around.notification(section, "quorum_down"));
  }

  private void tellOfQuorum(long quorum, long total) {
    var setting = section.last("quorum");
    diagnostics.add(
        Diagnostic.error(
                "quorum",
                setting.map(Directive.Setting::argumentSpan).orElse(section.span()),
                "Warning - quorum "
                    + quorum
                    + " for "
                    + title
                    + " exceeds total weight of real servers "
                    + total
                    + ", reducing quorum to "
                    + total)
            .because(total == 0 ? "no real server has a weight, so none gets a connection" : "")
            .withHelp(
                total == 0
                    ? "give a real server a weight of at least 1"
                    : "write a quorum of at most the servers' weights together"));
  }

  /** The last one; what says more of it counts only behind the first. */
  private Optional<SorryServer> sorryServer(List<RealServer> servers) {
    boolean named = false;
    boolean inhibit = false;
    for (Directive node : section.body()) {
      String word = node.keyword().name();
      named |= word.equals("sorry_server");
      if (!named && word.equals("sorry_server_inhibit")) {
        diagnostics.error(
            "sorry-server",
            node.span(),
            "Ignoring sorry_server inhibit used before or without sorry_server",
            "write it after `sorry_server`");
      } else if (!named && word.equals("sorry_server_lvs_method")) {
        diagnostics.error(
            "sorry-server",
            node.span(),
            "sorry_server forwarding used without sorry_server",
            "write it after `sorry_server`");
      }
      inhibit |= named && word.equals("sorry_server_inhibit");
    }
    var setting = section.last("sorry_server");
    if (setting.isEmpty()
        || !(setting.get().value() instanceof Value.Endpoint(var address, int port))) {
      return Optional.empty();
    }
    var own = RealServerReader.forwarding(section, "sorry_server_lvs_method").orElse(forwarding);
    var target =
        new ServicePorts.Target(
            "sorry server " + setting.get().words().get(1).text(), port, setting.get().span());
    int reached = new ServicePorts(service, members(), title, diagnostics).reached(own, target);
    for (RealServer server : servers) {
      boolean same = server.address().equals(address) && server.port() == reached;
      // One entry of the kernel's table cannot be treated in two ways.
      inhibit = same ? server.inhibit() : inhibit;
    }
    return Optional.of(new SorryServer(address, reached, own, inhibit));
  }
}
