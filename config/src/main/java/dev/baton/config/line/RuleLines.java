package dev.baton.config.line;

import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.keyword.Block;
import dev.baton.config.text.Numbers;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.kernel.RuleSpec.Action;
import dev.baton.core.kernel.RuleSpec.GoTo;
import dev.baton.core.kernel.RuleSpec.Lookup;
import dev.baton.core.kernel.RuleSpec.LookupOfVrf;
import dev.baton.core.kernel.RuleSpec.Mark;
import dev.baton.core.kernel.RuleSpec.Range;
import dev.baton.core.kernel.RuleSpec.Selector;
import dev.baton.core.kernel.RuleSpec.Suppression;
import dev.baton.core.kernel.RuleSpec.Verdict;
import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.model.RuleConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one line of a rule block: the words of {@code ip rule add}. */
public final class RuleLines {

  private static final long UINT_MAX = RoutingNames.UINT_MAX;
  private static final int OCTET_MAX = 255;

  /** IPPROTO_RAW and above select nothing. */
  private static final int IP_PROTOCOL_MAX = 254;

  private final RoutingNames names;

  /** Reads with these names. */
  public RuleLines(RoutingNames names) {
    this.names = names;
  }

  /** What a line says so far. */
  private static final class Draft {
    private Optional<IpFamily> family = Optional.empty();
    private boolean inverted;
    private Optional<IpPrefix> from = Optional.empty();
    private Optional<IpPrefix> to = Optional.empty();
    private String inputDevice = "";
    private String outputDevice = "";
    private int tos = -1;
    private Optional<Mark> mark = Optional.empty();
    private long tunnelId;
    private int ipProtocol = -1;
    private Optional<Range> users = Optional.empty();
    private Optional<Range> sourcePorts = Optional.empty();
    private Optional<Range> destinationPorts = Optional.empty();
    private Optional<Action> action = Optional.empty();
    private long suppressedBits = -1;
    private long suppressedGroup = -1;
    private long realms;
    private boolean suppresses;
    private long preference = -1;
    private int protocol = RouteSpec.KEEPALIVED;
    private boolean tracked = true;
    private String trackGroup = "";

    RuleConfig done(Action chosen) {
      var spec =
          new RuleSpec(
              family.orElse(IpFamily.INET),
              new Selector(
                  inverted,
                  from,
                  to,
                  inputDevice,
                  outputDevice,
                  tos,
                  mark,
                  tunnelId,
                  ipProtocol,
                  users,
                  sourcePorts,
                  destinationPorts),
              chosen,
              preference,
              tracked ? RouteSpec.KEEPALIVED : protocol,
              new Suppression(suppressedBits, suppressedGroup, realms));
      return new RuleConfig(spec, new Tracking(tracked, trackGroup));
    }
  }

  /** The rule of a line; empty if it must be ignored, which has been told. */
  public Optional<RuleConfig> read(Directive.Line line) {
    var words = new LineWords(line, Block.RULE_LINE, names.diagnostics());
    var rule = new Draft();
    while (words.hasNext() && !words.wrong()) {
      option(rule, words);
    }
    if (words.wrong()) {
      return Optional.empty();
    }
    if (rule.action.isEmpty()) {
      words.refuse(
          "No action specified for rule - ignoring",
          "write an action, such as `table N`, `goto N` or `blackhole`");
      return Optional.empty();
    }
    judge(rule, rule.action.get(), words);
    return words.wrong() ? Optional.empty() : Optional.of(rule.done(rule.action.get()));
  }

