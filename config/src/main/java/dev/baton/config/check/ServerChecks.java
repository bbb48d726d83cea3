package dev.baton.config.check;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.line.ServiceLines;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.ServerHeads;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks virtual servers, their groups and their real servers against one another. */
final class ServerChecks {

  private final Diagnostics diagnostics;
  private final CheckerChecks checkers;
  private final ServiceLines lines;
  private final Map<String, Directive.Section> groups = new HashMap<>();
  private final List<Directive.Section> servers = new ArrayList<>();

  ServerChecks(Diagnostics diagnostics, TrackerChecks trackers) {
    this.diagnostics = diagnostics;
    this.checkers = new CheckerChecks(diagnostics, trackers);
    this.lines = new ServiceLines(diagnostics);
  }

  void group(Directive.Section section) {
    boolean any = false;
    for (Directive.Line line : section.lines()) {
      any |= lines.isRight(line);
    }
    if (!any) {
      diagnostics.error(
          "empty-group",
          section.span(),
          "virtual server group " + section.name() + " has no entries - removing");
    }
    groups.put(section.name(), section);
  }

  /** How keepalived names a virtual server in messages. */
  private static String title(Directive.Section section) {
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

  void server(Directive.Section section) {
    List<Directive.Section> reals = realServers(section);
    String title = title(section);
    if (reals.isEmpty()) {
      tell(section, "Virtual server " + title + " has no real servers - ignoring");
      return;
    }
    servers.add(section);
    boolean byMark = isByMark(section);
    if (!section.has("protocol") && !byMark && !isOfUnknownGroup(section)) {
      tell(section, "Virtual server " + title + ": no protocol set - defaulting to UDP");
    }
    if (section.has("protocol") && byMark) {
      tell(
          section,
          "Warning: Virtual server "
              + title
              + ": protocol specified for fwmark - protocol will be ignored");
    }
    if (!section.has("lvs_sched") && !section.has("lb_algo")) {
      tell(section, "Virtual server " + title + ": no scheduler set, setting default 'wlc'");
    }
    if (!section.has("lvs_method") && !section.has("lb_kind")) {
      tell(section, "Virtual server " + title + ": no forwarding method set, setting default NAT");
    }
    port(section, title);
    new PortChecks(diagnostics, groups).check(section, title, reals);
    saidFamily(section);
    flags(section, title);
    sorry(section);
    quorum(section, reals, title);
    repeated(reals, title);
    for (Directive.Section real : reals) {
      for (Directive node : real.body()) {
        if (node instanceof Directive.Section checker) {
          checkers.check(checker, real);
        }
      }
    }
  }

  private void tell(Directive.Section section, String message) {
    diagnostics.error("virtual-server", section.words().get(1).span(), message);
  }

  private boolean isOfUnknownGroup(Directive.Section section) {
    return section.name().equals("group") && !groups.containsKey(section.words().get(2).text());
  }

  private boolean catchesMarks(Directive.Section section) {
    Directive.Section group =
        section.name().equals("group") ? groups.get(section.words().get(2).text()) : null;
    return section.name().equals("fwmark")
        || (group != null
            && group.lines().stream().anyMatch(line -> line.text(0).equals("fwmark")));
  }

  private boolean isByMark(Directive.Section section) {
    String first = section.words().get(1).text();
    if (first.equals("group")) {
      Directive.Section group = groups.get(section.words().get(2).text());
      return group != null
          && group.lines().stream().allMatch(line -> line.text(0).equals("fwmark"));
    }
    return first.equals("fwmark");
  }

  /** The address of a virtual or a real server; a prefix behind it counts for nothing. */
  static Optional<IpAddress> address(Directive.Section section) {
    return ServerHeads.address(section.words().get(1).text());
  }

  /** The real servers whose family fits; what does not fit is told, sorry servers too. */
  private List<Directive.Section> realServers(Directive.Section section) {
    Optional<IpFamily> own = family(section);
    boolean tunnel = tunnels(section);
    var reals = new ArrayList<Directive.Section>();
    for (Directive node : section.body()) {
      boolean real = node.keyword().name().equals("real_server");
      if (!real && !node.keyword().name().equals("sorry_server")) {
        continue;
      }
      Word word =
          node instanceof Directive.Section block
              ? block.words().get(1)
              : ((Directive.Setting) node).words().get(1);
      Optional<IpFamily> family = ServerHeads.address(word.text()).map(IpAddress::family);
      // A tunnel may carry one family in the other.
      boolean tunnels = tunnel || (node instanceof Directive.Section block && tunnels(block));
      boolean fits = tunnels || own.isEmpty() || family.isEmpty() || own.equals(family);
      if (!fits) {
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
                + ".");
      } else if (node instanceof Directive.Section block) {
        reals.add(block);
      }
      own = own.isEmpty() && !tunnels ? family : own;
    }
    return reals;
  }

