package dev.baton.config.line;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.text.Numbers;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.Optional;
import java.util.Set;

/** Reads one line of a rule block: the words of {@code ip rule add}. */
public final class RuleLines {

  private static final long UINT_MAX = 0xFFFF_FFFFL;

  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean interfacesMayBeAbsent;
  private final Set<String> trackGroups;

  /** Reads with these facts; static rules may name these groups. */
  public RuleLines(
      HostFacts facts,
      Diagnostics diagnostics,
      boolean interfacesMayBeAbsent,
      Set<String> trackGroups) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.interfacesMayBeAbsent = interfacesMayBeAbsent;
    this.trackGroups = trackGroups;
  }

  /** What a line says so far. */
  private static final class Rule {
    private Optional<IpFamily> family = Optional.empty();
    private String action = "";
    private boolean suppressed;
    private boolean untracked;
    private boolean foreignProtocol;
    private long preference = -1;
    private long target = -1;
  }

  /** Checks one line; tells of all that is wrong with it. */
  public void check(Directive.Line line) {
    var words = new LineWords(line, diagnostics);
    var rule = new Rule();
    while (words.hasNext() && !words.wrong()) {
      option(rule, words);
    }
    if (!words.wrong()) {
      judge(rule, words);
    }
  }

  private static void judge(Rule rule, LineWords words) {
    boolean looksUp = rule.action.equals("table") || rule.action.equals("l3mdev");
    if (rule.action.isEmpty()) {
      words.refuse("No action specified for rule - ignoring");
    } else if (rule.suppressed && !looksUp) {
      words.refuse("suppressor/realm specified for non table action - skipping");
    } else if (rule.action.equals("goto") && rule.preference >= rule.target) {
      words.refuse(
          "Invalid rule - preference " + rule.preference + " >= goto target " + rule.target);
    } else if (rule.action.equals("goto") && rule.preference < 0) {
      words.refuse("Invalid rule - goto needs a preference");
    } else {
      if (rule.preference < 0) {
        words.tell(
            "Rule has no preference specified - setting to 16384. This is probably not what you"
                + " want.");
      }
      if (rule.foreignProtocol && !rule.untracked) {
        words.tell(
            "Rule cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol");
      }
    }
  }

  private void option(Rule rule, LineWords words) {
    String word = words.next().text();
    switch (word) {
      // keepalived swallows the word behind these (its defect).
      case "inet", "inet6" -> words.argument();
      case "not" -> {}
      case "no_track" -> rule.untracked = true;
      case "from", "to" -> selector(rule, words, word);
      case "table", "lookup" -> table(rule, words);
      case "l3mdev", "nop", "blackhole", "unreachable", "prohibit" -> act(rule, words, word);
      case "goto" -> {
        String value = words.argument();
        rule.target = Numbers.cNotation(value).orElse(-1);
        if (rule.target < 0) {
          words.refuse("Invalid target goto specified");
        }
        act(rule, words, "goto");
      }
      case "type" -> type(rule, words);
      case "preference", "order", "priority" -> preference(rule, words, word);
      case "fwmark" -> mark(words);
      case "realms" -> {
        realms(words);
        rule.suppressed = true;
      }
      case "suppress_prefixlength", "sup_pl" -> {
        words.number(0, UINT_MAX, "Invalid suppress_prefixlength suppress_prefixlength specified");
        rule.suppressed = true;
      }
      case "suppress_ifgroup", "sup_group" -> {
        named(words, RoutingName.GROUP, UINT_MAX, "suppress_group {value} is invalid");
        rule.suppressed = true;
      }
      case "dev", "iif", "oif" -> device(words);
      case "track_group" -> {
        String group = words.argument();
        if (!trackGroups.contains(group)) {
          words.tell("track_group " + group + " not found");
        }
      }
      default -> {
        if (!simple(rule, words, word)) {
          unknown(words, word);
        }
      }
    }
  }

  private static void unknown(LineWords words, String word) {
    switch (word) {
      case "unicast", "local", "broadcast", "multicast", "throw", "nat" ->
          words.refuse("Invalid rule action " + word);
      default -> words.refuse("Unknown rule option " + word);
    }
  }

  private static void act(Rule rule, LineWords words, String action) {
    if (!rule.action.isEmpty()) {
      words.refuse(
          "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable for"
              + " rule");
    }
    rule.action = action;
  }

  private static void type(Rule rule, LineWords words) {
    String action = words.argument();
    switch (action) {
      case "nop", "blackhole", "unreachable", "prohibit" -> act(rule, words, action);
      default -> unknown(words, action);
    }
  }

  private void selector(Rule rule, LineWords words, String side) {
    String word = words.argument();
    if (words.wrong() || word.equals("all") || word.equals("any") || word.equals("default")) {
      return;
    }
    int slash = word.indexOf('/');
    var address = IpAddress.parse(slash < 0 ? word : word.substring(0, slash));
    if (address.isEmpty()) {
      words.refuse("Invalid rule " + side + " address " + word);
      return;
    }
    int whole = address.get().family().prefixBitsMax();
    if (slash >= 0 && !Quantities.whole(word.substring(slash + 1), 0, whole).good()) {
      words.tell(
          "Invalid address prefix len "
              + word.substring(slash + 1)
              + " for address "
              + word
              + " - using "
              + whole);
    }
    if (rule.family.isPresent() && rule.family.get() != address.get().family()) {
      words.refuse("rule specification has mixed IPv4 and IPv6");
    }
    rule.family = Optional.of(address.get().family());
  }

  private void table(Rule rule, LineWords words) {
    String value = words.argument();
    if (words.wrong()) {
      return;
    }
    var number = Numbers.cNotation(value);
    boolean known =
        number.isPresent()
            ? number.getAsLong() > 0 && number.getAsLong() <= UINT_MAX
            : facts.routingNumber(RoutingName.TABLE, value).isPresent();
    if (!known) {
      words.refuse("Routing table " + value + " not found for rule");
    }
    act(rule, words, "table");
  }

  private static void preference(Rule rule, LineWords words, String word) {
    String value = words.argument();
    var number = Numbers.cNotation(value);
    boolean fits = number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= UINT_MAX;
    if (!fits && !words.wrong()) {
      words.refuse("Invalid rule " + word + " preference specified");
    }
    rule.preference = number.orElse(-1);
  }

  private static void mark(LineWords words) {
    String value = words.argument();
    int slash = value.indexOf('/');
    boolean right = isUnsigned(slash < 0 ? value : value.substring(0, slash));
    right &= slash < 0 || isUnsigned(value.substring(slash + 1));
    if (!right && !words.wrong()) {
      words.refuse("Invalid rule fwmark " + value + " specified");
    }
  }

  private static boolean isUnsigned(String word) {
    var number = Numbers.cNotation(word);
    return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= UINT_MAX;
  }

  private void realms(LineWords words) {
    String value = words.argument();
    for (String part : value.split("/", -1)) {
      boolean known = isUnsigned(part) || facts.routingNumber(RoutingName.REALM, part).isPresent();
      if (!known && !words.wrong()) {
        words.refuse("invalid realms " + value + " for rule");
      }
    }
  }

  private void named(LineWords words, RoutingName kind, long greatest, String message) {
    String value = words.argument();
    var number = Numbers.cNotation(value);
    boolean known =
        number.isPresent()
            ? number.getAsLong() >= 0 && number.getAsLong() <= greatest
            : facts.routingNumber(kind, value).isPresent();
    if (!known && !words.wrong()) {
      words.refuse(message.replace("{value}", value));
    }
  }

  private void device(LineWords words) {
    String device = words.argument();
    if (!words.wrong() && facts.networkInterface(device).isEmpty() && !interfacesMayBeAbsent) {
      diagnostics.add(
          AddressLines.absentInterface(
              words.last().span(),
              "WARNING - interface " + device + " for rule doesn't exist",
              facts,
              diagnostics));
    }
  }

  private boolean simple(Rule rule, LineWords words, String word) {
    switch (word) {
      case "tos", "dsfield" ->
          named(words, RoutingName.DSFIELD, 255, "TOS value {value} is invalid");
      case "tunnel-id" -> words.number(0, Long.MAX_VALUE, "Invalid tunnel-id tunnel-id specified");
      case "ipproto" -> named(words, RoutingName.IP_PROTOCOL, 254, "Invalid ipproto {value}");
      case "protocol" -> {
        named(words, RoutingName.PROTOCOL, 255, "Invalid protocol {value}");
        rule.foreignProtocol = !words.last().text().equals("18");
      }
      case "uidrange" -> range(words, "Invalid uidrange uidrange specified");
      // A single port is refused as keepalived refuses it.
      case "sport", "dport" -> range(words, "invalid " + word + " range {value}");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void range(LineWords words, String message) {
    String value = words.argument();
    int dash = value.indexOf('-');
    boolean right =
        dash > 0
            && Numbers.decimal(value.substring(0, dash)).isPresent()
            && isUnsigned(value.substring(dash + 1));
    if (!right && !words.wrong()) {
      words.refuse(message.replace("{value}", value));
    }
  }
}
