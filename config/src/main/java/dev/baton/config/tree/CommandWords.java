package dev.baton.config.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The second splitting of commands. Word 1 of a script keyword is the whole command, word 2 the
 * user, word 3 the group; within the command both kinds of quotes group, and a backslash begins an
 * escape as in C.
 */
final class CommandWords {

  private CommandWords() {}

  /**
   * The outer words of a statement's text after its keyword. Quotes group and are gone; what is
   * glued to a quoted part belongs to its word.
   */
  static List<String> outer(String text) {
    var words = new ArrayList<String>(3);
    var word = new StringBuilder();
    boolean started = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        if (started) {
          words.add(word.toString());
          word.setLength(0);
        }
        started = false;
        at++;
      } else if (c == '"' || c == '\'') {
        int close = closing(text, at);
        word.append(text, at + 1, close);
        started = true;
        at = close + 1;
      } else {
        word.append(c);
        started = true;
        at++;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }

  /** The quote that is opened in the text and not closed, as a word; empty if all are closed. */
  static String openQuote(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = closing(text, at);
        if (at >= text.length()) {
          return String.valueOf(c);
        }
      }
      at++;
    }
    return "";
  }

  /** Where the quote that opens at {@code open} closes; the end of the text if it does not. */
  private static int closing(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(open)) {
        return i;
      }
    }
    return text.length();
  }

  /**
   * The program and its arguments.
   *
   * @param openQuote the quote that is not closed, as a word; empty if all are
   */
  record Arguments(List<String> words, String openQuote) {}

  /** What a command consists of. */
  static Arguments arguments(String command) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && i + 1 < command.length()) {
        i = escape(command, i + 1, word);
        started = true;
      } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote != 0 ? 0 : c;
        started = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (started) {
          words.add(word.toString());
          word.setLength(0);
        }
        started = false;
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return new Arguments(words, quote == 0 ? "" : String.valueOf(quote));
  }

  /** Appends what the escape at {@code at} means; the index of its last character. */
  private static int escape(String text, int at, StringBuilder word) {
    char c = text.charAt(at);
    int simple = "abEfnrtv".indexOf(c);
    if (simple >= 0) {
      word.append("\u0007\b\u001B\f\n\r\t\u000B".charAt(simple));
      return at;
    }
    if (c >= '0' && c <= '7') {
      return number(text, at, 8, word);
    }
    if (c == 'x' && at + 1 < text.length() && Character.digit(text.charAt(at + 1), 16) >= 0) {
      return number(text, at + 1, 16, word);
    }
    if (c == 'c' && at + 1 < text.length()) {
      word.append((char) (text.charAt(at + 1) & 0x1F));
      return at + 1;
    }
    word.append(c);
    return at;
  }

  private static int number(String text, int from, int base, StringBuilder word) {
    int digitsMax = base == 8 ? 3 : 2;
    int value = 0;
    int at = from;
    while (at < text.length()
        && at - from < digitsMax
        && Character.digit(text.charAt(at), base) >= 0) {
      value = value * base + Character.digit(text.charAt(at), base);
      at++;
    }
    word.append((char) (value & 0xFF));
    return at - 1;
  }
}
