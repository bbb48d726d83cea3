package dev.baton.core.config.parse;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Fix;
import dev.baton.core.config.diagnose.Likeness;
import dev.baton.core.config.keyword.Block;
import dev.baton.core.config.keyword.KeywordTable;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guesses what a word that nobody knows was meant to be: a slip of the finger, a blank that got
 * lost, a letter of another alphabet, a template that was never filled in, a word of another block
 * or of another time.
 */
public final class Spelling {

  /** Words that were keywords once: what to write instead, or nothing where they just go. */
  private static final String[][] RETIRED = {
    {"nat_mask", ""},
    {"lvs_id", "router_id"},
    {"mcast_src_addr", "mcast_src_ip"},
    {"garp_master_interval", "garp_master_refresh"},
    {"state_file_location", "state_dump_file"},
    {"stats_file_location", "stats_dump_file"},
    {"json_file_location", "json_dump_file"},
    {"nb_get_retry", "retry"},
    {"connect_retry", "retry"},
  };

  /** Where a stray word is looked for, the likeliest home first. */
  private static final List<Block> HOMES =
      List.of(
          Block.INSTANCE,
          Block.GLOBAL_DEFS,
          Block.ROOT,
          Block.AUTHENTICATION,
          Block.SCRIPT,
          Block.SYNC_GROUP,
          Block.VIRTUAL_SERVER,
          Block.REAL_SERVER,
          Block.TCP_CHECK,
          Block.HTTP_GET,
          Block.HTTP_URL,
          Block.MISC_CHECK);

  private static final int SHOWN_MAX = 12;

  /** More than a block has keywords. */
  private static final int CANDIDATES_MAX = 300;

  private Spelling() {}

  /** The word that an alias stands for, out of the state column of its row. */
  static String heir(String state) {
    int from = state.indexOf("alias of ") + "alias of ".length();
    int blank = state.indexOf(' ', from);
    return state.substring(from, blank < 0 ? state.length() : blank);
  }

  /** Says that nobody knows the word, as keepalived does. */
  static Diagnostic unknown(Word head) {
    return Diagnostic.error(
        "unknown-keyword", head.span(), "Unknown keyword '" + head.text() + "'");
  }

  /** The same, with what to do about it as far as that comes to mind. */
  static Diagnostic unknown(Word head, Block block, KeywordTable table) {
    String word = head.text();
    var diagnostic = unknown(head).because(block == Block.ROOT ? "" : "in " + block.title());
    for (String[] retired : RETIRED) {
      if (retired[0].equals(word)) {
        return retired(diagnostic, head, retired[1]);
      }
    }
    if (word.equals("lvs_sync_daemon_inteface")) {
      return diagnostic.mendedBy("use `lvs_sync_daemon` in global_defs");
    }
    List<String> here = table.names(block);
    String odd = oddLetter(word);
    String near = nearest(word, here);
    if (!odd.isEmpty()) {
      var told = diagnostic.mendedBy(near.isEmpty() ? odd : odd + "; write `" + near + "`");
      return near.isEmpty() ? told : told.fixedBy(renaming(head, near, block));
    }
    String glued = glued(word, here);
    if (!glued.isEmpty()) {
      String apart = glued + " " + word.substring(glued.length());
      return diagnostic
          .mendedBy("a blank is missing: write `" + apart + "`")
          .fixedBy(renaming(head, apart, block));
    }
    if (!near.isEmpty()) {
      return diagnostic
          .mendedBy("did you mean `" + near + "`?")
          .fixedBy(renaming(head, near, block));
    }
    return diagnostic.mendedBy(elsewhere(word, block, table));
  }

  private static Diagnostic retired(Diagnostic diagnostic, Word head, String heir) {
    String word = head.text();
    if (heir.isEmpty()) {
      return diagnostic
          .mendedBy("`" + word + "` was removed, it has no effect; delete the line")
          .fixedByDeleting(head.line().text());
    }
    return diagnostic
        .mendedBy("`" + word + "` is now `" + heir + "`")
        .fixedBy(Fix.replacing(head.span(), word, heir));
  }

  /** Authentication must change on all nodes at once, so no machine mends it on one. */
  private static Fix renaming(Word head, String better, Block block) {
    var fix = Fix.replacing(head.span(), head.text(), better);
    boolean shared = block == Block.AUTHENTICATION || block == Block.AUTH_HMAC;
    boolean sure = nearEnough(head.text(), better);
    return shared || !sure ? fix.unsafe() : fix;
  }

