package dev.baton.core.kernel;

import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;

/**
 * One routing rule that the configuration wants, as {@code ip rule} would take it.
 *
 * @param family what its addresses say, else IPv4
 * @param preference where it stands among the rules, the smallest first
 * @param protocol who made it
 * @param suppression which results of the table do not count
 */
public record RuleSpec(
    IpFamily family,
    Selector selector,
    Action action,
    long preference,
    int protocol,
    Suppression suppression) {

  /**
   * A rule with nothing special about it: what comes from there is looked up in the table of this
   * number.
   *
   * @param inputDevice empty for any
   */
  public static RuleSpec lookup(IpPrefix from, String inputDevice, long table, long preference) {
    var selector =
        new Selector(
            false,
            Optional.of(from),
            Optional.empty(),
            inputDevice,
            "",
            -1,
            Optional.empty(),
            0,
            -1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new RuleSpec(
        from.address().family(),
        selector,
        new Lookup(table),
        preference,
        RouteSpec.KEEPALIVED,
        Suppression.NONE);
  }

  /** The same as the kernel tells it again, which has no word for a selector that selects all. */
  public RuleSpec asTold() {
    var told =
        new Selector(
            selector.inverted,
            selector.from.filter(it -> it.prefixBits() > 0),
            selector.to.filter(it -> it.prefixBits() > 0),
            selector.inputDevice,
            selector.outputDevice,
            Math.max(0, selector.tos),
            selector.mark.filter(it -> it.mark() != 0 || !it.isWhole()),
            selector.tunnelId,
            Math.max(0, selector.ipProtocol),
            selector.users,
            selector.sourcePorts,
            selector.destinationPorts);
    return new RuleSpec(family, told, action, preference, protocol, suppression);
  }

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
  public record Mark(long mark, long mask) {

    /** Every bit. */
    public static final long WHOLE_MASK = 0xFFFF_FFFFL;

    /** Whether all bits count. */
    public boolean isWhole() {
      return mask == WHOLE_MASK;
    }
  }

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
  public record Suppression(long prefixBits, long interfaceGroup, long realms) {

    /** All count. */
    public static final Suppression NONE = new Suppression(-1, -1, 0);
  }
}
