package dev.baton.config.line;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.text.Numbers;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What routes and rules name: entries of iproute2's tables, prefixes, interfaces, track groups.
 *
 * @param rulePreferences where rules stand that do not say it
 * @param trackGroups those that a static route or rule may name
 */
public record RoutingNames(
    HostFacts facts,
    Diagnostics diagnostics,
    boolean interfacesMayBeAbsent,
    RulePreferences rulePreferences,
    Set<String> trackGroups) {

  static final long UINT_MAX = 0xFFFF_FFFFL;

  /** The number that a name, or a number in C notation up to the greatest, stands for. */
  OptionalLong number(RoutingName kind, String value, long greatest) {
    OptionalLong number = Numbers.cNotation(value);
    if (number.isPresent()) {
      boolean fits = number.getAsLong() >= 0 && number.getAsLong() <= greatest;
      return fits ? number : OptionalLong.empty();
    }
    OptionalInt named = facts.routingNumber(kind, value);
    return named.isPresent() ? OptionalLong.of(named.getAsInt()) : OptionalLong.empty();
  }

  /** That number as the argument of a line; 0, and the line refused, if there is none. */
  long argument(LineWords words, RoutingName kind, long greatest, String message) {
    String value = words.argument();
    OptionalLong number = number(kind, value, greatest);
    if (number.isEmpty() && !words.wrong()) {
      words.refuse(message.replace("{value}", value));
    }
    return number.orElse(0);
  }

  /**
   * The realms of a word, {@code [SOURCE/]DESTINATION}, the source in the upper half.
   *
   * @return empty if one of them is none
   */
  OptionalLong realms(String value, long greatest) {
    long realms = 0;
    for (String part : value.split("/", -1)) {
      OptionalLong number = number(RoutingName.REALM, part, greatest);
      if (number.isEmpty()) {
        return number;
      }
      realms = realms << 16 | number.getAsLong();
    }
    return OptionalLong.of(realms);
  }

  /** The length of a word's prefix; that of a host, which is told, if it is wrong. */
  static IpPrefix prefix(LineWords words, String word, IpAddress address) {
    int whole = address.family().prefixBitsMax();
    int slash = word.indexOf('/');
    if (slash < 0 || slash + 1 == word.length()) {
      return IpPrefix.host(address);
    }
    OptionalLong bits = Numbers.decimal(word.substring(slash + 1));
    if (bits.isPresent() && bits.getAsLong() >= 0 && bits.getAsLong() <= whole) {
      return new IpPrefix(address, (int) bits.getAsLong());
    }
    words.tell(
        "Invalid address prefix len "
            + word.substring(slash + 1)
            + " for address "
            + word
            + " - using "
            + whole,
        "write a length from 0 to " + whole);
    return IpPrefix.host(address);
  }

  /** The interface that the argument names; what is absent is told, and counts. */
  String device(LineWords words, String what) {
    String device = words.argument();
    if (!words.wrong() && facts.networkInterface(device).isEmpty() && !interfacesMayBeAbsent) {
      diagnostics.add(
          AddressLines.absentInterface(
              words.last().span(),
              "WARNING - interface " + device + " for " + what + " doesn't exist",
              facts,
              diagnostics));
    }
    return device;
  }

  /** The track group that the argument names; none if it is unknown, which is told. */
  String trackGroup(LineWords words) {
    String group = words.argument();
    if (trackGroups.contains(group)) {
      return group;
    }
    words.tell("track_group " + group + " not found", "name a `track_group` of this file");
    return "";
  }
}
