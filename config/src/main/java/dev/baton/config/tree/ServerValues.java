package dev.baton.config.tree;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Numbers;
import dev.baton.config.text.Word;
import dev.baton.core.model.Checker.StatusRange;
import dev.baton.core.model.Forwarding;
import dev.baton.core.model.Forwarding.Checksum;
import dev.baton.core.model.Forwarding.TunnelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The special forms of the load balancer's and the checkers' keywords. */
final class ServerValues {

  private static final int DNS_LABEL_BYTES_MAX = 63;
  private static final int PORT_MAX = 65_535;

  private final ValueParser parser;

  ServerValues(ValueParser parser) {
    this.parser = parser;
  }

  Optional<Value> parse(Keyword keyword, List<Word> words, String owner) {
    return switch (keyword.canonicalName()) {
      case "lvs_method", "sorry_server_lvs_method" -> method(keyword, words, owner);
      case "persistence_granularity" -> granularity(keyword, words, owner);
      case "sorry_server" -> endpoint(keyword, words, owner);
      case "payload" -> hex(keyword, words, owner, "");
      case "require_reply" -> hex(keyword, words, owner, "xX");
      case "digest" -> digest(keyword, words, owner);
      case "status_code" -> statusCodes(keyword, words, owner);
      case "name" -> name(keyword, words, owner);
      default -> throw new IllegalArgumentException(keyword.name() + " has no special form");
    };
  }

  /** What the words after a method say of its tunnel. */
  private static final class TunnelDraft {
    private TunnelType type = TunnelType.IPIP;
    private int port;
    private Optional<Checksum> checksum = Optional.empty();

    /** What does not go together; empty if all does. */
    String fault() {
      if ((type == TunnelType.GUE) != (port > 0)) {
        return "type gue needs a port, and no other type takes one";
      }
      if (type == TunnelType.IPIP && checksum.isPresent() && checksum.get() != Checksum.NONE) {
        return "type ipip has no checksum";
      }
      return type == TunnelType.GRE && checksum.isPresent() && checksum.get() == Checksum.REMOTE
          ? "gre tunnels do not support remote checksum option"
          : "";
    }
  }

  private Optional<Value> method(Keyword keyword, List<Word> words, String owner) {
    String method = words.get(1).text();
    boolean tunnels = method.equals("TUN");
    if (!tunnels && !method.equals("NAT") && !method.equals("DR")) {
      return parser.bad(keyword, words.get(1), owner, "it takes NAT, DR or TUN");
    }
    var draft = new TunnelDraft();
    for (int i = 2; i < words.size(); i++) {
      Word word = words.get(i);
      Optional<Word> next = i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty();
      String fault = tunnelOption(draft, word, next.map(Word::text).orElse(""), method);
      boolean valued = word.text().equals("type") || word.text().equals("port");
      if (!fault.isEmpty()) {
        Word place = word.text().equals("port") ? next.orElse(word) : word;
        return parser.bad(keyword, place, owner, fault);
      }
      i += valued ? 1 : 0;
    }
    if (!tunnels) {
      return Optional.of(
          new Value.Forward(
              method.equals("NAT")
                  ? new Forwarding.Masquerading()
                  : new Forwarding.DirectRouting()));
    }
    return draft.fault().isEmpty()
        ? Optional.of(
            new Value.Forward(new Forwarding.Tunnel(draft.type, draft.port, draft.checksum)))
        : parser.bad(keyword, words.get(1), owner, draft.fault());
  }

  /** Takes in one option with the word after it; why it cannot, or nothing. */
  private static String tunnelOption(TunnelDraft draft, Word word, String next, String method) {
    switch (word.text()) {
      case "type" -> {
        switch (next) {
          case "ipip" -> draft.type = TunnelType.IPIP;
          case "gre" -> draft.type = TunnelType.GRE;
          case "gue" -> draft.type = TunnelType.GUE;
          default -> {
            return "the type is ipip, gre or gue";
          }
        }
      }
      case "port" -> {
        var number = Quantities.whole(next.isEmpty() ? "x" : next, 1, PORT_MAX);
        draft.port = (int) number.number();
        return number.fault();
      }
      case "nocsum" -> draft.checksum = Optional.of(Checksum.NONE);
      case "csum" -> draft.checksum = Optional.of(Checksum.FULL);
      case "remcsum" -> draft.checksum = Optional.of(Checksum.REMOTE);
      default -> {
        return method + " has no such option";
      }
    }
    return "";
  }

  private Optional<Value> granularity(Keyword keyword, List<Word> words, String owner) {
    Word word = words.get(1);
    var prefix = Quantities.whole(word.text(), 1, 128);
    if (prefix.good()) {
      return Optional.of(new Value.Granularity(prefix.number(), false));
    }
    OptionalLong mask = mask(word.text());
    return mask.isEmpty()
        ? parser.bad(keyword, word, owner, "it takes an IPv4 mask or the length of a prefix")
        : Optional.of(new Value.Granularity(mask.getAsLong(), true));
  }

