package dev.baton.core.config.diagnose;

import java.util.List;

/**
 * Hides passwords in text that is shown: a diagnostic quotes the operator's line, and goes to the
 * log, to a ticket, to a chat. Each hidden character becomes an asterisk, so columns stay.
 */
public final class Secrets {

  /** What stands before a secret: auth_pass of an instance, password of SSL, a key of auth_hmac. */
  private static final List<String> HEADS = List.of("auth_pass", "password", "key");

  private Secrets() {}

  /** The text without its secrets; it is as long as before. */
  public static String hidden(String text) {
    String result = text;
    for (String head : HEADS) {
      int at = result.indexOf(head);
      while (at >= 0) {
        if (startsWord(result, at)) {
          result = hiddenBehind(result, head, at + head.length());
        }
        at = result.indexOf(head, at + head.length());
      }
    }
    return result;
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
    if (glued && !head.equals("auth_pass")) {
      return text;
    }
    if (head.equals("key")) {
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
    while (at < text.length() && " \t}".indexOf(text.charAt(at)) < 0) {
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
