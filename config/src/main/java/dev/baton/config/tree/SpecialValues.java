package dev.baton.config.tree;

import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Numbers;
import dev.baton.config.text.Word;
import dev.baton.core.net.Utf8;
import dev.baton.core.vrrp.HmacKey;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The keywords whose argument has a form of its own, except those of the load balancer. */
final class SpecialValues {

  private static final long LVS_TIMEOUT_SECONDS_MAX = 2_678_400;

  private static final String[] UMASK_BITS = {
    "IXOTH", "IWOTH", "IROTH", "IXGRP", "IWGRP", "IRGRP", "IXUSR", "IWUSR", "IRUSR"
  };

  private final ValueParser parser;
  private final ServerValues servers;
  private final DeviceValues devices;

  SpecialValues(ValueParser parser) {
    this.parser = parser;
    this.servers = new ServerValues(parser);
    this.devices = new DeviceValues(parser);
  }

  /** The value of a statement with a special form. */
  Optional<Value> parse(Keyword keyword, List<Word> words, String owner) {
    return switch (keyword.canonicalName()) {
      case "lvs_timeouts" -> lvsTimeouts(keyword, words, owner);
      case "lvs_sync_daemon" -> new SyncDaemonValue(parser, keyword, owner).read(words);
      case "vrrp_garp_extra_if" -> extraInterface(keyword, words, owner, 1);
      case "garp_extra_if" -> extraInterface(keyword, words, owner, 0);
      case "smtp_server" -> smtpServer(keyword, words, owner);
      case "vrrp_cpu_affinity", "checker_cpu_affinity", "bfd_cpu_affinity" ->
          processors(keyword, words, owner);
      case "vrrp_rx_bufs_policy" -> bufferPolicy(keyword, words, owner);
      case "umask" -> umask(keyword, words, owner);
      case "include_check" -> includeCheck(keyword, words, owner);
      case "use_vmac" -> devices.macvlan(words);
      case "use_ipvlan" -> devices.ipvlan(words);
      case "key" -> hmacKey(keyword, words, owner);
      case "init_file" -> initFile(keyword, words, owner);
      case "notification_email_from", "snmp_socket" -> oneWord(keyword, words);
      case "notify_fifo", "vrrp_notify_fifo", "lvs_notify_fifo" ->
          Optional.of(new Value.Texts(ValueParser.texts(words)));
      default -> servers.parse(keyword, words, owner);
    };
  }

