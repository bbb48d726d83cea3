package dev.baton.config.line;

import dev.baton.config.text.Word;
import dev.baton.config.tree.Spelling;
import dev.baton.core.net.IpAddress;
import java.util.List;

/** What to write in the place of what is wrong in a line with an address. */
final class AddressSuggestions {

  private static final String PATTERN = "write an address, such as 192.0.2.1/24 or 2001:db8::1/64";

  private static final List<String> OPTIONS =
      List.of(
          "dev",
          "scope",
          "label",
          "brd",
          "broadcast",
          "peer",
          "preferred_lft",
          "track_group",
          "home",
          "-nodad",
          "mngtmpaddr",
          "noprefixroute",
          "autojoin",
          "no_track",
          "use_vmac");

  private AddressSuggestions() {}

  /** Of a word that is not an address. */
  static String ofAddress(Word word) {
    String comment = Spelling.comment(word.text());
    if (!comment.isEmpty()) {
      return comment;
    }
    String bare = withoutPunctuation(word.text());
    boolean address = !bare.equals(word.text()) && IpAddress.parse(bare).isPresent();
    return address ? "write each address on a line of its own, and nothing after it" : PATTERN;
  }

  /** Of an address whose prefix length is none. */
  static String ofPrefix(Word word, int slash) {
    String address = word.text().substring(0, slash);
    String given = word.text().substring(slash + 1);
    String bare = withoutPunctuation(given);
    if (!bare.equals(given)) {
      return "lines do not end in `" + given.substring(bare.length()) + "`, delete it";
    }
    int bits = IpAddress.parse(given).map(AddressSuggestions::maskBits).orElse(-1);
    return bits < 0 ? "" : "write `" + address + "/" + bits + "`";
  }

  /** How many bits a mask leaves to the network; -1 if it is not a mask. */
  private static int maskBits(IpAddress mask) {
    int hosts = ~mask.toInt();
    return (hosts & (hosts + 1)) == 0 ? Integer.numberOfLeadingZeros(hosts) : -1;
  }

  /** Of a word after an address that is not an option. */
  static String ofOption(String word) {
    if (word.startsWith("/") && word.length() > 1 && Character.isDigit(word.charAt(1))) {
      return "the prefix length follows the address without a space";
    }
    if (word.equals("netmask") || word.equals("mask")) {
      return "write a prefix length instead: 192.0.2.1/24";
    }
    if (!Spelling.comment(word).isEmpty()) {
      return Spelling.comment(word);
    }
    if (IpAddress.parse(withoutPunctuation(word)).isPresent()) {
      return "write each address on a line of its own";
    }
    String near = Spelling.nearestName(word, OPTIONS);
    if (!near.isEmpty()) {
      return "did you mean `" + near + "`?";
    }
    return OPTIONS.contains(word)
        ? "write its value after it"
        : "`baton docs virtual_ipaddress` lists the words of such a line";
  }

  private static String withoutPunctuation(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ';' || text.charAt(end - 1) == ',')) {
      end--;
    }
    return text.substring(0, end);
  }
}
