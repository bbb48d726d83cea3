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
      if (at >= 0 && startsWord(result, at)) {
        result = hiddenBehind(result, head, at + head.length());
      }
    }
    return result;
  }

  /** A message without the secrets that it quotes; its own words are none. */
  static String hiddenQuoted(String message) {
    int quote = 0;
    while (quote < message.length() && "'`\"".indexOf(message.charAt(quote)) < 0) {
      quote++;
    }
    return message.substring(0, quote) + hidden(message.substring(quote));
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
    while (at < text.length() && " \t'`}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
