package dev.baton.core.kernel;

import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RouteSpec.IpTunnel;
import dev.baton.core.kernel.RouteSpec.Metric;
import dev.baton.core.kernel.RuleSpec.Selector;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.Locale;
import java.util.stream.Collectors;

/** Routes and rules in one line, as keepalived's log and dumps have them. */
public final class RoutingText {

  private static final int REALM_BITS = 16;
  private static final long REALM_MASK = 0xFFFF;

  private final StringBuilder text = new StringBuilder();

  private RoutingText() {}

  /** A whole route. */
  public static String of(RouteSpec spec) {
    return new RoutingText().route(spec).text.toString();
  }

  /** A whole rule. */
  public static String of(RuleSpec spec) {
    return new RoutingText().rule(spec).text.toString();
  }

  /** Where a route leads: {@code default}, a network, or a host without a length. */
  public static String destination(RouteSpec spec) {
    IpPrefix to = spec.destination();
    return to.prefixBits() == 0 ? "default" : network(to);
  }

  private static String network(IpPrefix prefix) {
    boolean host = prefix.prefixBits() == prefix.address().family().prefixBitsMax();
    return host ? prefix.address().toString() : prefix.toString();
  }

  private RoutingText route(RouteSpec spec) {
    word(lower(spec.insertion()));
    if (spec.type() != RouteSpec.Type.UNICAST) {
      word(lower(spec.type()));
    }
    word(network(spec.destination()));
    spec.source().ifPresent(it -> pair("from", network(it)));
    spec.preferredSource().ifPresent(it -> pair("src", it));
    if (spec.tos() != 0) {
      pair("tos", spec.tos());
    }
    boolean plain = spec.hops().size() == 1;
    if (plain) {
      way(spec.hops().getFirst());
    }
    if (spec.table() != RouteSpec.MAIN) {
      pair("table", spec.table());
    }
    pair("proto", spec.protocol());
    if (spec.scope() >= 0) {
      pair("scope", spec.scope());
    }
    if (spec.metric() != 0) {
      pair("metric", spec.metric());
    }
    if (plain && spec.hops().getFirst().onLink()) {
      word("onlink");
    }
    realms(spec.realms());
    spec.metrics().forEach(metric -> metric(metric, spec.congestionControl()));
    if (spec.expiresSeconds() != 0) {
      pair("expires", spec.expiresSeconds() + "sec");
    }
    spec.preference().ifPresent(it -> pair("pref", lower(it)));
    spec.propagatesTtl().ifPresent(it -> pair("ttl-propagate", it ? "enabled" : "disabled"));
    if (!plain) {
      spec.hops().forEach(this::nextHop);
    }
    return this;
  }

  private void nextHop(Hop hop) {
    word("nexthop");
    way(hop);
    if (hop.weight() != 1) {
      pair("weight", hop.weight());
    }
    if (hop.onLink()) {
      word("onlink");
    }
    realms(hop.realms());
  }

  private void way(Hop hop) {
    hop.encapsulation().ifPresent(this::encapsulation);
    hop.gateway().ifPresent(it -> pair("via", familyWord(it.family()) + " " + it));
    if (!hop.device().isEmpty()) {
      pair("dev", hop.device());
    }
  }

  private static String familyWord(IpFamily family) {
    return family == IpFamily.INET ? "inet" : "inet6";
  }

  private void encapsulation(RouteSpec.Encapsulation encapsulation) {
    word("encap");
    switch (encapsulation) {
      case RouteSpec.Mpls(var labels) ->
          pair("mpls", labels.stream().map(Object::toString).collect(Collectors.joining("/")));
      case RouteSpec.Ila(long locator) -> pair("ila", upperHalf(locator));
      case IpTunnel tunnel -> tunnel(tunnel);
    }
  }

  private static String upperHalf(long locator) {
    return "%x:%x:%x:%x"
        .formatted(
            locator >>> 48, locator >>> 32 & 0xFFFF, locator >>> 16 & 0xFFFF, locator & 0xFFFF);
  }

