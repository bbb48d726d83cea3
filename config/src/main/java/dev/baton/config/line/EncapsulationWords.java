package dev.baton.config.line;

import dev.baton.config.text.Numbers;
import dev.baton.core.kernel.RouteSpec.Encapsulation;
import dev.baton.core.kernel.RouteSpec.Ila;
import dev.baton.core.kernel.RouteSpec.IpTunnel;
import dev.baton.core.kernel.RouteSpec.Mpls;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the words behind {@code encap} of a route or of a next hop. */
final class EncapsulationWords {

  /** The largest label of an MPLS header. */
  private static final long MPLS_LABEL_MAX = 0xF_FFFF;

  private static final String TYPES = "write mpls, ila, ip or ip6 after `encap`";

  private static final List<String> IP_OPTIONS = List.of("id", "dst", "src", "tos", "ttl", "flags");
  private static final List<String> IP6_OPTIONS =
      List.of("id", "dst", "src", "tc", "hoplimit", "flags");

  /** The encapsulation; empty if it is wrong, which refuses the line. */
  Optional<Encapsulation> read(LineWords words) {
    if (!words.hasNext()) {
      words.refuse("Missing encap type", TYPES);
      return Optional.empty();
    }
    String type = words.next().text();
    return switch (type) {
      case "mpls", "ila" -> {
        if (!words.hasNext()) {
          words.refuse(
              "missing argument for " + type + " encapsulation",
              type.equals("mpls")
                  ? "write labels, such as 16/17"
                  : "write the upper half of an IPv6 address");
          yield Optional.empty();
        }
        String argument = words.argument();
        yield type.equals("mpls") ? labels(words, argument) : locator(words, argument);
      }
      case "ip" -> tunnel(words, type, IpFamily.INET);
      case "ip6" -> tunnel(words, type, IpFamily.INET6);
      default -> {
        words.refuse("Unknown encap type - " + type, TYPES);
        yield Optional.empty();
      }
    };
  }

  /** The upper half of an IPv6 address: four groups of hexadecimal digits. */
  private static Optional<Encapsulation> locator(LineWords words, String text) {
    var address = IpAddress.parse(text + "::");
    if (address.isEmpty() || text.split(":", -1).length != 4) {
      words.refuse(
          "invalid locator " + text + " for ila encapsulation",
          "write four groups of hexadecimal digits, such as 2001:db8:0:1");
      return Optional.empty();
    }
    return Optional.of(new Ila(address.get().high()));
  }

  private static Optional<Encapsulation> labels(LineWords words, String stack) {
    var labels = new ArrayList<Integer>();
    for (String label : stack.split("/", -1)) {
      var number = Numbers.decimal(label);
      if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > MPLS_LABEL_MAX) {
        words.refuse(
            "invalid mpls address " + stack + " for encapsulation",
            "write labels from 0 to " + MPLS_LABEL_MAX + ", such as 16/17");
        return Optional.empty();
      }
      labels.add((int) number.getAsLong());
    }
    return Optional.of(new Mpls(List.copyOf(labels)));
  }

  private static Optional<Encapsulation> tunnel(LineWords words, String type, IpFamily family) {
    List<String> options = family == IpFamily.INET ? IP_OPTIONS : IP6_OPTIONS;
    Map<String, IpAddress> addresses = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    while (options.contains(words.peek())) {
      String option = words.next().text();
      if (!words.hasNext()) {
        break;
      }
      String value = words.argument();
      if (option.equals("dst") || option.equals("src")) {
        IpAddress.parse(value)
            .filter(it -> it.family() == family)
            .ifPresent(it -> addresses.put(option, it));
      } else {
        Numbers.cNotation(value).ifPresent(it -> numbers.put(option, it));
      }
      if (!addresses.containsKey(option) && !numbers.containsKey(option)) {
        words.refuse("invalid " + option + " " + value + " for " + type + " encapsulation");
        return Optional.empty();
      }
    }
    if (!addresses.containsKey("dst") && !numbers.containsKey("id")) {
      words.refuse(
          "address or id missing for " + type + " encapsulation", "write `dst ADDRESS` or `id N`");
      return Optional.empty();
    }
    return Optional.of(
        new IpTunnel(
            family,
            numbers.getOrDefault("id", 0L),
            Optional.ofNullable(addresses.get("dst")),
            Optional.ofNullable(addresses.get("src")),
            numbers.getOrDefault(family == IpFamily.INET ? "tos" : "tc", 0L).intValue(),
            numbers.getOrDefault(family == IpFamily.INET ? "ttl" : "hoplimit", 0L).intValue(),
            numbers.getOrDefault("flags", 0L).intValue()));
  }
}
