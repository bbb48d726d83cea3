package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * One line of virtual_routes or static_routes: what {@code ip route add} would be told.
 *
 * @param destination {@code 0.0.0.0/0} or {@code ::/0} for the default route
 * @param source prefix of senders that it is for (IPv6); empty for all
 * @param preferredSource what this host sends from by it; empty for the kernel's choice
 * @param hops one for a plain route, more for a multipath one; none for a route that drops
 * @param table 0 if the line does not say one: the main table
 * @param scope -1 if the line does not say one: its type decides
 * @param metric 0 for the kernel's default
 * @param realms source realm in the upper 16 bits, destination realm in the lower ones; 0 for none
 * @param preference of the router (IPv6); empty for medium
 * @param expiresSeconds how long it lives (IPv6); 0 for ever
 * @param propagatesTtl MPLS: whether the TTL goes on; empty for the kernel's default
 * @param tracking what its loss does
 */
public record RouteConfig(
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
    Insertion insertion,
    Tracking tracking) {

  /** RTPROT_KEEPALIVED: whose routes and rules these are, unless they say otherwise. */
  public static final int PROTOCOL = 18;

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
      long realms) {}

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
      CONGCTL
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

  /**
   * What it does that a route or rule is lost.
   *
   * @param tracked the instance fails with it
   * @param group of a static one: the track_group whose instances fail with it; empty for none
   */
  public record Tracking(boolean tracked, String group) {
    /** As a line that says nothing of it. */
    public static final Tracking DEFAULT = new Tracking(true, "");
  }
}