  /** Two slips at most, in a word long enough to be no other. */
  private static boolean nearEnough(String word, String better) {
    return Likeness.slips(word, better) <= Math.min(2, word.length() / 3);
  }

  private static String elsewhere(String word, Block block, KeywordTable table) {
    Optional<Block> home = home(word, block, table);
    if (home.isPresent()) {
      return "`"
          + word
          + "` belongs "
          + (home.get() == Block.ROOT ? "outside of all blocks" : "into " + home.get().title());
    }
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    boolean prose =
        word.startsWith("```")
            || word.equals("$")
            || word.startsWith("-----")
            || (word.startsWith("[") && word.indexOf('@') > 0)
            || word.equals("EOF");
    if (prose || lower.startsWith("http://") || lower.startsWith("https://")) {
      return "this looks like text around the configuration; delete the line";
    }
    return "";
  }

  /** The likeliest block that knows the word: the one around this, then one of its kind. */
  private static Optional<Block> home(String word, Block block, KeywordTable table) {
    var candidates = new ArrayList<Block>();
    if (block.title().startsWith(Block.VIRTUAL_SERVER.title())) {
      candidates.addAll(List.of(Block.VIRTUAL_SERVER, Block.REAL_SERVER));
    }
    candidates.addAll(HOMES);
    candidates.addAll(List.of(Block.values()));
    for (Block candidate : candidates) {
      boolean other = candidate != block && candidate.holdsKeywords();
      if (other && table.names(candidate).contains(word)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The longest keyword that the word begins with, if the rest is worth an argument. */
  static String glued(String word, List<String> keywords) {
    String best = "";
    for (String keyword : keywords) {
      boolean longer = keyword.length() > best.length() && keyword.length() > 3;
      if (longer && word.length() > keyword.length() && word.startsWith(keyword)) {
        char next = word.charAt(keyword.length());
        boolean goesOn = (next >= 'a' && next <= 'z') || next == '_';
        best = goesOn ? best : keyword;
      }
    }
    return best;
  }

  /** The first of these names, for a reader; a host may have thousands. */
  public static String few(List<String> names) {
    return names.size() <= SHOWN_MAX
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, SHOWN_MAX))
            + " and "
            + (names.size() - SHOWN_MAX)
            + " more";
  }

  /**
   * The candidate that few slips turn into {@code word}; empty if all are too far away. Of many the
   * first ones are looked at: among thousands something always looks alike.
   */
  public static String nearest(String word, Iterable<String> candidates) {
    int looked = 0;
    int slipsMax = word.length() < 4 ? 1 : word.length() < 8 ? 2 : 3;
    String best = "";
    int fewest = slipsMax + 1;
    for (String candidate : candidates) {
      if (++looked > CANDIDATES_MAX) {
        break;
      }
      if (Math.abs(candidate.length() - word.length()) >= fewest) {
        continue;
      }
      int slips = Likeness.slips(word.replace('-', '_'), candidate.replace('-', '_'));
      if (slips < fewest) {
        fewest = slips;
        best = candidate;
      }
    }
    return best;
  }

  /** Tells of the first letter that only looks like one of ours; empty if all are ASCII. */
  static String oddLetter(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\uFEFF') {
        return "the file begins with a byte order mark; save it as UTF-8 without one";
      }
      if (c >= 0x80) {
        String alphabet =
            c >= 0x400 && c <= 0x52F ? "Cyrillic" : c >= 0x370 && c <= 0x3FF ? "Greek" : "";
        String kind = alphabet.isEmpty() ? "not ASCII" : alphabet;
        return "letter " + (i + 1) + " is " + kind + ", U+" + hex4(c);
      }
    }
    return "";
  }

  private static String hex4(char c) {
    String digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return "0".repeat(4 - digits.length()) + digits;
  }

  /** Says so if a value looks like a template's blank that nobody filled in. */
  static String placeholder(String value, boolean wantsNumber) {
    boolean bracketed = value.startsWith("<") && value.endsWith(">");
    boolean templated = value.contains("${") || value.contains("{{") || value.contains("%%");
    boolean alternatives = value.indexOf('|') > 0 && value.indexOf('|') < value.length() - 1;
    if (bracketed || templated || alternatives || (wantsNumber && isShouted(value))) {
      return "`" + value + "` looks like a placeholder that was not replaced";
    }
    return "";
  }

  private static boolean isShouted(String value) {
    boolean letters = value.length() > 2;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean digit = i > 0 && c >= '0' && c <= '9';
      letters &= (c >= 'A' && c <= 'Z') || c == '_' || digit;
    }
    return letters;
  }
}
