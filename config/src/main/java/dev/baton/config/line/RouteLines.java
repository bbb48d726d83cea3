package dev.baton.config.line;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.text.Numbers;
import dev.baton.config.tree.Directive;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one line of a route block: the words of {@code ip route add}. */
public final class RouteLines {

  private static final List<String> TYPES =
      List.of(
          "unicast",
          "local",
          "broadcast",
          "multicast",
          "anycast",
          "throw",
          "unreachable",
          "prohibit",
          "blackhole",
          "nat");

  private static final long UINT_MAX = 0xFFFF_FFFFL;

  /** The largest label of an MPLS header. */
  private static final long MPLS_LABEL_MAX = 0xF_FFFF;

  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean interfacesMayBeAbsent;
  private final Set<String> trackGroups;

  /** Reads with these facts; static routes may name these groups. */
  public RouteLines(
      HostFacts facts,
      Diagnostics diagnostics,
      boolean interfacesMayBeAbsent,
      Set<String> trackGroups) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.interfacesMayBeAbsent = interfacesMayBeAbsent;
    this.trackGroups = trackGroups;
  }

  /** What a line says so far. */
  private static final class Route {
    private boolean destination;
    private Optional<IpFamily> family = Optional.empty();
    private boolean untracked;
    private boolean foreignProtocol;
    private String sixOnly = "";
    private boolean realms;

    boolean isOf(IpFamily wanted) {
      return family.isPresent() && family.get() == wanted;
    }
  }

  /** Checks one line; tells of all that is wrong with it. */
  public void check(Directive.Line line) {
    var words = new LineWords(line, diagnostics);
    var route = new Route();
    while (words.hasNext() && !words.wrong()) {
      option(route, words);
    }
    if (words.wrong()) {
      return;
    }
    if (route.isOf(IpFamily.INET6) && route.realms) {
      words.refuse("realms are only valid for IPv4");
    } else if (route.isOf(IpFamily.INET) && !route.sixOnly.isEmpty()) {
      words.refuse(route.sixOnly + " is only valid for IPv6");
    } else if (!route.destination) {
      words.refuse("Route must have a destination");
    } else if (route.foreignProtocol && !route.untracked) {
      words.tell("Route cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting");
    }
  }

  private void option(Route route, LineWords words) {
    String word = words.next().text();
    if (word.equals("pref") || word.equals("expires")) {
      route.sixOnly = word;
      if (!words.hasNext() && route.isOf(IpFamily.INET)) {
        return;
      }
    }
    switch (word) {
      // keepalived swallows the word behind these (its defect, and so the destination may be lost).
      case "inet", "inet6" -> {
        if (words.hasNext()) {
          words.next();
        }
      }
      case "onlink", "add", "prepend", "append" -> {}
      case "default6" -> {
        family(route, words, IpFamily.INET6);
        route.destination = true;
      }
      case "no_track" -> route.untracked = true;
      case "to" -> destination(route, words, words.argument());
      case "src" -> address(route, words, "invalid route src address ");
      case "via" -> gateway(route, words);
      case "gw" -> {
        words.tell("\"gw\" for routes is deprecated. Please use \"via\"");
        gateway(route, words);
      }
      case "or" -> {
        words.tell("\"or\" for routes is deprecated. Please use \"nexthop\"");
        gateway(route, words);
      }
      case "from" -> source(route, words);
      case "as" -> {
        words.skip("to");
        words.argument();
        words.tell("\"as to\" for MPLS only - ignoring");
      }
      case "dev", "oif" -> device(words, "VROUTE nexthop");
      case "vrf" -> {
        String device = words.argument();
        words.refuse("Route specified VRF " + device + " is not a VRF");
      }
      case "track_group" -> {
        String group = words.argument();
        if (!trackGroups.contains(group)) {
          words.tell("track_group " + group + " not found");
        }
      }
      case "nexthop" -> nexthops(route, words);
      case "encap" -> encapsulation(words);
      default -> {
        if (TYPES.contains(word)) {
          destination(route, words, words.argument());
        } else if (!named(route, words, word) && !metric(words, word)) {
          destination(route, words, word);
        }
      }
    }
  }

  private void destination(Route route, LineWords words, String word) {
    if (words.wrong()) {
      return;
    }
    boolean general = word.equals("default") || word.equals("any") || word.equals("all");
    if (!general) {
      var address = prefix(words, word);
      if (address.isEmpty()) {
        words.refuse("unknown route keyword " + word);
        return;
      }
      family(route, words, address.get().family());
    }
    route.destination = true;
  }

  private Optional<IpAddress> prefix(LineWords words, String word) {
    int slash = word.indexOf('/');
    var address = IpAddress.parse(slash < 0 ? word : word.substring(0, slash));
    if (address.isPresent() && slash >= 0 && slash + 1 < word.length()) {
      var bits = Numbers.decimal(word.substring(slash + 1));
      int whole = address.get().family().prefixBitsMax();
      if (bits.isEmpty() || bits.getAsLong() < 0 || bits.getAsLong() > whole) {
        words.tell(
            "Invalid address prefix len "
                + word.substring(slash + 1)
                + " for address "
                + word
                + " - using "
                + whole);
      }
    }
    return address;
  }

  private static void family(Route route, LineWords words, IpFamily family) {
    if (route.family.isPresent() && route.family.get() != family) {
      words.refuse("Cannot mix IPv4 and IPv6 addresses for route");
    }
    route.family = Optional.of(family);
  }

  private void address(Route route, LineWords words, String message) {
    String word = words.argument();
    var address = IpAddress.parse(word);
    if (address.isEmpty()) {
      words.refuse(message + word);
    } else {
      family(route, words, address.get().family());
    }
  }

  private void gateway(Route route, LineWords words) {
    boolean six = words.skip("inet6");
    boolean four = !six && words.skip("inet");
    if (six || four) {
      IpFamily said = six ? IpFamily.INET6 : IpFamily.INET;
      if (route.family.isPresent() && route.family.get() != said) {
        words.argument();
        words.refuse("Cannot mix IPv4 and IPv6 addresses for route");
        return;
      }
    }
    address(route, words, "invalid route via address ");
  }

  private void source(Route route, LineWords words) {
    String word = words.argument();
    var address = prefix(words, word);
    if (address.isEmpty()) {
      words.refuse("invalid route from address " + word);
    } else if (address.get().family() == IpFamily.INET) {
      words.refuse("route from address only supported with IPv6 (" + word + ")");
    } else {
      family(route, words, IpFamily.INET6);
    }
  }

  private void device(LineWords words, String what) {
    String device = words.argument();
    if (!words.wrong() && facts.networkInterface(device).isEmpty() && !interfacesMayBeAbsent) {
      diagnostics.add(
          AddressLines.absentInterface(
              words.last().span(),
              "WARNING - interface " + device + " for " + what + " doesn't exist",
              facts,
              diagnostics));
    }
  }

  /** The words that take a name out of iproute2's tables, or a number. */
  private boolean named(Route route, LineWords words, String word) {
    switch (word) {
      case "table" -> name(words, RoutingName.TABLE, UINT_MAX, "Routing table {value} not found");
      case "protocol" -> {
        String value = words.argument();
        int number = number(RoutingName.PROTOCOL, value, 255);
        if (number < 0) {
          words.refuse("Protocol " + value + " not found or invalid for route");
        }
        route.foreignProtocol = number != 18;
      }
      case "scope" -> scope(words);
      case "tos", "dsfield" ->
          name(words, RoutingName.DSFIELD, 255, "TOS value {value} is invalid");
      case "realms" -> {
        realms(words);
        route.realms = true;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void name(LineWords words, RoutingName kind, long greatest, String message) {
    String value = words.argument();
    if (!words.wrong() && number(kind, value, greatest) < 0) {
      words.refuse(message.replace("{value}", value) + " for route");
    }
  }

  /** The number that a name or a number in C notation stands for; -1 if it is neither. */
  private int number(RoutingName kind, String value, long greatest) {
    var number = Numbers.cNotation(value);
    if (number.isPresent()) {
      boolean fits = number.getAsLong() >= 0 && number.getAsLong() <= greatest;
      return fits ? (int) Math.min(number.getAsLong(), Integer.MAX_VALUE) : -1;
    }
    if (kind == RoutingName.DSFIELD && isHex(value) && value.length() < 3) {
      return Integer.parseInt(value, 16);
    }
    return facts.routingNumber(kind, value).orElse(-1);
  }

  private static boolean isHex(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.digit(value.charAt(i), 16) < 0) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private void scope(LineWords words) {
    String value = words.argument();
    if (!words.wrong() && AddressLines.scopeNumber(value, facts) < 0) {
      words.refuse("Scope " + value + " not found or invalid for route");
    }
  }

  private void realms(LineWords words) {
    String value = words.argument();
    int slash = value.indexOf('/');
    boolean right = !value.isEmpty();
    for (String part :
        slash < 0
            ? List.of(value)
            : List.of(value.substring(0, slash), value.substring(slash + 1))) {
      right &= !part.isEmpty() && number(RoutingName.REALM, part, 0xFFFE) >= 0;
    }
    if (!right && !words.wrong()) {
      words.refuse("Invalid realms " + value + " for route");
    }
  }

  /** The metrics of a route, most of which may be locked. */
  private boolean metric(LineWords words, String word) {
    switch (word) {
      case "metric", "priority", "preference" ->
          words.number(0, UINT_MAX, "Invalid metric {value} specified for route");
      case "mtu", "advmss", "reordering", "cwnd", "ssthresh" -> {
        words.skip("lock");
        words.number(0, UINT_MAX, "Invalid " + word + " {value} specified for route");
      }
      case "window", "initcwnd", "initrwnd" ->
          words.number(0, UINT_MAX, "Invalid " + word + " value {value} specified for route");
      case "hoplimit" -> words.number(0, 255, "Invalid hoplimit {value} specified for route");
      case "quickack", "fastopen_no_cookie" ->
          words.number(0, 1, "Invalid " + word + " value {value} specified for route");
      case "expires" ->
          words.number(0, UINT_MAX, "Invalid expires time {value} specified for route");
      case "rtt", "rttvar", "rto_min" -> {
        words.skip("lock");
        time(words, word);
      }
      case "congctl" -> {
        words.skip("lock");
        words.argument();
      }
      case "features" -> choice(words, List.of("ecn"), "feature {value} not supported");
      case "pref" ->
          choice(
              words,
              List.of("low", "medium", "high"),
              "Invalid pref value {value} specified for route");
      case "ttl-propagate" ->
          choice(
              words, List.of("enabled", "disabled"), "ttl-propagate value {value} not recognised");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void choice(LineWords words, List<String> choices, String message) {
    String value = words.argument();
    if (!words.wrong() && !choices.contains(value)) {
      words.refuse(message.replace("{value}", value));
    }
  }

  /** A time in s or ms; a bare number is in the kernel's own units, which keepalived warns of. */
  private static void time(LineWords words, String word) {
    String value = words.argument();
    String digits =
        value.endsWith("ms")
            ? value.substring(0, value.length() - 2)
            : value.endsWith("s") ? value.substring(0, value.length() - 1) : value;
    boolean right = !digits.isEmpty() && !digits.startsWith(".") && !digits.endsWith(".");
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      right &= (c >= '0' && c <= '9') || c == '.';
    }
    if (words.wrong()) {
      return;
    }
    if (!right) {
      words.refuse("Invalid " + word + " " + value + " specified for route");
    } else if (digits.equals(value)) {
      words.tell(word + " " + value + " has no unit", "write `" + word + " " + value + "ms`");
    }
  }

  private void nexthops(Route route, LineWords words) {
    while (words.hasNext() && !words.wrong()) {
      String word = words.next().text();
      switch (word) {
        case "nexthop", "onlink" -> {}
        case "via" -> gateway(route, words);
        case "dev" -> device(words, "VROUTE nexthop");
        case "weight" -> words.number(1, 256, "Invalid weight {value} specified for route");
        case "encap" -> encapsulation(words);
        case "realms" -> realms(words);
        default -> {
          words.refuse("Route has trailing nonsense after nexthops - " + word);
          return;
        }
      }
    }
  }

  private void encapsulation(LineWords words) {
    if (!words.hasNext()) {
      words.refuse("Missing encap type");
      return;
    }
    String type = words.next().text();
    switch (type) {
      case "mpls", "ila" -> {
        if (!words.hasNext()) {
          words.refuse("missing argument for " + type + " encapsulation");
        } else if (type.equals("mpls")) {
          labels(words, words.argument());
        } else {
          locator(words, words.argument());
        }
      }
      case "ip" -> tunnel(words, List.of("id", "dst", "src", "tos", "ttl", "flags"), type);
      case "ip6" -> tunnel(words, List.of("id", "dst", "src", "tc", "hoplimit", "flags"), type);
      default -> words.refuse("Unknown encap type - " + type);
    }
  }

  /** The upper half of an IPv6 address: four groups of hexadecimal digits. */
  private static void locator(LineWords words, String text) {
    if (IpAddress.parse(text + "::").isEmpty() || text.split(":", -1).length != 4) {
      words.refuse("invalid locator " + text + " for ila encapsulation");
    }
  }

  private static void labels(LineWords words, String stack) {
    for (String label : stack.split("/", -1)) {
      var number = Numbers.decimal(label);
      boolean fits =
          number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= MPLS_LABEL_MAX;
      if (!fits && !words.wrong()) {
        words.refuse("invalid mpls address " + stack + " for encapsulation");
      }
    }
  }

  private static void tunnel(LineWords words, List<String> options, String type) {
    IpFamily family = type.equals("ip") ? IpFamily.INET : IpFamily.INET6;
    boolean named = false;
    while (options.contains(words.peek())) {
      String option = words.next().text();
      if (!words.hasNext()) {
        break;
      }
      String value = words.argument();
      boolean address = option.equals("dst") || option.equals("src");
      named |= option.equals("dst") || option.equals("id");
      boolean right =
          address
              ? IpAddress.parse(value).filter(it -> it.family() == family).isPresent()
              : Numbers.cNotation(value).isPresent();
      if (!right && !words.wrong()) {
        words.refuse("invalid " + option + " " + value + " for " + type + " encapsulation");
      }
    }
    if (!named) {
      words.refuse("address or id missing for " + type + " encapsulation");
    }
  }
}