  private void tunnel(IpTunnel tunnel) {
    boolean four = tunnel.family() == IpFamily.INET;
    word(four ? "ip" : "ip6");
    if (tunnel.id() != 0) {
      pair("id", tunnel.id());
    }
    tunnel.destination().ifPresent(it -> pair("dst", it));
    tunnel.source().ifPresent(it -> pair("src", it));
    if (tunnel.trafficClass() != 0) {
      pair(four ? "tos" : "tc", tunnel.trafficClass());
    }
    if (tunnel.hopLimit() != 0) {
      pair(four ? "ttl" : "hoplimit", tunnel.hopLimit());
    }
    if (tunnel.flags() != 0) {
      pair("flags", hex(tunnel.flags()));
    }
  }

  private void metric(Metric metric, String congestionControl) {
    word(lower(metric.kind()));
    if (metric.locked()) {
      word("lock");
    }
    switch (metric.kind()) {
      case CONGCTL -> word(congestionControl);
      case FEATURES -> word("ecn");
      case RTT, RTTVAR, RTO_MIN -> word(metric.millis() + "ms");
      case MTU,
          ADVMSS,
          REORDERING,
          CWND,
          SSTHRESH,
          WINDOW,
          INITCWND,
          INITRWND,
          HOPLIMIT,
          QUICKACK,
          FASTOPEN_NO_COOKIE ->
          word(Long.toString(metric.value()));
    }
  }

  private void realms(long realms) {
    if (realms == 0) {
      return;
    }
    long source = realms >> REALM_BITS;
    long destination = realms & REALM_MASK;
    pair(source == 0 ? "realm" : "realms", (source == 0 ? "" : source + "/") + destination);
  }

  private RoutingText rule(RuleSpec spec) {
    Selector selector = spec.selector();
    if (selector.inverted()) {
      word("not");
    }
    pair("from", selector.from().map(RoutingText::network).orElse("all"));
    selector.to().ifPresent(it -> pair("to", network(it)));
    pair("priority", spec.preference());
    pair("tos", hex(Math.max(0, selector.tos())));
    selector
        .mark()
        .ifPresent(
            it -> pair("fwmark", hex(it.mark()) + (it.isWhole() ? "" : "/" + hex(it.mask()))));
    if (!selector.inputDevice().isEmpty()) {
      pair("iif", selector.inputDevice());
    }
    if (!selector.outputDevice().isEmpty()) {
      pair("oif", selector.outputDevice());
    }
    if (spec.suppression().prefixBits() >= 0) {
      pair("suppress_prefixlen", spec.suppression().prefixBits());
    }
    if (spec.suppression().interfaceGroup() >= 0) {
      pair("suppress_ifgroup", spec.suppression().interfaceGroup());
    }
    if (selector.tunnelId() != 0) {
      pair("tunnel-id", selector.tunnelId());
    }
    selector.users().ifPresent(it -> pair("uidrange", range(it)));
    if (spec.action() instanceof RuleSpec.LookupOfVrf) {
      word("l3mdev");
    }
    pair("protocol", spec.protocol());
    if (selector.ipProtocol() >= 0) {
      pair("ipproto", selector.ipProtocol());
    }
    selector.sourcePorts().ifPresent(it -> pair("sport", range(it)));
    selector.destinationPorts().ifPresent(it -> pair("dport", range(it)));
    long realms = spec.suppression().realms();
    if (realms != 0) {
      pair("realms", (realms >> REALM_BITS) + "/" + (realms & REALM_MASK));
    }
    action(spec.action());
    return this;
  }

  private static String range(RuleSpec.Range range) {
    return range.first() + "-" + range.last();
  }

  private void action(RuleSpec.Action action) {
    switch (action) {
      case RuleSpec.Lookup(long table) -> pair("lookup", table);
      case RuleSpec.LookupOfVrf _ -> pair("lookup", 0);
      case RuleSpec.GoTo(long preference) -> pair("goto", preference);
      case RuleSpec.Verdict.NOP -> word("nop");
      case RuleSpec.Verdict verdict -> pair("type", lower(verdict));
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void pair(String key, Object value) {
    word(key);
    word(value.toString());
  }

  private void word(String word) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(word);
  }
}