  private Optional<Value> lvsTimeouts(Keyword keyword, List<Word> words, String owner) {
    for (int i = 1; i < words.size(); i += 2) {
      String which = words.get(i).text();
      if (!which.equals("tcp") && !which.equals("tcpfin") && !which.equals("udp")) {
        return parser.bad(keyword, words.get(i), owner, "it takes tcp, tcpfin and udp");
      }
      if (i + 1 >= words.size()) {
        return parser.bad(keyword, words.get(i), owner, "a number of seconds must follow");
      }
      var seconds = Quantities.whole(words.get(i + 1).text(), 0, LVS_TIMEOUT_SECONDS_MAX);
      if (!seconds.good()) {
        return parser.bad(keyword, words.get(i + 1), owner, seconds.fault());
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> extraInterface(
      Keyword keyword, List<Word> words, String owner, long least) {
    boolean all = false;
    long seconds = -1;
    for (Word word : words.subList(1, words.size())) {
      if (word.text().equals("all")) {
        all = true;
        continue;
      }
      var number = Quantities.whole(word.text(), least, 86_400);
      if (!number.good()) {
        return parser.bad(keyword, word, owner, number.fault());
      }
      seconds = number.number();
    }
    if (seconds < 0) {
      return parser.bad(keyword, words.get(1), owner, "a number of seconds must follow");
    }
    String text = Long.toString(seconds);
    return Optional.of(new Value.Texts(all ? List.of("all", text) : List.of(text)));
  }

  private Optional<Value> smtpServer(Keyword keyword, List<Word> words, String owner) {
    if (words.size() > 2) {
      var port = Quantities.whole(words.get(2).text(), 1, 65_535);
      if (!port.good()) {
        return parser.bad(keyword, words.get(2), owner, port.fault());
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> processors(Keyword keyword, List<Word> words, String owner) {
    for (Word word : words.subList(1, words.size())) {
      var number = Quantities.whole(word.text(), 0, 65_535);
      if (!number.good()) {
        return parser.bad(keyword, word, owner, number.fault());
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> bufferPolicy(Keyword keyword, List<Word> words, String owner) {
    String policy = words.get(1).text();
    boolean named = policy.equalsIgnoreCase("MTU") || policy.equalsIgnoreCase("ADVERT");
    if (!named) {
      var bytes = Quantities.whole(policy, 0, 4_294_967_295L);
      if (!bytes.good()) {
        return parser.bad(keyword, words.get(1), owner, bytes.fault());
      }
    } else if (words.size() > 2) {
      parser.error(
          "extra-word",
          words.get(2).span(),
          "vrrp_rx_bufs_policy takes one policy",
          "keep one of the words");
    }
    return Optional.of(new Value.Texts(List.of(policy)));
  }

  private Optional<Value> umask(Keyword keyword, List<Word> words, String owner) {
    Word word = words.get(1);
    for (int i = 2; i < words.size(); i++) {
      boolean joined = words.get(i).text().startsWith("|") || words.get(i - 1).text().endsWith("|");
      if (!joined) {
        return parser.bad(keyword, words.get(i), owner, "two bits must be separated by `|`");
      }
    }
    OptionalLong number = Numbers.cNotation(word.text());
    if (number.isPresent()) {
      boolean fits = number.getAsLong() >= 0 && number.getAsLong() <= 0777;
      return fits
          ? Optional.of(new Value.Whole(number.getAsLong()))
          : parser.bad(keyword, word, owner, "a mask is between 0 and 0777");
    }
    long mask = 0;
    for (String bit : word.text().split("\\|", -1)) {
      long value = umaskBit(bit);
      if (value == 0) {
        return parser.bad(keyword, word, owner, "`" + bit + "` is not a permission bit");
      }
      mask |= value;
    }
    return Optional.of(new Value.Whole(mask));
  }

  private static long umaskBit(String name) {
    for (int i = 0; i < UMASK_BITS.length; i++) {
      if (UMASK_BITS[i].equals(name)) {
        return 1L << i;
      }
    }
    return switch (name) {
      case "IRWXO" -> 07;
      case "IRWXG" -> 070;
      case "IRWXU" -> 0700;
      default -> 0;
    };
  }

  private Optional<Value> includeCheck(Keyword keyword, List<Word> words, String owner) {
    var seen = new HashSet<String>();
    for (Word word : words.subList(1, words.size())) {
      String text = word.text();
      if (!seen.add(text)) {
        return parser.bad(keyword, word, owner, "it is given twice");
      }
      String name = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
      switch (name) {
        case "read", "match", "wildcard_match", "brace_match" -> {}
        default -> {
          return parser.bad(keyword, word, owner, "there is no such check");
        }
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private Optional<Value> hmacKey(Keyword keyword, List<Word> words, String owner) {
    var id = Quantities.whole(words.get(1).text(), 1, 255);
    if (!id.good() || words.size() < 3) {
      String reason = id.good() ? "the key itself is missing" : id.fault();
      return parser.bad(keyword, words.get(1), owner, reason);
    }
    int number = (int) id.number();
    String text = words.get(2).text();
    if (text.startsWith("file:")) {
      return Optional.of(new Value.KeyFile(number, text.substring("file:".length())));
    }
    boolean hex = text.startsWith("hex:");
    String digits = hex ? text.substring("hex:".length()) : text;
    if (hex && (digits.length() % 2 != 0 || !isHex(digits))) {
      return parser.bad(
          keyword, words.get(2), owner, "it does not have an even number of hexadecimal digits");
    }
    byte[] secret = hex ? HexFormat.of().parseHex(digits) : Utf8.encode(text);
    if (secret.length < HmacKey.BYTES_MIN || secret.length > HmacKey.BYTES_MAX) {
      parser.error(
          "hmac-key-length",
          words.get(2).span(),
          "("
              + owner
              + ") auth_hmac key "
              + number
              + " length "
              + secret.length
              + " not in range [32, 64]",
          "write a key of 32 to 64 octets");
      return Optional.empty();
    }
    return Optional.of(new Value.Key(new HmacKey(number, secret)));
  }

  private Optional<Value> initFile(Keyword keyword, List<Word> words, String owner) {
    for (Word word : words.subList(1, words.size())) {
      if (word.text().equals("overwrite")) {
        continue;
      }
      var number = Quantities.whole(word.text(), -254, 254);
      if (!number.good() || word.text().isEmpty()) {
        return parser.bad(keyword, word, owner, number.fault());
      }
    }
    return Optional.of(new Value.Texts(ValueParser.texts(words)));
  }

  private Optional<Value> oneWord(Keyword keyword, List<Word> words) {
    if (words.size() > 2) {
      parser.error(
          "extra-word",
          words.get(2).span(),
          keyword.name() + " - extra words after '" + words.get(1).text() + "'",
          "delete what follows the first word");
      if (keyword.name().equals("snmp_socket")) {
        return Optional.empty();
      }
    }
    return Optional.of(new Value.Text(words.get(1).text()));
  }
}