  /** A mask as inet_aton(3) reads it: up to four numbers in C notation, the last one the rest. */
  private static OptionalLong mask(String text) {
    String[] parts = text.split("\\.", -1);
    long mask = 0;
    for (int i = 0; i < parts.length; i++) {
      var number = Numbers.cNotation(parts[i]);
      boolean last = i == parts.length - 1;
      long greatest = last ? 0xFFFF_FFFFL >>> (8 * i) : 0xFF;
      if (parts.length > 4
          || number.isEmpty()
          || number.getAsLong() < 0
          || number.getAsLong() > greatest) {
        return OptionalLong.empty();
      }
      mask |= last ? number.getAsLong() : number.getAsLong() << (24 - 8 * i);
    }
    return OptionalLong.of(mask);
  }

  private Optional<Value> endpoint(Keyword keyword, List<Word> words, String owner) {
    var address = ServerHeads.address(words.get(1).text());
    if (address.isEmpty()) {
      return parser.bad(keyword, words.get(1), owner, "it is not an IPv4 or IPv6 address");
    }
    int port = 0;
    if (words.size() > 2) {
      var number = Quantities.whole(words.get(2).text(), 0, PORT_MAX);
      if (!number.good()) {
        return parser.bad(keyword, words.get(2), owner, number.fault());
      }
      port = (int) number.number();
    }
    return Optional.of(new Value.Endpoint(address.get(), port));
  }

  /** Hexadecimal digits, two an octet; one before a blank or the end is an octet as well. */
  private Optional<Value> hex(Keyword keyword, List<Word> words, String owner, String also) {
    var digits = new StringBuilder();
    for (Word word : words.subList(1, words.size())) {
      for (String part : word.text().split(" ", -1)) {
        if (!isOf(part, also)) {
          return parser.bad(keyword, word, owner, "it is not a hexadecimal string");
        }
        int whole = part.length() & ~1;
        digits.append(part, 0, whole);
        digits.append(whole == part.length() ? "" : "0" + part.charAt(whole));
      }
    }
    return digits.isEmpty()
        ? parser.bad(keyword, words.get(1), owner, "it has no digits")
        : Optional.of(new Value.Hex(digits.toString().toLowerCase(Locale.ROOT)));
  }

  private static boolean isOf(String part, String also) {
    for (int i = 0; i < part.length(); i++) {
      if (Character.digit(part.charAt(i), 16) < 0 && also.indexOf(part.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private Optional<Value> digest(Keyword keyword, List<Word> words, String owner) {
    String text = words.get(1).text();
    if (text.length() != 32 || !SpecialValues.isHex(text)) {
      return parser.bad(keyword, words.get(1), owner, "an MD5 digest has 32 hexadecimal digits");
    }
    return Optional.of(new Value.Text(text));
  }

  private Optional<Value> statusCodes(Keyword keyword, List<Word> words, String owner) {
    var ranges = new ArrayList<StatusRange>();
    for (Word word : words.subList(1, words.size())) {
      String text = word.text();
      int dash = text.indexOf('-');
      var from = Quantities.whole(dash < 0 ? text : text.substring(0, dash), 100, 599);
      var to = dash < 0 ? from : Quantities.whole(text.substring(dash + 1), 100, 599);
      if (!from.good() || !to.good() || from.number() > to.number()) {
        return parser.bad(keyword, word, owner, "a status is between 100 and 599");
      }
      ranges.add(new StatusRange((int) from.number(), (int) to.number()));
    }
    return Optional.of(new Value.StatusCodes(List.copyOf(ranges)));
  }

  private Optional<Value> name(Keyword keyword, List<Word> words, String owner) {
    if (keyword.block() == Block.BFD_CHECK) {
      if (words.size() > 2) {
        parser.error(
            "extra-word",
            words.get(2).span(),
            "BFD_CHECK - No or too many names specified - skipping checker",
            "write one name, without blanks");
        return Optional.empty();
      }
      return Optional.of(new Value.Text(words.get(1).text()));
    }
    return dnsName(keyword, words.get(1), owner);
  }

  /** keepalived refuses a first label of one letter, which its own manual does not mention. */
  private Optional<Value> dnsName(Keyword keyword, Word word, String owner) {
    String text = word.text();
    if (text.equals(".")) {
      return Optional.of(new Value.Text(text));
    }
    String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    String[] labels = bare.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty() || label.length() > DNS_LABEL_BYTES_MAX) {
        return parser.bad(keyword, word, owner, "a label has 1 to 63 characters");
      }
    }
    if (labels.length > 1 && labels[0].length() == 1) {
      return parser.bad(
          keyword, word, owner, "keepalived does not accept a first label of one letter");
    }
    return Optional.of(new Value.Text(text));
  }
}
