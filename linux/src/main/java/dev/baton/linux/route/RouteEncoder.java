package dev.baton.linux.route;

import static dev.baton.linux.libc.LinuxRouting.*;

import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.netlink.MessageWriter;
import java.util.List;

/**
 * Routes in the kernel's form (RTM_NEWROUTE, RTM_DELROUTE).
 *
 * <p>An addition carries the flag CREATE alone, as {@code ip route prepend} does, unless the
 * operator asks for another place: a route that somebody else has to the same destination stays,
 * behind ours, and counts again when ours goes. The very same route is {@code EEXIST}. A deletion
 * names all that routes are told apart by, our protocol number too, so that it meets no other
 * route; of one that is gone it is {@code ESRCH}. It leaves the metrics out, which the kernel may
 * have changed.
 */
final class RouteEncoder {

  private static final int BYTE_MAX = 0xFF;

  private RouteEncoder() {}

  static void add(Resource.Route route, int flags, MessageWriter out) {
    RouteSpec spec = route.spec();
    int place =
        switch (spec.insertion()) {
          case PREPEND -> LinuxNetlink.NLM_F_CREATE;
          case ADD -> LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_EXCL;
          case APPEND -> LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_APPEND;
        };
    begin(route, RTM_NEWROUTE, flags | place, out);
    RouteMetricsEncoder.encode(spec, out);
    if (spec.expiresSeconds() != 0) {
      out.intAttribute(RTA_EXPIRES, (int) spec.expiresSeconds());
    }
    spec.preference().ifPresent(it -> out.byteAttribute(RTA_PREF, number(it)));
    spec.propagatesTtl().ifPresent(it -> out.byteAttribute(RTA_TTL_PROPAGATE, it ? 1 : 0));
    out.end();
  }

  static void delete(Resource.Route route, int flags, MessageWriter out) {
    begin(route, RTM_DELROUTE, flags, out);
    out.end();
  }

  private static void begin(Resource.Route route, int type, int flags, MessageWriter out) {
    RouteSpec spec = route.spec();
    IpPrefix destination = spec.destination().network();
    boolean onLink = isPlain(spec) && spec.hops().getFirst().onLink();
    out.begin(type, LinuxNetlink.NLM_F_REQUEST | flags);
    out.putFamily(spec.family());
    out.putByte(destination.prefixBits());
    out.putByte(spec.source().map(IpPrefix::prefixBits).orElse(0)).putByte(spec.tos());
    // A number that the header's byte cannot hold is in the attribute alone.
    out.putByte(spec.table() <= BYTE_MAX ? (int) spec.table() : RT_TABLE_UNSPEC);
    out.putByte(spec.protocol()).putByte(scope(spec)).putByte(number(spec.type()));
    out.putInt(onLink ? RTNH_F_ONLINK : 0);
    if (destination.prefixBits() > 0) {
      out.addressAttribute(RTA_DST, destination.address());
    }
    spec.source().ifPresent(it -> out.addressAttribute(RTA_SRC, it.network().address()));
    out.intAttribute(RTA_TABLE, (int) spec.table());
    ways(spec, route.hopLinks(), out);
    spec.preferredSource().ifPresent(it -> out.addressAttribute(RTA_PREFSRC, it));
    if (spec.metric() != 0) {
      out.intAttribute(RTA_PRIORITY, (int) spec.metric());
    }
    if (!isPlain(spec) && spec.realms() != 0) {
      out.intAttribute(RTA_FLOW, (int) spec.realms());
    }
  }

  private static boolean isPlain(RouteSpec spec) {
    return spec.hops().size() == 1;
  }

  private static void ways(RouteSpec spec, List<Integer> links, MessageWriter out) {
    if (isPlain(spec)) {
      Hop hop = spec.hops().getFirst();
      way(hop, hop.realms() == 0 ? spec.realms() : hop.realms(), out);
      if (links.getFirst() != 0) {
        out.intAttribute(RTA_OIF, links.getFirst());
      }
    } else if (!spec.hops().isEmpty()) {
      int all = out.beginNested(RTA_MULTIPATH);
      for (int i = 0; i < spec.hops().size(); i++) {
        Hop hop = spec.hops().get(i);
        int entry = out.beginEntry();
        out.putByte(hop.onLink() ? RTNH_F_ONLINK : 0).putByte(hop.weight() - 1);
        out.putInt(links.get(i));
        way(hop, hop.realms(), out);
        out.endNested(entry);
      }
      out.endNested(all);
    }
  }

  private static void way(Hop hop, long realms, MessageWriter out) {
    hop.gateway().ifPresent(it -> out.addressAttribute(RTA_GATEWAY, it));
    if (realms != 0) {
      out.intAttribute(RTA_FLOW, (int) realms);
    }
    hop.encapsulation().ifPresent(it -> EncapsulationEncoder.encode(it, out));
  }

  private static int number(RouteSpec.Type type) {
    return switch (type) {
      case UNICAST -> RTN_UNICAST;
      case LOCAL -> RTN_LOCAL;
      case BROADCAST -> RTN_BROADCAST;
      case MULTICAST -> RTN_MULTICAST;
      case ANYCAST -> RTN_ANYCAST;
      case THROW -> RTN_THROW;
      case UNREACHABLE -> RTN_UNREACHABLE;
      case PROHIBIT -> RTN_PROHIBIT;
      case BLACKHOLE -> RTN_BLACKHOLE;
      case NAT -> RTN_NAT;
    };
  }

  private static int number(RouteSpec.RouterPreference preference) {
    return switch (preference) {
      case LOW -> ICMPV6_ROUTER_PREF_LOW;
      case MEDIUM -> ICMPV6_ROUTER_PREF_MEDIUM;
      case HIGH -> ICMPV6_ROUTER_PREF_HIGH;
    };
  }

  /** As ip-route(8) chooses it: without a next hop the destination is on the link. */
  private static int scope(RouteSpec spec) {
    if (spec.scope() >= 0) {
      return spec.scope();
    }
    if (spec.family() == IpFamily.INET6) {
      return RT_SCOPE_UNIVERSE;
    }
    boolean onLink = isPlain(spec) && spec.hops().getFirst().gateway().isEmpty();
    return switch (spec.type()) {
      case LOCAL, NAT -> RT_SCOPE_HOST;
      case BROADCAST, MULTICAST, ANYCAST -> RT_SCOPE_LINK;
      case UNICAST -> onLink ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
      case THROW, UNREACHABLE, PROHIBIT, BLACKHOLE -> RT_SCOPE_UNIVERSE;
    };
  }
}
