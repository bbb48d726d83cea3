package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.Word;
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
    String comment = comment(word);
    if (!comment.isEmpty()) {
      return diagnostic.withHelp(comment);
    }
    if (word.equals("lvs_sync_daemon_inteface")) {
      return diagnostic.withHelp("use `lvs_sync_daemon` in global_defs");
    }
    List<String> here = table.names(block);
    String odd = oddLetter(word);
    String better = String.join(" ", meant(word, here));
    if (better.isEmpty()) {
      return diagnostic.withHelp(odd.isEmpty() ? elsewhere(word, block, table) : odd);
    }
    String advice = "did you mean `" + better + "`?";
    if (!odd.isEmpty()) {
      advice = odd + "; write `" + better + "`";
    } else if (word.indexOf('=') >= 0 || word.endsWith(":")) {
      advice = "only a space separates a word from its value: write `" + better + "`";
    } else if (better.indexOf(' ') > 0) {
      advice = "a space is missing: write `" + better + "`";
    }
    return diagnostic.withHelp(advice).fixedBy(renaming(head, better, block));
  }

  /**
   * What a word was meant to be that nobody knows: a keyword, or one and its argument that stuck to
   * it. Nothing if nobody can know.
   */
  static List<String> meant(String word, List<String> keywords) {
    String visible = visible(word);
    int blank = visible.indexOf(' ');
    String first = blank < 0 ? visible : visible.substring(0, blank);
    String rest = blank < 0 ? "" : visible.substring(blank).strip();
    String glued = keywords.contains(first) ? first : glued(first, keywords);
    String argument = glued.isEmpty() ? "" : first.substring(glued.length());
    String name = glued.isEmpty() ? nearest(first, keywords) : glued;
    while (argument.startsWith("=") || argument.startsWith(":")) {
      argument = argument.substring(1);
    }
    if (name.isEmpty() || (!rest.isEmpty() && !argument.isEmpty())) {
      return List.of();
    }
    String value = argument.isEmpty() ? rest : argument;
    return value.isEmpty() ? List.of(name) : List.of(name, value);
  }

  /** The word with ordinary blanks for those that look like them, without what is invisible. */
  private static String visible(String word) {
    var text = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A)) {
        text.append(' ');
      } else if (!((c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF)) {
        text.append(c);
      }
    }
    return text.toString().strip();
  }

  /** What to write if the word begins a comment of another language; empty if it does not. */
  public static String comment(String word) {
    for (String sign : List.of("//", ";", "/*", "*/", "<!--")) {
      if (word.startsWith(sign)) {
        return "a comment begins with `#` or `!` and ends with the line";
      }
    }
    return "";
  }

  private static Diagnostic retired(Diagnostic diagnostic, Word head, String heir) {
    String word = head.text();
    if (heir.isEmpty()) {
      return diagnostic
          .withHelp("`" + word + "` was removed, it has no effect; delete the line")
          .fixedByDeleting(head.line().text());
    }
    return diagnostic
        .withHelp("`" + word + "` is now `" + heir + "`")
        .fixedBy(Fix.replacing(head.span(), word, heir));
  }

  /** Authentication must change on all nodes at once, so no machine fixes it on one. */
  private static Fix renaming(Word head, String better, Block block) {
    var fix = Fix.replacing(head.span(), head.text(), better);
    boolean shared =
        block == Block.AUTHENTICATION || block == Block.AUTH_HMAC || opensAuthentication(better);
    boolean sure = nearEnough(head.text(), better);
    return shared || !sure ? fix.unsafe() : fix;
  }

  /** Whether a word brings authentication about, with all that is in its block. */
  static boolean opensAuthentication(String word) {
    return word.equals("authentication") || word.equals("auth_hmac");
  }

  /** Two slips at most, in a word long enough to be no other. */
  private static boolean nearEnough(String word, String better) {
    return slips(word, better) <= Math.min(2, word.length() / 3);
  }

  private static String elsewhere(String word, Block block, KeywordTable table) {
    Optional<Block> home = home(word, block, table);
    if (home.isPresent()) {
      return "`"
          + word
          + "` belongs "
          + (home.get() == Block.ROOT ? "outside all blocks" : "into " + home.get().title());
    }
    if (OddWord.variable(word).isPresent()) {
      return "that variable is not defined: write the line, or define it first with `$NAME=VALUE`";
    }
    if (word.equals("include")) {
      return "write `include FILE`";
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
   * The same among names that somebody gave, where short ones, and those that differ in their
   * numbers only, are rather meant as they stand.
   */
  public static String nearestName(String word, Iterable<String> candidates) {
    String near = nearest(word, candidates);
    boolean numbered = withoutDigits(word).equals(withoutDigits(near));
    return word.length() < 4 || numbered ? "" : near;
  }

  private static String withoutDigits(String text) {
    var letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        letters.append(text.charAt(i));
      }
    }
    return letters.toString();
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

  /** Reports the first letter that is not ASCII; empty if all are. */
  public static String oddLetter(String word) {
    Optional<OddWord.Letter> letter = OddWord.foreignLetter(word);
    if (letter.isEmpty()) {
      return "";
    }
    return letter.get().character() == '\uFEFF'
        ? "the file begins with a byte order mark; save it as UTF-8 without one"
        : letter.get().toString();
  }
}
