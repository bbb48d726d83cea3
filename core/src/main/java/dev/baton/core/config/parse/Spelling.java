package dev.baton.core.config.parse;

import dev.baton.core.config.keyword.Block;
import dev.baton.core.config.keyword.KeywordTable;
import java.util.List;

/**
 * Guesses what a word that nobody knows was meant to be: a slip of the finger, a blank that got
 * lost, a letter of another alphabet, a template that was never filled in, a word of another block
 * or of another time.
 */
public final class Spelling {

  /** Words that were keywords once, and what has become of them. */
  private static final String[][] RETIRED = {
    {"nat_mask", "`nat_mask` was removed, it has no effect; delete the line"},
    {"lvs_id", "`lvs_id` is now `router_id` in global_defs"},
    {"lvs_sync_daemon_inteface", "use `lvs_sync_daemon` in global_defs"},
    {"mcast_src_addr", "write `mcast_src_ip`"},
    {"garp_master_interval", "write `vrrp_garp_interval` in global_defs"},
    {"state_file_location", "write `state_dump_file`"},
    {"stats_file_location", "write `stats_dump_file`"},
    {"json_file_location", "write `json_dump_file`"},
    {"nb_get_retry", "write `retry`"},
  };

  private Spelling() {}

  /** The word that an alias stands for, out of the state column of its row. */
  static String heir(String state) {
    int from = state.indexOf("alias of ") + "alias of ".length();
    int blank = state.indexOf(' ', from);
    return state.substring(from, blank < 0 ? state.length() : blank);
  }

  /** What to do about an unknown keyword; empty if nothing comes to mind. */
  static String adviceFor(String word, Block block, KeywordTable table) {
    for (String[] retired : RETIRED) {
      if (retired[0].equals(word)) {
        return retired[1];
      }
    }
    String odd = oddLetter(word);
    if (!odd.isEmpty()) {
      return odd;
    }
    List<String> here = table.names(block);
    String glued = glued(word, here);
    if (!glued.isEmpty()) {
      return "a blank is missing: write `" + glued + " " + word.substring(glued.length()) + "`";
    }
    String near = nearest(word, here);
    if (!near.isEmpty()) {
      return "did you mean `" + near + "`?";
    }
    return elsewhere(word, table);
  }

  private static String elsewhere(String word, KeywordTable table) {
    String homes = homes(word, table);
    if (!homes.isEmpty()) {
      return "`" + word + "` belongs " + homes;
    }
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    boolean prose = word.startsWith("```") || word.equals("$") || word.startsWith("-----");
    if (prose || lower.startsWith("http://") || lower.startsWith("https://")) {
      return "this looks like text around the configuration; delete the line";
    }
    return "";
  }

  /** Where the word is known: an instance first, for that is what most files are about. */
  private static String homes(String word, KeywordTable table) {
    String homes = table.names(Block.INSTANCE).contains(word) ? "into vrrp_instance" : "";
    int count = 0;
    for (Block block : Block.values()) {
      boolean further = block.holdsKeywords() && block != Block.INSTANCE && count < 2;
      if (further && table.names(block).contains(word)) {
        String home = block == Block.ROOT ? "outside of all blocks" : "into " + block.title();
        homes += homes.isEmpty() ? home : " or " + home;
        count++;
      }
    }
    return homes;
  }

  /** The longest keyword that the word begins with, if the rest is worth an argument. */
  private static String glued(String word, List<String> keywords) {
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

  /** The candidate that few slips turn into {@code word}; empty if all are too far away. */
  public static String nearest(String word, Iterable<String> candidates) {
    int slipsMax = word.length() < 4 ? 1 : word.length() < 8 ? 2 : 3;
    String best = "";
    int fewest = slipsMax + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) >= fewest) {
        continue;
      }
      int slips = slips(word.replace('-', '_'), candidate.replace('-', '_'));
      if (slips < fewest) {
        fewest = slips;
        best = candidate;
      }
    }
    return best;
  }

  /** Letters lost, added, changed or swapped with their neighbour (Damerau-Levenshtein). */
  static int slips(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
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
