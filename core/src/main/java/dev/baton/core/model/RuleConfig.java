package dev.baton.core.model;

import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;

/**
 * One line of virtual_rules or static_rules: what {@code ip rule add} would be told.
 *
 * @param family what its addresses say, else IPv4
 * @param preference where it stands among the rules; -1 if the line does not say it
 * @param protocol who made it
 * @param suppression which results of the table do not count
 */
public record RuleConfig(
    IpFamily family,
    Selector selector,
    Action action,
    long preference,
    int protocol,
    Suppression suppression,
    Tracking tracking) {

  /**
   * Which packets it is for; what is empty, 0 or -1 selects all.
   *
   * @param inverted it is for all other packets
   * @param inputDevice empty for any
   * @param outputDevice empty for any
   * @param tos -1 for any
   * @param mark empty for any
   * @param tunnelId 0 for any
   * @param ipProtocol -1 for any
   */
  public record Selector(
      boolean inverted,
      Optional<IpPrefix> from,
      Optional<IpPrefix> to,
      String inputDevice,
      String outputDevice,
      int tos,
      Optional<Mark> mark,
      long tunnelId,
      int ipProtocol,
      Optional<Range> users,
      Optional<Range> sourcePorts,
      Optional<Range> destinationPorts) {}

  /** A firewall mark, and the bits of it that count. */
  public record Mark(long mark, long mask) {}

  /** Numbers from the first to the last, both of them included. */
  public record Range(long first, long last) {}

  /** What is done with them. */
  public sealed interface Action {}

  /** They are looked up in that table. */
  public record Lookup(long table) implements Action {}

  /** They are looked up in the table of their VRF. */
  public record LookupOfVrf() implements Action {}

  /** The rules go on at that preference. */
  public record GoTo(long preference) implements Action {}

  /** Nothing is looked up. */
  public enum Verdict implements Action {
    NOP,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT
  }

  /**
   * Which results do not count.
   *
   * @param prefixBits those with a prefix of at most so many bits; -1 for none
   * @param interfaceGroup those that leave by an interface of that group; -1 for none
   * @param realms given to the packets; 0 for none
   */
  public record Suppression(long prefixBits, long interfaceGroup, long realms) {}
}
