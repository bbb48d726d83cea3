package dev.baton.config.tree;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Numbers;
import dev.baton.config.text.Word;
import java.util.List;
import java.util.Optional;

/** The special forms of the load balancer's and the checkers' keywords. */
final class ServerValues {

  private static final int DNS_LABEL_BYTES_MAX = 63;

  private final ValueParser parser;

  ServerValues(ValueParser parser) {
    this.parser = parser;
  }

  Optional<Value> parse(Keyword keyword, List<Word> words, String owner) {
    return switch (keyword.name()) {
      case "lvs_method", "lb_kind", "sorry_server_lvs_method" -> method(keyword, words, owner);
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

  private Optional<Value> method(Keyword keyword, List<Word> words, String owner) {
    String method = words.get(1).text();
    boolean tunnel = method.equals("TUN");
    if (!tunnel && !method.equals("NAT") && !method.equals("DR")) {
      return parser.bad(keyword, words.get(1), owner, "it takes NAT, DR or TUN");
    }
    String type = "ipip";
    String sum = "";
    boolean port = false;
    for (int i = 2; i < words.size(); i++) {
      Word word = words.get(i);
      boolean hasNext = i + 1 < words.size();
      switch (word.text()) {
        case "type" -> {
          type = hasNext ? words.get(++i).text() : "";
          if (!type.equals("ipip") && !type.equals("gre") && !type.equals("gue")) {
            return parser.bad(keyword, word, owner, "the type is ipip, gre or gue");
          }
        }
        case "port" -> {
          var number = Quantities.whole(hasNext ? words.get(++i).text() : "x", 1, 65_535);
          if (!number.good()) {
            return parser.bad(keyword, words.get(i), owner, number.fault());
          }
          port = true;
        }
        case "nocsum", "csum", "remcsum" -> sum = word.text();
        default -> {
          return parser.bad(keyword, word, owner, "there is no such option of " + method);
        }
      }
    }
    String fault = "";
    if (!tunnel) {
      fault = "";
    } else if (type.equals("gue") != port) {
      fault = "type gue needs a port, and only it";
    } else if (type.equals("ipip") && !sum.isEmpty() && !sum.equals("nocsum")) {
      fault = "type ipip has no checksum";
    } else if (type.equals("gre") && sum.equals("remcsum")) {
      fault = "gre tunnels do not support remote checksum option";
    }
    return fault.isEmpty()
        ? Optional.of(new Value.Texts(ValueParser.texts(words)))
        : parser.bad(keyword, words.get(1), owner, fault);
  }

  private Optional<Value> granularity(Keyword keyword, List<Word> words, String owner) {
    Word word = words.get(1);
    var prefix = Quantities.whole(word.text(), 1, 128);
    if (!prefix.good() && !isMask(word.text())) {
      return parser.bad(keyword, word, owner, "it takes an IPv4 mask or the length of a prefix");
    }
    return Optional.of(new Value.Text(word.text()));
  }

  /** A mask as inet_aton(3) reads it: up to four numbers in C notation, the last one the rest. */
  private static boolean isMask(String text) {
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      var number = Numbers.cNotation(parts[i]);
      long greatest = i < parts.length - 1 ? 0xFF : 0xFFFF_FFFFL >>> (8 * i);
      if (parts.length > 4
          || number.isEmpty()
          || number.getAsLong() < 0
          || number.getAsLong() > greatest) {
        return false;
      }
    }
    return true;
  }

  private Optional<Value> endpoint(Keyword keyword, List<Word> words, String owner) {
    if (ServerHeads.address(words.get(1).text()).isEmpty()) {
      return parser.bad(keyword, words.get(1), owner, "it is no IPv4 or IPv6 address");
    }
    if (words.size() > 2) {
      var port = Quantities.whole(words.get(2).text(), 0, 65_535);
      if (!port.good()) {
        return parser.bad(keyword, words.get(2), owner, port.fault());
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> hex(Keyword keyword, List<Word> words, String owner, String also) {
    int digits = 0;
    for (Word word : words.subList(1, words.size())) {
      for (int i = 0; i < word.text().length(); i++) {
        char c = word.text().charAt(i);
        boolean digit = Character.digit(c, 16) >= 0 || also.indexOf(c) >= 0;
        if (!digit && c != ' ') {
          return parser.bad(keyword, word, owner, "it is no hexadecimal string");
        }
        digits += digit ? 1 : 0;
      }
    }
    if (digits == 0) {
      return parser.bad(keyword, words.get(1), owner, "it has no digits");
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> digest(Keyword keyword, List<Word> words, String owner) {
    String text = words.get(1).text();
    if (text.length() != 32 || !SpecialValues.isHex(text)) {
      return parser.bad(keyword, words.get(1), owner, "an MD5 digest has 32 hexadecimal digits");
    }
    return Optional.of(new Value.Text(text));
  }

  private Optional<Value> statusCodes(Keyword keyword, List<Word> words, String owner) {
    for (Word word : words.subList(1, words.size())) {
      String text = word.text();
      int dash = text.indexOf('-');
      var from = Quantities.whole(dash < 0 ? text : text.substring(0, dash), 100, 599);
      var to = dash < 0 ? from : Quantities.whole(text.substring(dash + 1), 100, 599);
      if (!from.good() || !to.good() || from.number() > to.number()) {
        return parser.bad(keyword, word, owner, "a status lies between 100 and 599");
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> name(Keyword keyword, List<Word> words, String owner) {
    if (keyword.block() == Block.BFD_CHECK) {
      if (words.size() > 2) {
        parser.error(
            "extra-word",
            words.get(2).span(),
            "BFD_CHECK - No or too many names specified - skipping checker");
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
      return parser.bad(keyword, word, owner, "keepalived takes no first label of one letter");
    }
    return Optional.of(new Value.Text(text));
  }
}
