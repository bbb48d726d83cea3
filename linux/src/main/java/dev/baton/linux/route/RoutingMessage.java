package dev.baton.linux.route;

import static dev.baton.linux.libc.LinuxRouting.*;

import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RoutingNotice;
import dev.baton.core.kernel.RoutingNotice.Way;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxRouting.Rtmsg;
import dev.baton.linux.libc.LinuxRouting.Rtnexthop;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what rtnetlink says of a route (RTM_DELROUTE), as far as it tells routes apart. */
final class RoutingMessage {

  private RoutingMessage() {}

  /** Empty when it is of another family, or of a type that no configuration asks for. */
  static Optional<RoutingNotice> decode(MessageReader message) {
    Optional<IpFamily> family = family(message.byteAt(Rtmsg.RTM_FAMILY));
    Optional<RouteSpec.Type> type = type(message.byteAt(Rtmsg.RTM_TYPE));
    if (family.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    var attributes = new Attributes(message);
    IpAddress any = family.get() == IpFamily.INET ? IpAddress.ANY4 : IpAddress.ANY6;
    int destinationBits = message.byteAt(Rtmsg.RTM_DST_LEN);
    int sourceBits = message.byteAt(Rtmsg.RTM_SRC_LEN);
    int bitsMax = family.get().prefixBitsMax();
    IpAddress to = attributes.destination.orElse(any);
    if (destinationBits > bitsMax || sourceBits > bitsMax || to.family() != family.get()) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutingNotice.OfRoute(
            type.get(),
            new IpPrefix(to, destinationBits),
            attributes
                .source
                .filter(it -> it.family() == family.get())
                .map(it -> new IpPrefix(it, sourceBits)),
            message.byteAt(Rtmsg.RTM_TOS),
            attributes.table,
            attributes.metric,
            attributes.ways()));
  }

  static Optional<IpFamily> family(int number) {
    return switch (number) {
      case SysSocket.AF_INET -> Optional.of(IpFamily.INET);
      case SysSocket.AF_INET6 -> Optional.of(IpFamily.INET6);
      default -> Optional.empty();
    };
  }

  private static Optional<RouteSpec.Type> type(int number) {
    return switch (number) {
      case RTN_UNICAST -> Optional.of(RouteSpec.Type.UNICAST);
      case RTN_LOCAL -> Optional.of(RouteSpec.Type.LOCAL);
      case RTN_BROADCAST -> Optional.of(RouteSpec.Type.BROADCAST);
      case RTN_MULTICAST -> Optional.of(RouteSpec.Type.MULTICAST);
      case RTN_ANYCAST -> Optional.of(RouteSpec.Type.ANYCAST);
      case RTN_THROW -> Optional.of(RouteSpec.Type.THROW);
      case RTN_UNREACHABLE -> Optional.of(RouteSpec.Type.UNREACHABLE);
      case RTN_PROHIBIT -> Optional.of(RouteSpec.Type.PROHIBIT);
      case RTN_BLACKHOLE -> Optional.of(RouteSpec.Type.BLACKHOLE);
      case RTN_NAT -> Optional.of(RouteSpec.Type.NAT);
      default -> Optional.empty();
    };
  }

  /** The attributes as they come, in any order. */
  private static final class Attributes {

    private Optional<IpAddress> destination = Optional.empty();
    private Optional<IpAddress> source = Optional.empty();
    private Optional<IpAddress> gateway = Optional.empty();
    private int linkIndex;
    private long table;
    private long metric;
    private final List<Way> several = new ArrayList<>();

    Attributes(MessageReader message) {
      table = message.byteAt(Rtmsg.RTM_TABLE);
      AttributeReader attribute = message.attributes(Rtmsg.SIZE);
      while (attribute.next()) {
        take(attribute);
      }
    }

    private void take(AttributeReader attribute) {
      switch (attribute.type()) {
        case RTA_DST -> destination = attribute.asAddress();
        case RTA_SRC -> source = attribute.asAddress();
        case RTA_GATEWAY -> gateway = attribute.asAddress();
        case RTA_OIF -> linkIndex = attribute.asInt();
        case RTA_TABLE -> table = Integer.toUnsignedLong(attribute.asInt());
        case RTA_PRIORITY -> metric = Integer.toUnsignedLong(attribute.asInt());
        case RTA_MULTIPATH -> addWays(attribute);
        default -> {}
      }
    }

    private void addWays(AttributeReader attribute) {
      int at = 0;
      while (at + Rtnexthop.SIZE <= attribute.length()) {
        int length = attribute.shortAt(at + Rtnexthop.RTNH_LEN);
        if (length < Rtnexthop.SIZE || length > attribute.length() - at) {
          return;
        }
        several.add(
            new Way(
                gateway(attribute.nested(at + Rtnexthop.SIZE, at + length)),
                attribute.intAt(at + Rtnexthop.RTNH_IFINDEX)));
        at += length + 3 & ~3;
      }
    }

    private static Optional<IpAddress> gateway(AttributeReader inside) {
      while (inside.next()) {
        if (inside.type() == RTA_GATEWAY) {
          return inside.asAddress();
        }
      }
      return Optional.empty();
    }

    List<Way> ways() {
      return several.isEmpty() ? List.of(new Way(gateway, linkIndex)) : List.copyOf(several);
    }
  }
}
