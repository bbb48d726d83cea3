package dev.baton.core.config.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds passwords in text by the word that stands before them, rightly written or not. Each hidden
 * character becomes an asterisk, so columns stay. What follows such a word is hidden to the end:
 * rather too much than half a password.
 */
public final class SecretText {

  /** Of an instance, and of SSL; up to two slips of the finger make no other word of them. */
  private static final List<String> HEADS = List.of("auth_pass", "password");

  private static final int SLIPS_MAX = 2;

  /** What people write in their place. */
  private static final Set<String> OTHER_HEADS =
      Set.of("pass", "passwd", "passphrase", "pwd", "secret", "psk", "auth_key", "auth_data");

  /** In the name of a variable: what it holds is to be hidden where it is defined. */
  private static final List<String> HINTS = List.of("pass", "pwd", "secret", "psk", "key", "token");

  private static final String SEPARATORS = " \t\"'`{}(),;=";

  private SecretText() {}

  /** A text of the operator without its secrets; it is as long as before. */
  public static String hidden(String text) {
    int definition = definedValue(text);
    int from = definition < 0 ? secretFrom(text) : definition;
    return from < 0 ? text : hiddenFrom(text, from);
  }

  /** Where the value begins of a variable whose name speaks of a secret; -1 if there is none. */
  private static int definedValue(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "" : text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    boolean secret = name.startsWith("$") && name.indexOf(' ') < 0;
    return secret && HINTS.stream().anyMatch(name::contains) ? equals + 1 : -1;
  }

  /** Where the first secret of a text begins, or -1. */
  private static int secretFrom(String text) {
    int at = 0;
    while (at < text.length()) {
      if (SEPARATORS.indexOf(text.charAt(at)) >= 0) {
        at++;
        continue;
      }
      int end = tokenEnd(text, at);
      String token = text.substring(at, end);
      int secret = secretIn(token);
      if (secret >= 0) {
        return at + secret;
      }
      int key = isKey(token) ? keyFrom(text, end) : -1;
      if (key >= 0) {
        return key;
      }
      at = end;
    }
    return -1;
  }

  private static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length() && SEPARATORS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /**
   * Where in this word a secret begins: its end if it is the word before one, within it if the two
   * are glued; -1 if it has to do with none.
   */
  public static int secretIn(String token) {
    if (OTHER_HEADS.contains(token)) {
      return token.length();
    }
    int dashes = 0;
    while (dashes < token.length() && token.charAt(dashes) == '-') {
      dashes++;
    }
    String word = token.substring(dashes).toLowerCase(Locale.ROOT);
    for (String head : HEADS) {
      int secret = mayResemble(word, head) ? secretIn(word, head) : -1;
      if (secret >= 0) {
        return dashes + secret;
      }
    }
    return -1;
  }

  /** Most words are told apart by their letters, at less cost than by counting slips. */
  private static boolean mayResemble(String word, String head) {
    int foreign = 0;
    int end = Math.min(word.length(), head.length() - SLIPS_MAX);
    for (int i = 0; i < end; i++) {
      foreign += head.indexOf(word.charAt(i)) < 0 ? 1 : 0;
    }
    return end == head.length() - SLIPS_MAX && foreign <= SLIPS_MAX;
  }

  private static int secretIn(String word, String head) {
    if (word.equals(head)) {
      return word.length();
    }
    if (word.startsWith(head)) {
      return word.equals(head + "s") ? -1 : head.length();
    }
    if (isLetters(word) && Likeness.slips(word, head) <= SLIPS_MAX) {
      return word.length();
    }
    int longest = Math.min(word.length(), head.length() + SLIPS_MAX);
    for (int i = head.length() - SLIPS_MAX; i <= longest && !isLetters(word); i++) {
      if (Likeness.slips(word.substring(0, i), head) <= SLIPS_MAX) {
        return i;
      }
    }
    return -1;
  }

  /** Whether it looks like a keyword: letters, dashes and underscores. */
  public static boolean isLetters(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** {@code key}, or what one slip makes of it. */
  public static boolean isKey(String token) {
    boolean near = token.length() >= 2 && token.length() <= 4 && isLetters(token);
    return near && Likeness.slips(token.toLowerCase(Locale.ROOT), "key") <= 1;
  }

  /** Of a key only what follows its number is secret; -1 if none of both follows. */
  private static int keyFrom(String text, int keyEnd) {
    int number = skipBlanks(text, keyEnd);
    int end = number;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    int value = skipBlanks(text, end);
    return end > number && value > end && value < text.length() ? value : -1;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** The text with everything hidden from there on but the blanks around it. */
  static String hiddenFrom(String text, int from) {
    int begin = skipBlanks(text, from);
    int end = Math.max(begin, text.stripTrailing().length());
    return text.substring(0, begin) + "*".repeat(end - begin) + text.substring(end);
  }

  /** The text with only its first word left. */
  static String behindFirstWord(String text) {
    int at = skipBlanks(text, 0);
    while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
      at++;
    }
    return hiddenFrom(text, at);
  }

  /**
   * A sentence of ours without the secrets in what it quotes of the operator's: our own words stay,
   * so that {@code Truncating auth_pass to 8 characters} is still found by whoever looks for it.
   */
  public static String hiddenQuoted(String sentence) {
    int open = quotedFrom(sentence);
    int close = quotedTo(sentence, open);
    return sentence.substring(0, open)
        + hidden(sentence.substring(open, close))
        + sentence.substring(close);
  }

  /** Where a sentence of ours begins to quote; its end if it does not. */
  static int quotedFrom(String sentence) {
    int open = 0;
    while (open < sentence.length() && !opensQuote(sentence, open)) {
      open++;
    }
    return open;
  }

  /** Where it has ended to quote what it began to quote there. */
  static int quotedTo(String sentence, int open) {
    return open < sentence.length() ? sentence.lastIndexOf(sentence.charAt(open)) : open;
  }

  /** An apostrophe within a word opens nothing. */
  private static boolean opensQuote(String text, int at) {
    char c = text.charAt(at);
    boolean within = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
    return c == '`' || (c == '\'' && !within);
  }
}