  /**
   * The family that a service has by itself: its address's, else what it says; else its first
   * server decides.
   */
  private static Optional<IpFamily> family(Directive.Section section) {
    if (address(section).isPresent()) {
      return address(section).map(IpAddress::family);
    }
    var said = section.last("ip_family");
    if (said.isPresent()) {
      return Optional.of(said.get().text().equals("inet6") ? IpFamily.INET6 : IpFamily.INET);
    }
    return section
        .last("persistence_granularity")
        .map(it -> it.text().indexOf('.') > 0 ? IpFamily.INET : IpFamily.INET6);
  }

  private static boolean tunnels(Directive.Section section) {
    for (String word : List.of("lvs_method", "lb_kind")) {
      var setting = section.last(word);
      if (setting.isPresent() && setting.get().words().get(1).text().equals("TUN")) {
        return true;
      }
    }
    return false;
  }

  private void port(Directive.Section section, String title) {
    boolean portless = address(section).isPresent() && PortChecks.port(section.words(), 2) == 0;
    if (section.name().equals("group")) {
      Directive.Section group = groups.get(section.words().get(2).text());
      for (Directive.Line line : group == null ? List.<Directive.Line>of() : group.lines()) {
        portless |= !line.text(0).equals("fwmark") && PortChecks.port(line.words(), 1) == 0;
      }
    }
    boolean persists = section.has("persistence_timeout") || section.has("persistence_granularity");
    if (portless && !persists) {
      tell(
          section,
          "Virtual server " + title + ": zero port only valid for persistent services - setting");
    }
  }

  private void saidFamily(Directive.Section section) {
    var said = section.last("ip_family");
    Optional<IpAddress> own = address(section);
    if (said.isPresent() && own.isPresent()) {
      boolean six = own.get().family() == IpFamily.INET6;
      if (said.get().text().equals("inet6") != six) {
        diagnostics.error(
            "family",
            said.get().argumentSpan(),
            "Virtual server address family specified as "
                + said.get().text()
                + " but address is "
                + own.get());
      }
    }
    var granularity = section.last("persistence_granularity");
    if (granularity.isPresent() && own.isPresent()) {
      boolean mask = granularity.get().text().indexOf('.') > 0;
      boolean length = Quantities.whole(granularity.get().text(), 1, 128).good();
      if ((mask || !length) && own.get().family() == IpFamily.INET6) {
        diagnostics.error(
            "granularity",
            granularity.get().argumentSpan(),
            "Invalid IPv6 persistence_granularity specified - " + granularity.get().text());
      }
    }
  }

