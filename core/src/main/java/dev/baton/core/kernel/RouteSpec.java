package dev.baton.core.kernel;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * One route that the configuration wants, as {@code ip route} would take it.
 *
 * @param destination {@code 0.0.0.0/0} or {@code ::/0} for the default route
 * @param source prefix of senders that it is for (IPv6); empty for all
 * @param preferredSource what this host sends from by it; empty for the kernel's choice
 * @param hops one for a plain route, more for a multipath one; none for a route that drops
 * @param table the number of the routing table
 * @param protocol who made it; {@link #KEEPALIVED} unless the operator says otherwise
 * @param scope the RT_SCOPE_* number of rtnetlink(7); -1 if none was given: the type decides
 * @param metric 0 for the kernel's default
 * @param realms source realm in the upper 16 bits, destination realm in the lower ones; 0 for none
 * @param preference of the router (IPv6); empty for medium
 * @param expiresSeconds how long it lives (IPv6); 0 for ever
 * @param propagatesTtl MPLS: whether the TTL goes on; empty for the kernel's default
 */
public record RouteSpec(
    Type type,
    IpPrefix destination,
    Optional<IpPrefix> source,
    Optional<IpAddress> preferredSource,
    List<Hop> hops,
    long table,
    int protocol,
    int scope,
    int tos,
    long metric,
    long realms,
    List<Metric> metrics,
    String congestionControl,
    Optional<RouterPreference> preference,
    long expiresSeconds,
    Optional<Boolean> propagatesTtl,
    Insertion insertion) {

  /**
   * RTPROT_KEEPALIVED, the number that {@code /etc/iproute2/rt_protos} gives keepalived, which
   * tools know: whose routes and rules these are, unless they say otherwise.
   */
  public static final int KEEPALIVED = 18;

  /** RT_TABLE_MAIN. */
  public static final int MAIN = 254;

  /** RT_TABLE_LOCAL. */
  public static final int LOCAL = 255;

  /** A route with nothing special about it, in the table of this number. */
  public static RouteSpec unicast(IpPrefix destination, List<Hop> hops, long table, long metric) {
    return new RouteSpec(
        Type.UNICAST,
        destination,
        Optional.empty(),
        Optional.empty(),
        hops,
        table,
        KEEPALIVED,
        -1,
        0,
        metric,
        0,
        List.of(),
        "",
        Optional.empty(),
        0,
        Optional.empty(),
        Insertion.PREPEND);
  }

  /** The same from this address of the host. */
  public RouteSpec from(IpAddress own) {
    return new RouteSpec(this, hops, Optional.of(own));
  }

  /** The same by these next hops. */
  public RouteSpec by(List<Hop> others) {
    return new RouteSpec(this, others, preferredSource);
  }

  private RouteSpec(RouteSpec other, List<Hop> hops, Optional<IpAddress> preferredSource) {
    this(
        other.type,
        other.destination,
        other.source,
        preferredSource,
        hops,
        other.table,
        other.protocol,
        other.scope,
        other.tos,
        other.metric,
        other.realms,
        other.metrics,
        other.congestionControl,
        other.preference,
        other.expiresSeconds,
        other.propagatesTtl,
        other.insertion);
  }

  /** IPv4 or IPv6. */
  public IpFamily family() {
    return destination.address().family();
  }

  /** RTN_*: what the kernel does with a packet. */
  public enum Type {
    UNICAST,
    LOCAL,
    BROADCAST,
    MULTICAST,
    ANYCAST,
    THROW,
    UNREACHABLE,
    PROHIBIT,
    BLACKHOLE,
    NAT
  }

  /**
   * Where packets go next.
   *
   * @param gateway empty if the destination is on the link
   * @param device empty for the one that leads to the gateway
   * @param weight 1 to 256, its share of a multipath route
   * @param onLink the gateway counts as on the link, even where no address says so
   * @param realms as those of the route
   */
  public record Hop(
      Optional<IpAddress> gateway,
      String device,
      int weight,
      boolean onLink,
      Optional<Encapsulation> encapsulation,
      long realms) {

    /** A plain one: by this gateway, if any, on this link, if it is named. */
    public Hop(Optional<IpAddress> gateway, String device) {
      this(gateway, device, 1, false, Optional.empty(), 0);
    }
  }

  /** What is put around a packet on its way. */
  public sealed interface Encapsulation {}

  /** A stack of MPLS labels, the outermost first. */
  public record Mpls(List<Integer> labels) implements Encapsulation {}

  /** Identifier locator addressing: the upper half of an IPv6 address. */
  public record Ila(long locator) implements Encapsulation {}

  /**
   * An IP header for a tunnel's device.
   *
   * @param id of the tunnel; 0 for none
   * @param trafficClass TOS or traffic class
   * @param hopLimit TTL or hop limit; 0 for the kernel's
   */
  public record IpTunnel(
      IpFamily family,
      long id,
      Optional<IpAddress> destination,
      Optional<IpAddress> source,
      int trafficClass,
      int hopLimit,
      int flags)
      implements Encapsulation {}

  /**
   * What the kernel's TCP starts from on this route.
   *
   * @param value in the kernel's unit: times in milliseconds, of {@code RTT} eighths of them, of
   *     {@code RTTVAR} quarters
   * @param locked the kernel does not change it
   */
  public record Metric(Kind kind, long value, boolean locked) {

    /** A time in milliseconds. */
    public long millis() {
      return value / kind.unitsPerMilli();
    }

    /** RTAX_*. */
    public enum Kind {
      MTU,
      ADVMSS,
      REORDERING,
      CWND,
      SSTHRESH,
      WINDOW,
      INITCWND,
      INITRWND,
      HOPLIMIT,
      QUICKACK,
      FASTOPEN_NO_COOKIE,
      RTT,
      RTTVAR,
      RTO_MIN,
      FEATURES,
      CONGCTL;

      /** The kernel keeps smoothed times with more bits than whole milliseconds have. */
      public int unitsPerMilli() {
        return switch (this) {
          case RTT -> 8;
          case RTTVAR -> 4;
          default -> 1;
        };
      }
    }
  }

  /** ICMPV6_ROUTER_PREF_*. */
  public enum RouterPreference {
    LOW,
    MEDIUM,
    HIGH
  }

  /** Where it goes among routes to the same destination with the same metric. */
  public enum Insertion {
    /** Before them. */
    PREPEND,
    /** Nowhere: it fails if there is one. */
    ADD,
    /** Behind them. */
    APPEND
  }
}
