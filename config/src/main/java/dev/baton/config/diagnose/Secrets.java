package dev.baton.config.diagnose;

import java.util.Locale;
import java.util.Set;

/**
 * Hides passwords in text that is shown: a diagnostic quotes the operator's line, and goes to the
 * log, to a ticket, to a chat. Each hidden character becomes an asterisk, so columns stay.
 */
public final class Secrets {

  /** Of an instance; the only one whose value may be glued to it. */
  private static final String PASS = "auth_pass";

  /** Of auth_hmac: a number follows, then the secret. */
  private static final String KEY = "key";

  /** What else people and other programs call a secret; without signs between the letters. */
  private static final Set<String> NAMES =
      Set.of("pass", "password", "passwd", "passwort", "passphrase", "secret", "authpassword");

  /** So many letters may be wrong, missing or too many in {@code auth_pass}. */
  private static final int MISSPELT_MAX = 2;

  /** Shorter ones may be part of any word, and give nothing away. */
  private static final int TELLING_CHARS = 3;

  /** An authentication block has two or three lines. */
  private static final int BLOCK_LINES_MAX = 20;

  private static final String BLOCK = "authentication";
  private static final String TYPE = "auth_type";

  private Secrets() {}

  /**
   * A line of a file without its secrets, as long as before. Within an authentication block
   * whatever follows a word is one, unless the word is the type.
   */
  static String hiddenLine(SourceFile file, int number) {
    String line = file.line(number);
    String shown = hidden(line);
    int from = skipBlanks(line, 0);
    int end = wordEnd(line, from);
    if (line.startsWith(TYPE, from) || !isInBlock(file, number)) {
      return shown;
    }
    var masked = new StringBuilder(shown);
    for (int at = end; at < line.length(); at++) {
      if (line.charAt(at) > ' ' && line.charAt(at) != '{') {
        masked.setCharAt(at, '*');
      }
    }
    return masked.toString();
  }

  private static boolean isInBlock(SourceFile file, int number) {
    for (int above = number - 1; above > 0 && above >= number - BLOCK_LINES_MAX; above--) {
      String line = file.line(above).strip();
      if (line.startsWith("}")) {
        return false;
      }
      if (opensBlock(line)) {
        return line.indexOf('}') < 0;
      }
    }
    return false;
  }

  private static boolean opensBlock(String line) {
    for (int at = 0; at < line.length(); at = Math.max(wordEnd(line, at), at + 1)) {
      if (distance(line.substring(at, wordEnd(line, at)), BLOCK) <= MISSPELT_MAX) {
        return true;
      }
    }
    return false;
  }

  /** The text without its secrets; it is as long as before. */
  public static String hidden(String text) {
    String result = text;
    String before = "";
    int at = 0;
    while (at < result.length()) {
      int end = wordEnd(result, at);
      if (end > at && startsWord(result, at)) {
        String word = result.substring(at, end);
        // PASS is a type as well, and what follows that is the next keyword.
        boolean type = before.equals(TYPE);
        before = word;
        if (word.startsWith(PASS)) {
          result = hiddenBehind(result, PASS, at + PASS.length());
        } else if (isHead(word) && !type) {
          result = hiddenBehind(result, word, end);
        }
      }
      at = Math.max(end, at + 1);
    }
    return result;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static boolean isHead(String word) {
    String letters = word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    return word.equals(KEY)
        || NAMES.contains(letters)
        || distance(letters, "authpass") <= MISSPELT_MAX;
  }

  /** How many letters must be changed, taken out or put in; more than the limit if it is far. */
  private static int distance(String word, String other) {
    if (Math.abs(word.length() - other.length()) > MISSPELT_MAX) {
      return MISSPELT_MAX + 1;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = word.charAt(i - 1) == other.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /**
   * A sentence of ours without the secrets in what it quotes of the operator's: our own words stay,
   * so that {@code Truncating auth_pass to 8 characters} is still found by whoever looks for it.
   */
  public static String hiddenQuoted(String sentence) {
    int open = 0;
    while (open < sentence.length() && !opensQuote(sentence, open)) {
      open++;
    }
    int close = open < sentence.length() ? sentence.lastIndexOf(sentence.charAt(open)) : open;
    return sentence.substring(0, open)
        + hidden(sentence.substring(open, close))
        + sentence.substring(close);
  }

  /** The same for what is said of a place: what its line hides, the sentence hides, too. */
  public static String hiddenSaid(SourceSpan span, String sentence) {
    String shown = hiddenQuoted(sentence);
    if (!span.hasLine()) {
      return shown;
    }
    String line = span.file().line(span.line());
    String hidden = hiddenLine(span.file(), span.line());
    int at = 0;
    while (at < line.length()) {
      int end = at;
      while (end < line.length() && hidden.charAt(end) == '*' && line.charAt(end) > ' ') {
        end++;
      }
      if (end - at >= TELLING_CHARS && !line.startsWith(hidden.substring(at, end), at)) {
        shown = shown.replace(bare(line.substring(at, end)), "*".repeat(end - at));
      }
      at = end + 1;
    }
    return shown;
  }

  /** As a message has it: without quotes, and without the sign of a variable. */
  private static String bare(String secret) {
    int from = 0;
    while (from < secret.length() - 1 && !Character.isLetterOrDigit(secret.charAt(from))) {
      from++;
    }
    int end = from;
    while (end < secret.length() && "\"'}".indexOf(secret.charAt(end)) < 0) {
      end++;
    }
    return end - from < TELLING_CHARS ? secret : secret.substring(from, end);
  }

  /** An apostrophe within a word opens nothing. */
  private static boolean opensQuote(String text, int at) {
    char c = text.charAt(at);
    boolean within = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
    return c == '`' || (c == '\'' && !within);
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || " \t{\"'`".indexOf(text.charAt(at - 1)) >= 0;
  }

  /** {@code auth_pass} may have its blank lost; of a key only what follows its number is secret. */
  private static String hiddenBehind(String text, String head, int headEnd) {
    int from = skipBlanks(text, headEnd);
    boolean glued = from == headEnd;
    if (glued && !head.equals(PASS)) {
      return text;
    }
    if (head.equals(KEY)) {
      int idEnd = from;
      while (idEnd < text.length() && Character.isDigit(text.charAt(idEnd))) {
        idEnd++;
      }
      from = idEnd > from ? skipBlanks(text, idEnd) : text.length();
    }
    int to = secretEnd(text, from);
    return text.substring(0, from) + "*".repeat(to - from) + text.substring(to);
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int secretEnd(String text, int from) {
    if (from < text.length() && text.charAt(from) == '"') {
      int close = text.indexOf('"', from + 1);
      return close < 0 ? text.length() : close + 1;
    }
    int at = from;
    int open = 0;
    while (at < text.length() && " \t".indexOf(text.charAt(at)) < 0) {
      open += text.charAt(at) == '{' ? 1 : 0;
      if (text.charAt(at) == '}' && open-- == 0) {
        return at;
      }
      boolean quote = text.charAt(at) == '\'' || text.charAt(at) == '`';
      boolean goesOn = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
      if (quote && !goesOn) {
        return at;
      }
      at++;
    }
    return at;
  }
}