  private void flags(Directive.Section section, String title) {
    boolean hashing = false;
    for (Directive node : section.body()) {
      if (!(node instanceof Directive.Setting setting)) {
        continue;
      }
      String word = setting.keyword().name();
      switch (word) {
        case "lvs_sched", "lb_algo" ->
            hashing = setting.text().equals("sh") || setting.text().equals("mh");
        case "hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback" -> {
          if (!hashing || word.equals("hashed")) {
            diagnostics.error(
                "scheduler-flag",
                setting.span(),
                word + " only applies to sh scheduler - ignoring");
          }
        }
        default -> {}
      }
    }
    boolean udp =
        section.last("protocol").map(setting -> setting.text().equals("UDP")).orElse(true);
    section
        .last("ops")
        .filter(setting -> !udp)
        .ifPresent(
            setting ->
                diagnostics.error(
                    "ops",
                    setting.span(),
                    "Virtual server "
                        + title
                        + ": one packet scheduling requires UDP - resetting"));
    section
        .last("ha_suspend")
        .filter(setting -> catchesMarks(section))
        .ifPresent(
            setting ->
                diagnostics.error(
                    "ha-suspend",
                    setting.span(),
                    "Virtual server " + title + ": cannot use ha_suspend without an address"));
  }

  private void sorry(Directive.Section section) {
    boolean named = false;
    for (Directive node : section.body()) {
      String word = node.keyword().name();
      named |= word.equals("sorry_server");
      if (named) {
        continue;
      }
      if (word.equals("sorry_server_inhibit")) {
        diagnostics.error(
            "sorry-server",
            node.span(),
            "Ignoring sorry_server inhibit used before or without sorry_server");
      } else if (word.equals("sorry_server_lvs_method")) {
        diagnostics.error(
            "sorry-server", node.span(), "sorry_server forwarding used without sorry_server");
      }
    }
  }

  private void quorum(Directive.Section section, List<Directive.Section> reals, String title) {
    long weight = section.number("weight", 1);
    long total = 0;
    for (Directive.Section real : reals) {
      total += real.number("weight", weight);
    }
    long quorum = section.number("quorum", 1);
    if (quorum > total) {
      diagnostics.add(
          Diagnostic.error(
                  "quorum",
                  section
                      .last("quorum")
                      .map(Directive.Setting::argumentSpan)
                      .orElse(section.span()),
                  "Warning - quorum "
                      + quorum
                      + " for "
                      + title
                      + " exceeds total weight of real servers "
                      + total
                      + ", reducing quorum to "
                      + total)
              .withHelp("write a quorum of at most the servers' weights together"));
    }
    var hysteresis = section.last("hysteresis");
    if (hysteresis.isPresent() && hysteresis.get().number() >= Math.min(quorum, total)) {
      diagnostics.error(
          "hysteresis",
          hysteresis.get().argumentSpan(),
          "Virtual server "
              + title
              + ": hysteresis "
              + hysteresis.get().number()
              + " >= quorum "
              + quorum);
    }
  }

  private void repeated(List<Directive.Section> reals, String title) {
    Set<String> seen = new HashSet<>();
    for (Directive.Section real : reals) {
      long port = PortChecks.port(real.words(), 2);
      String key = address(real).map(IpAddress::toString).orElse("") + " " + port;
      if (!seen.add(key)) {
        diagnostics.add(
            Diagnostic.error(
                "repeated-server",
                real.words().get(1).span(),
                "VS "
                    + title
                    + ": real server ["
                    + real.words().get(1).text()
                    + "]:"
                    + port
                    + " is duplicated - removing second rs"));
      }
    }
  }

  /** Tells of virtual servers that are the same service twice. */
  void tellOfRepeated() {
    Set<String> seen = new HashSet<>();
    for (Directive.Section server : servers) {
      String title = title(server);
      if (!seen.add(title)) {
        diagnostics.add(
            Diagnostic.advice(
                    "repeated-server",
                    server.words().get(1).span(),
                    "virtual server " + title + " is defined twice")
                .because("the kernel has one service of that address, port and protocol")
                .withHelp("put all real servers into one of the two"));
      }
    }
  }

  /** The address that a value holds, if it holds one. */
  static Optional<IpAddress> addressOf(Directive.Setting setting) {
    return setting.value() instanceof Value.Address(var address)
        ? Optional.of(address)
        : Optional.empty();
  }
}
