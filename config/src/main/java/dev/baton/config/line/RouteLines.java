package dev.baton.config.line;

import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.keyword.Block;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RouteSpec.Insertion;
import dev.baton.core.kernel.RouteSpec.RouterPreference;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

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

  private static final String NEXT_HOP = "VROUTE nexthop";
  private static final int OCTET_MAX = 255;
  private static final long REALM_MAX = 0xFFFE;

  private final RoutingNames names;
  private final EncapsulationWords encapsulations;

  /** Reads with these names. */
  public RouteLines(RoutingNames names) {
    this.names = names;
    this.encapsulations = new EncapsulationWords();
  }

  /** A next hop so far. */
  private static final class HopDraft {
    private Optional<IpAddress> gateway = Optional.empty();
    private String device = "";
    private int weight = 1;
    private boolean onLink;
    private Optional<RouteSpec.Encapsulation> encapsulation = Optional.empty();
    private long realms;

    boolean leadsAnywhere() {
      return gateway.isPresent() || !device.isEmpty() || encapsulation.isPresent();
    }

    Hop done() {
      return new Hop(gateway, device, weight, onLink, encapsulation, realms);
    }
  }

  /** What a line says so far. */
  private static final class Draft {
    private RouteSpec.Type type = RouteSpec.Type.UNICAST;

    /** Absent: everything, of the family that the rest turns out to be of. */
    private Optional<IpPrefix> destination = Optional.empty();

    private boolean destined;
    private Optional<IpFamily> family = Optional.empty();
    private Optional<IpPrefix> source = Optional.empty();
    private Optional<IpAddress> preferredSource = Optional.empty();
    private final List<HopDraft> hops = new ArrayList<>(List.of(new HopDraft()));
    private long table;
    private int protocol = RouteSpec.KEEPALIVED;
    private int scope = -1;
    private int tos;
    private long metric;
    private long realms;
    private final RouteMetrics metrics = new RouteMetrics();
    private Optional<RouterPreference> preference = Optional.empty();
    private long expiresSeconds;
    private Optional<Boolean> propagatesTtl = Optional.empty();
    private Insertion insertion = Insertion.PREPEND;
    private boolean tracked = true;
    private String trackGroup = "";
    private String sixOnly = "";
    private boolean hasRealms;

    boolean isOf(IpFamily wanted) {
      return family.isPresent() && family.get() == wanted;
    }

    HopDraft hop() {
      return hops.getLast();
    }

    RouteConfig done() {
      IpFamily of = family.orElse(IpFamily.INET);
      IpAddress any = of == IpFamily.INET ? IpAddress.ANY4 : IpAddress.ANY6;
      var spec =
          new RouteSpec(
              type,
              destination.orElse(new IpPrefix(any, 0)),
              source,
              preferredSource,
              hops.stream().filter(HopDraft::leadsAnywhere).map(HopDraft::done).toList(),
              table == 0 ? usualTable() : table,
              tracked ? RouteSpec.KEEPALIVED : protocol,
              scope,
              tos,
              metric,
              realms,
              metrics.all(),
              metrics.congestionControl(),
              preference,
              expiresSeconds,
              propagatesTtl,
              insertion);
      return new RouteConfig(spec, new Tracking(tracked, trackGroup));
    }

    /** As ip-route(8) chooses it. */
    private long usualTable() {
      return switch (type) {
        case LOCAL, BROADCAST, ANYCAST, NAT -> RouteSpec.LOCAL;
        case UNICAST, MULTICAST, THROW, UNREACHABLE, PROHIBIT, BLACKHOLE -> RouteSpec.MAIN;
      };
    }
  }

  /** The route of a line; empty if it must be ignored, which has been told. */
  public Optional<RouteConfig> read(Directive.Line line) {
    var words = new LineWords(line, Block.ROUTE_LINE, names.diagnostics());
    var route = new Draft();
    while (words.hasNext() && !words.wrong()) {
      option(route, words);
    }
    if (words.wrong()) {
      return Optional.empty();
    }
    if (route.isOf(IpFamily.INET6) && route.hasRealms) {
      words.refuse("realms are only valid for IPv4", "delete `realms`");
    } else if (route.isOf(IpFamily.INET) && !route.sixOnly.isEmpty()) {
      words.refuse(route.sixOnly + " is only valid for IPv6", "delete `" + route.sixOnly + "`");
    } else if (!route.destined) {
      words.refuse(
          "Route must have a destination", "write a network, such as 192.0.2.0/24, or `default`");
    } else if (route.protocol != RouteSpec.KEEPALIVED && route.tracked) {
      words.tell(
          "Route cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting",
          "write `no_track` as well, or delete `protocol`");
    }
    return words.wrong() ? Optional.empty() : Optional.of(route.done());
  }

  private void option(Draft route, LineWords words) {
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
      case "add", "prepend", "append" ->
          route.insertion = Insertion.valueOf(word.toUpperCase(Locale.ROOT));
      case "onlink" -> route.hop().onLink = true;
      case "default6" -> {
        family(route, words, IpFamily.INET6);
        route.destined = true;
      }
      case "no_track" -> route.tracked = false;
      case "to" -> destination(route, words, words.argument());
      case "src" -> route.preferredSource = address(route, words, "invalid route src address ");
      case "via" -> gateway(route, words);
      case "gw" -> {
        words.tell("\"gw\" for routes is deprecated. Please use \"via\"", "write `via`");
        gateway(route, words);
      }
      case "or" -> {
        words.tell(
            "\"or\" for routes is deprecated. Please use \"nexthop\"",
            "write `nexthop via ADDRESS nexthop via ADDRESS`");
        route.hops.add(new HopDraft());
        gateway(route, words);
      }
      case "from" -> source(route, words);
      case "as" -> {
        words.skip("to");
        words.argument();
        words.tell("\"as to\" for MPLS only - ignoring", "delete it");
      }
      case "dev", "oif" -> route.hop().device = names.device(words, NEXT_HOP);
      case "vrf" ->
          words.refuse(
              "Route specified VRF " + words.argument() + " is not a VRF",
              "name a VRF, or write `table N`");
      case "track_group" -> route.trackGroup = names.trackGroup(words);
      case "nexthop" -> nexthops(route, words);
      case "encap" -> route.hop().encapsulation = encapsulations.read(words);
      default -> further(route, words, word);
    }
  }

  private void further(Draft route, LineWords words, String word) {
    if (TYPES.contains(word)) {
      route.type = RouteSpec.Type.valueOf(word.toUpperCase(Locale.ROOT));
      destination(route, words, words.argument());
    } else if (!named(route, words, word)
        && !ofSix(route, words, word)
        && !route.metrics.take(words, word)) {
      destination(route, words, word);
    }
  }

  private static void destination(Draft route, LineWords words, String word) {
    if (words.wrong()) {
      return;
    }
    boolean general = word.equals("default") || word.equals("any") || word.equals("all");
    if (!general) {
      var address = bare(word);
      if (address.isEmpty()) {
        words.refuse("unknown route keyword " + word);
        return;
      }
      route.destination = Optional.of(RoutingNames.prefix(words, word, address.get()));
      family(route, words, address.get().family());
    }
    route.destined = true;
  }

  private static Optional<IpAddress> bare(String word) {
    int slash = word.indexOf('/');
    return IpAddress.parse(slash < 0 ? word : word.substring(0, slash));
  }

  private static void family(Draft route, LineWords words, IpFamily family) {
    if (route.family.isPresent() && route.family.get() != family) {
      words.refuse("Cannot mix IPv4 and IPv6 addresses for route", "use one family per line");
    }
    route.family = Optional.of(family);
  }

  private static Optional<IpAddress> address(Draft route, LineWords words, String message) {
    String word = words.argument();
    var address = IpAddress.parse(word);
    if (address.isEmpty()) {
      words.refuse(message + word, "write an address after it");
    } else {
      family(route, words, address.get().family());
    }
    return address;
  }

  private static void gateway(Draft route, LineWords words) {
    boolean six = words.skip("inet6");
    boolean four = !six && words.skip("inet");
    if (six || four) {
      IpFamily said = six ? IpFamily.INET6 : IpFamily.INET;
      if (route.family.isPresent() && route.family.get() != said) {
        words.argument();
        words.refuse("Cannot mix IPv4 and IPv6 addresses for route", "use one family per line");
        return;
      }
    }
    route.hop().gateway = address(route, words, "invalid route via address ");
  }

  private static void source(Draft route, LineWords words) {
    String word = words.argument();
    var address = bare(word);
    if (address.isEmpty()) {
      words.refuse("invalid route from address " + word);
    } else if (address.get().family() == IpFamily.INET) {
      words.refuse(
          "route from address only supported with IPv6 (" + word + ")",
          "delete `from`; a rule can do it for IPv4");
    } else {
      route.source = Optional.of(RoutingNames.prefix(words, word, address.get()));
      family(route, words, IpFamily.INET6);
    }
  }

  /** The words that take a name out of iproute2's tables, or a number. */
  private boolean named(Draft route, LineWords words, String word) {
    switch (word) {
      case "table" ->
          route.table =
              names.argument(
                  words,
                  RoutingName.TABLE,
                  RoutingNames.UINT_MAX,
                  "Routing table {value} not found for route");
      case "protocol" ->
          route.protocol =
              (int)
                  names.argument(
                      words,
                      RoutingName.PROTOCOL,
                      OCTET_MAX,
                      "Protocol {value} not found or invalid for route");
      case "scope" -> {
        String value = words.argument();
        route.scope = AddressLines.scopeNumber(value, names.facts());
        if (route.scope < 0) {
          words.refuse("Scope " + value + " not found or invalid for route");
        }
      }
      case "tos", "dsfield" -> {
        String value = words.argument();
        OptionalLong tos = tos(value);
        if (tos.isEmpty()) {
          words.refuse("TOS value " + value + " is invalid for route");
        }
        route.tos = (int) tos.orElse(0);
      }
      case "realms" -> {
        route.realms = realms(words);
        route.hasRealms = true;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A number of one octet, in hexadecimal if it looks like that, or its name. */
  private OptionalLong tos(String value) {
    OptionalLong number = names.number(RoutingName.DSFIELD, value, OCTET_MAX);
    boolean hex = !value.isEmpty() && value.length() < 3;
    for (int i = 0; i < value.length(); i++) {
      hex &= Character.digit(value.charAt(i), 16) >= 0;
    }
    return number.isEmpty() && hex ? OptionalLong.of(Integer.parseInt(value, 16)) : number;
  }

  private long realms(LineWords words) {
    String value = words.argument();
    OptionalLong realms =
        value.split("/", -1).length > 2 ? OptionalLong.empty() : names.realms(value, REALM_MAX);
    if (realms.isEmpty()) {
      words.refuse("Invalid realms " + value + " for route");
    }
    return realms.orElse(0);
  }

  /** The words that only IPv6 or MPLS know, and the metric of the route itself. */
  private static boolean ofSix(Draft route, LineWords words, String word) {
    switch (word) {
      case "metric", "priority", "preference" ->
          route.metric =
              words.number(0, RoutingNames.UINT_MAX, "Invalid metric {value} specified for route");
      case "expires" ->
          route.expiresSeconds =
              words.number(
                  0, RoutingNames.UINT_MAX, "Invalid expires time {value} specified for route");
      case "pref" -> {
        String value =
            words.choice(
                List.of("low", "medium", "high"), "Invalid pref value {value} specified for route");
        route.preference =
            value.isEmpty()
                ? Optional.empty()
                : Optional.of(RouterPreference.valueOf(value.toUpperCase(Locale.ROOT)));
      }
      case "ttl-propagate" -> {
        String value =
            words.choice(
                List.of("enabled", "disabled"), "ttl-propagate value {value} not recognised");
        route.propagatesTtl = Optional.of(value.equals("enabled"));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void nexthops(Draft route, LineWords words) {
    route.hops.add(new HopDraft());
    while (words.hasNext() && !words.wrong()) {
      String word = words.next().text();
      switch (word) {
        case "nexthop" -> route.hops.add(new HopDraft());
        case "onlink" -> route.hop().onLink = true;
        case "via" -> gateway(route, words);
        case "dev" -> route.hop().device = names.device(words, NEXT_HOP);
        case "weight" ->
            route.hop().weight =
                (int) words.number(1, 256, "Invalid weight {value} specified for route");
        case "encap" -> route.hop().encapsulation = encapsulations.read(words);
        case "realms" -> route.hop().realms = realms(words);
        default -> {
          words.refuse(
              "Route has trailing nonsense after nexthops - " + word,
              "put it before the first `nexthop`");
          return;
        }
      }
    }
  }
}
