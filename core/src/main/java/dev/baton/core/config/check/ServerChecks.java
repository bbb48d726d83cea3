package dev.baton.core.config.check;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.line.ServiceLines;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.Value;
import dev.baton.core.config.text.Word;
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
  private final Map<String, Node.Section> groups = new HashMap<>();
  private final List<Node.Section> servers = new ArrayList<>();

  ServerChecks(Diagnostics diagnostics, TrackerChecks trackers) {
    this.diagnostics = diagnostics;
    this.checkers = new CheckerChecks(diagnostics, trackers);
    this.lines = new ServiceLines(diagnostics);
  }

  void group(Node.Section section) {
    boolean any = false;
    for (Node.Line line : section.lines()) {
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
  private static String title(Node.Section section) {
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

  void server(Node.Section section) {
    List<Node.Section> reals = realServers(section);
    String title = title(section);
    if (reals.isEmpty()) {
      tell(section, "Virtual server " + title + " has no real servers - ignoring");
      return;
    }
    servers.add(section);
    boolean byMark = isByMark(section);
    if (!section.has("protocol") && !byMark) {
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
    family(section);
    flags(section, title);
    sorry(section);
    quorum(section, reals, title);
    repeated(reals, title);
    for (Node.Section real : reals) {
      for (Node node : real.body()) {
        if (node instanceof Node.Section checker) {
          checkers.check(checker, real);
        }
      }
    }
  }

  private void tell(Node.Section section, String message) {
    diagnostics.error("virtual-server", section.words().get(1).span(), message);
  }

  private boolean isByMark(Node.Section section) {
    String first = section.words().get(1).text();
    if (first.equals("group")) {
      Node.Section group = groups.get(section.words().get(2).text());
      return group != null
          && group.lines().stream().allMatch(line -> line.text(0).equals("fwmark"));
    }
    return first.equals("fwmark");
  }

  private static Optional<IpAddress> address(Node.Section section) {
    return IpAddress.parse(section.words().get(1).text());
  }

  /** The real servers whose family fits. */
  private List<Node.Section> realServers(Node.Section section) {
    Optional<IpAddress> own = address(section);
    boolean tunnel = tunnels(section);
    var reals = new ArrayList<Node.Section>();
    for (Node.Section real : section.sections("real_server")) {
      Optional<IpAddress> address = address(real);
      boolean fits =
          own.isEmpty() || address.isEmpty() || own.get().family() == address.get().family();
      // A tunnel may carry one family in the other.
      if (fits || tunnel || tunnels(real)) {
        reals.add(real);
      } else {
        diagnostics.error(
            "real-server",
            real.words().get(1).span(),
            "Address family of virtual server and real server "
                + real.words().get(1).text()
                + " don't match - skipping real server.");
      }
    }
    return reals;
  }

  private static boolean tunnels(Node.Section section) {
    for (String word : List.of("lvs_method", "lb_kind")) {
      var setting = section.last(word);
      if (setting.isPresent() && setting.get().words().get(1).text().equals("TUN")) {
        return true;
      }
    }
    return false;
  }

  private void port(Node.Section section, String title) {
    boolean portless = address(section).isPresent() && section.words().size() < 3;
    if (portless && !section.has("persistence_timeout")) {
      tell(
          section,
          "Virtual server " + title + ": zero port only valid for persistent services - setting");
    }
  }

  private void family(Node.Section section) {
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
      if (mask && own.get().family() == IpFamily.INET6) {
        diagnostics.error(
            "granularity",
            granularity.get().argumentSpan(),
            "Invalid IPv6 persistence_granularity specified - " + granularity.get().text());
      }
    }
  }

  private void flags(Node.Section section, String title) {
    String scheduler =
        section
            .last("lvs_sched")
            .or(() -> section.last("lb_algo"))
            .map(Node.Setting::text)
            .orElse("wlc");
    boolean hashing = scheduler.equals("sh") || scheduler.equals("mh");
    for (String flag : List.of("hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback")) {
      var setting = section.last(flag);
      if (setting.isPresent() && (flag.equals("hashed") || !hashing)) {
        diagnostics.error(
            "scheduler-flag",
            setting.get().span(),
            flag + " only applies to sh scheduler - ignoring");
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
        .filter(setting -> address(section).isEmpty())
        .ifPresent(
            setting ->
                diagnostics.error(
                    "ha-suspend",
                    setting.span(),
                    "Virtual server " + title + ": cannot use ha_suspend without an address"));
  }

  private void sorry(Node.Section section) {
    var sorry = section.last("sorry_server");
    if (sorry.isEmpty()) {
      section
          .last("sorry_server_inhibit")
          .ifPresent(
              setting ->
                  diagnostics.error(
                      "sorry-server",
                      setting.span(),
                      "Ignoring sorry_server inhibit used before or without sorry_server"));
      section
          .last("sorry_server_lvs_method")
          .ifPresent(
              setting ->
                  diagnostics.error(
                      "sorry-server",
                      setting.span(),
                      "sorry_server forwarding used without sorry_server"));
      return;
    }
    var address = IpAddress.parse(sorry.get().words().get(1).text());
    Optional<IpAddress> own = address(section);
    if (own.isPresent()
        && address.isPresent()
        && address.get().family() != own.get().family()
        && !tunnels(section)) {
      diagnostics.error(
          "sorry-server",
          sorry.get().argumentSpan(),
          "Address family of virtual server and sorry server " + address.get() + " don't match");
    }
  }

  private void quorum(Node.Section section, List<Node.Section> reals, String title) {
    long weight = section.number("weight", 1);
    long total = 0;
    for (Node.Section real : reals) {
      total += real.number("weight", weight);
    }
    long quorum = section.number("quorum", 1);
    if (quorum > total) {
      diagnostics.error(
          "quorum",
          section.last("quorum").map(Node.Setting::argumentSpan).orElse(section.span()),
          "Warning - quorum "
              + quorum
              + " for "
              + title
              + " exceeds total weight of real servers "
              + total
              + ", reducing quorum to "
              + total);
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

  private void repeated(List<Node.Section> reals, String title) {
    Set<String> seen = new HashSet<>();
    for (Node.Section real : reals) {
      String port = real.words().size() > 2 ? real.words().get(2).text() : "0";
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
    for (Node.Section server : servers) {
      String title = title(server);
      if (!seen.add(title)) {
        diagnostics.error(
            "repeated-server",
            server.words().get(1).span(),
            "Virtual server " + title + " is duplicated - removing second vs");
      }
    }
  }

  /** The address that a value holds, if it holds one. */
  static Optional<IpAddress> addressOf(Node.Setting setting) {
    return setting.value() instanceof Value.Address(var address)
        ? Optional.of(address)
        : Optional.empty();
  }
}