  private void judge(Draft rule, Action action, LineWords words) {
    boolean looksUp = action instanceof Lookup || action instanceof LookupOfVrf;
    if (rule.suppresses && !looksUp) {
      words.refuse(
          "suppressor/realm specified for non table action - skipping",
          "write `table N` with it, or delete it");
    } else if (action instanceof GoTo(long target) && rule.preference >= target) {
      words.refuse(
          "Invalid rule - preference " + rule.preference + " >= goto target " + target,
          "write a target above the preference");
    } else if (action instanceof GoTo && rule.preference < 0) {
      words.refuse("Invalid rule - goto needs a preference", "write `preference N` as well");
    } else {
      if (rule.preference < 0) {
        rule.preference = names.rulePreferences().take(rule.family.orElse(IpFamily.INET));
        words.tell(
            "Rule has no preference specified - setting to "
                + rule.preference
                + ". This is probably not what you want.",
            "write `preference N`");
      }
      if (rule.protocol != RouteSpec.KEEPALIVED && rule.tracked) {
        words.tell(
            "Rule cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol",
            "write `no_track` as well, or delete `protocol`");
      }
    }
  }

  private void option(Draft rule, LineWords words) {
    String word = words.next().text();
    switch (word) {
      // keepalived swallows the word behind these (its defect).
      case "inet", "inet6" -> words.argument();
      case "not" -> rule.inverted = true;
      case "no_track" -> rule.tracked = false;
      case "from" -> rule.from = prefix(rule, words, word);
      case "to" -> rule.to = prefix(rule, words, word);
      case "table", "lookup" -> table(rule, words);
      case "l3mdev" -> act(rule, words, new LookupOfVrf());
      case "nop", "blackhole", "unreachable", "prohibit" -> act(rule, words, verdict(word));
      case "goto" -> {
        long target = Numbers.cNotation(words.argument()).orElse(-1);
        if (target < 0) {
          words.refuse("Invalid target goto specified");
        }
        act(rule, words, new GoTo(target));
      }
      case "type" -> type(rule, words);
      case "preference", "order", "priority" -> preference(rule, words, word);
      case "fwmark" -> rule.mark = mark(words);
      case "realms", "suppress_prefixlength", "sup_pl", "suppress_ifgroup", "sup_group" -> {
        suppress(rule, words, word);
        rule.suppresses = true;
      }
      case "dev", "iif" -> rule.inputDevice = names.device(words, "rule");
      case "oif" -> rule.outputDevice = names.device(words, "rule");
      case "track_group" -> rule.trackGroup = names.trackGroup(words);
      default -> {
        if (!selector(rule, words, word)) {
          unknown(words, word);
        }
      }
    }
  }

  private static void unknown(LineWords words, String word) {
    switch (word) {
      case "unicast", "local", "broadcast", "multicast", "throw", "nat" ->
          words.refuse(
              "Invalid rule action " + word,
              "write table, goto, nop, blackhole, unreachable or prohibit");
      default -> words.refuse("Unknown rule option " + word);
    }
  }

  private static void act(Draft rule, LineWords words, Action action) {
    if (rule.action.isPresent()) {
      words.refuse(
          "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable for"
              + " rule",
          "keep one of them");
    }
    rule.action = Optional.of(action);
  }

