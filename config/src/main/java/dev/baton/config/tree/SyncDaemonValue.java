package dev.baton.config.tree;

import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Word;
import dev.baton.core.model.SyncDaemonConfig;
import dev.baton.core.net.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code lvs_sync_daemon INTERFACE [[inst] INSTANCE] [OPTION VALUE]...}. */
final class SyncDaemonValue {

  private static final int INTERFACE_CHARS_MAX = 15;

  private final ValueParser parser;
  private final Keyword keyword;
  private final String owner;
  private final Map<String, Integer> numbers = new HashMap<>();
  private Optional<String> instance = Optional.empty();
  private Optional<IpAddress> group = Optional.empty();

  SyncDaemonValue(ValueParser parser, Keyword keyword, String owner) {
    this.parser = parser;
    this.keyword = keyword;
    this.owner = owner;
  }

  /**
   * The daemon; empty if a word is wrong, which has been told. Of repeated words the last counts.
   */
  Optional<Value> read(List<Word> words) {
    if (words.get(1).text().length() > INTERFACE_CHARS_MAX) {
      return parser.bad(keyword, words.get(1), owner, "an interface has at most 15 characters");
    }
    int at = 2;
    if (words.size() > at && !isOption(words.get(at).text())) {
      instance = Optional.of(words.get(at).text());
      at++;
      if (words.size() > at && !isOption(words.get(at).text())) {
        return parser.bad(keyword, words.get(at), owner, "write `id` before the number");
      }
    }
    for (; at < words.size(); at += 2) {
      Word option = words.get(at);
      if (!isOption(option.text())) {
        return parser.bad(keyword, option, owner, "there is no such option");
      }
      if (at + 1 >= words.size()) {
        return parser.bad(keyword, option, owner, "a value must follow");
      }
      String fault = take(option.text(), words.get(at + 1).text());
      if (!fault.isEmpty()) {
        return parser.bad(keyword, words.get(at + 1), owner, fault);
      }
    }
    return Optional.of(new Value.SyncDaemon(daemon(words.get(1).text())));
  }

  private SyncDaemonConfig daemon(String interfaceName) {
    return new SyncDaemonConfig(
        interfaceName,
        instance,
        numbers.getOrDefault("id", -1),
        numbers.getOrDefault("maxlen", 0),
        numbers.getOrDefault("port", 0),
        numbers.getOrDefault("ttl", 0),
        group);
  }

  private static boolean isOption(String word) {
    return switch (word) {
      case "inst", "id", "maxlen", "port", "ttl", "group" -> true;
      default -> false;
    };
  }

  /** Takes the value of an option; what is wrong with it, or nothing. */
  private String take(String option, String value) {
    return switch (option) {
      case "inst" -> name(value);
      case "group" -> multicast(value);
      case "id" -> number(option, value, 0, 255);
      case "ttl" -> number(option, value, 1, 255);
      case "maxlen" -> number(option, value, 1, 65_507);
      default -> number(option, value, 1, 65_535);
    };
  }

  private String name(String value) {
    if (instance.isPresent()) {
      return "the instance already has a name";
    }
    instance = Optional.of(value);
    return "";
  }

  private String multicast(String value) {
    group = IpAddress.parse(value).filter(IpAddress::isMulticast);
    return group.isPresent() ? "" : "it is not a multicast group";
  }

  private String number(String option, String value, int least, int greatest) {
    var number = Quantities.whole(value, least, greatest);
    numbers.put(option, (int) number.number());
    return number.fault();
  }
}