  private static Verdict verdict(String word) {
    return Verdict.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static void type(Draft rule, LineWords words) {
    String action = words.argument();
    switch (action) {
      case "nop", "blackhole", "unreachable", "prohibit" -> act(rule, words, verdict(action));
      default -> unknown(words, action);
    }
  }

  private static Optional<IpPrefix> prefix(Draft rule, LineWords words, String side) {
    String word = words.argument();
    if (words.wrong() || word.equals("all") || word.equals("any") || word.equals("default")) {
      return Optional.empty();
    }
    int slash = word.indexOf('/');
    var address = IpAddress.parse(slash < 0 ? word : word.substring(0, slash));
    if (address.isEmpty()) {
      words.refuse(
          "Invalid rule " + side + " address " + word,
          "write a network, such as 192.0.2.0/24, or `all`");
      return Optional.empty();
    }
    IpPrefix prefix = RoutingNames.prefix(words, word, address.get());
    if (rule.family.isPresent() && rule.family.get() != address.get().family()) {
      words.refuse("rule specification has mixed IPv4 and IPv6", "use one family per line");
    }
    rule.family = Optional.of(address.get().family());
    return Optional.of(prefix);
  }

  private void table(Draft rule, LineWords words) {
    String value = words.argument();
    if (words.wrong()) {
      return;
    }
    OptionalLong table = names.number(RoutingName.TABLE, value, UINT_MAX);
    if (table.isEmpty() || Numbers.cNotation(value).orElse(1) == 0) {
      words.refuse("Routing table " + value + " not found for rule");
    }
    act(rule, words, new Lookup(table.orElse(0)));
  }

  private static void preference(Draft rule, LineWords words, String word) {
    OptionalLong number = unsigned(words.argument());
    if (number.isEmpty()) {
      words.refuse("Invalid rule " + word + " preference specified");
    }
    rule.preference = number.orElse(-1);
  }

  private static Optional<Mark> mark(LineWords words) {
    String value = words.argument();
    int slash = value.indexOf('/');
    OptionalLong mark = unsigned(slash < 0 ? value : value.substring(0, slash));
    OptionalLong mask =
        slash < 0 ? OptionalLong.of(UINT_MAX) : unsigned(value.substring(slash + 1));
    if (mark.isEmpty() || mask.isEmpty()) {
      words.refuse("Invalid rule fwmark " + value + " specified");
      return Optional.empty();
    }
    return Optional.of(new Mark(mark.getAsLong(), mask.getAsLong()));
  }

  private static OptionalLong unsigned(String word) {
    OptionalLong number = Numbers.cNotation(word);
    boolean fits = number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= UINT_MAX;
    return fits ? number : OptionalLong.empty();
  }

  private void suppress(Draft rule, LineWords words, String word) {
    switch (word) {
      case "realms" -> {
        String value = words.argument();
        OptionalLong realms = names.realms(value, UINT_MAX);
        if (realms.isEmpty()) {
          words.refuse("invalid realms " + value + " for rule");
        }
        rule.realms = realms.orElse(0);
      }
      case "suppress_prefixlength", "sup_pl" ->
          rule.suppressedBits =
              words.number(
                  0, UINT_MAX, "Invalid suppress_prefixlength suppress_prefixlength specified");
      default ->
          rule.suppressedGroup =
              names.argument(
                  words, RoutingName.GROUP, UINT_MAX, "suppress_group {value} is invalid");
    }
  }

  private boolean selector(Draft rule, LineWords words, String word) {
    switch (word) {
      case "tos", "dsfield" ->
          rule.tos =
              (int)
                  names.argument(
                      words, RoutingName.DSFIELD, OCTET_MAX, "TOS value {value} is invalid");
      case "tunnel-id" ->
          rule.tunnelId = words.number(0, Long.MAX_VALUE, "Invalid tunnel-id tunnel-id specified");
      case "ipproto" ->
          rule.ipProtocol =
              (int)
                  names.argument(
                      words, RoutingName.IP_PROTOCOL, IP_PROTOCOL_MAX, "Invalid ipproto {value}");
      case "protocol" ->
          rule.protocol =
              (int)
                  names.argument(
                      words, RoutingName.PROTOCOL, OCTET_MAX, "Invalid protocol {value}");
      case "uidrange" -> rule.users = range(words, "Invalid uidrange uidrange specified");
      // A single port is refused as keepalived refuses it.
      case "sport" -> rule.sourcePorts = range(words, "invalid sport range {value}");
      case "dport" -> rule.destinationPorts = range(words, "invalid dport range {value}");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Optional<Range> range(LineWords words, String message) {
    String value = words.argument();
    int dash = value.indexOf('-');
    OptionalLong first =
        dash > 0 ? Numbers.decimal(value.substring(0, dash)) : OptionalLong.empty();
    OptionalLong last = unsigned(value.substring(dash + 1));
    if (first.isEmpty() || last.isEmpty()) {
      words.refuse(message.replace("{value}", value));
      return Optional.empty();
    }
    return Optional.of(new Range(first.getAsLong(), last.getAsLong()));
  }
}
