package dev.baton.config.tree;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Knows words that are hardly meant as they stand: marks that templates and samples leave where a
 * value belongs, variables that nobody put in, letters that only look like ones of ours.
 */
public final class OddWord {

  private static final List<String> BEGINNINGS =
      List.of("changeme", "change_me", "change-me", "replace_me", "replaceme", "your_", "your-");

  private static final List<String> FENCES = List.of("__", "%%", "@@", "%", "@");

  private static final int ADDRESS_PARTS = 4;

  private OddWord() {}

  /** Whether the word is a mark to be replaced, whatever stands there otherwise. */
  public static boolean isMark(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String beginning : BEGINNINGS) {
      if (lower.startsWith(beginning)) {
        return true;
      }
    }
    for (String fence : FENCES) {
      if (isFenced(text, fence)) {
        return true;
      }
    }
    return isAngled(text) || text.contains("{{") || isSampleAddress(text);
  }

  /** The same where a value of few letters belongs: a number, an address, one of some words. */
  static boolean standsForValue(String text, boolean wantsNumber) {
    boolean alternatives = text.indexOf('|') > 0 && text.indexOf('|') < text.length() - 1;
    return isMark(text)
        || text.contains("${")
        || alternatives
        || (text.startsWith("<") && text.length() > 1 && isLetter(text.charAt(1)))
        || (wantsNumber && isShouted(text));
  }

  private static boolean isAngled(String text) {
    return text.length() > 2 && text.startsWith("<") && text.endsWith(">");
  }

  /** A name between two marks: {@code %VRID%}. */
  private static boolean isFenced(String text, String fence) {
    int end = text.length() - fence.length();
    if (end <= fence.length() || !text.startsWith(fence) || !text.endsWith(fence)) {
      return false;
    }
    return isLetter(text.charAt(fence.length()));
  }

  /** An address of which parts are left open: {@code 192.168.x.x}. */
  private static boolean isSampleAddress(String text) {
    int slash = text.indexOf('/');
    String[] parts = (slash < 0 ? text : text.substring(0, slash)).split("\\.", -1);
    if (parts.length != ADDRESS_PARTS) {
      return false;
    }
    boolean open = false;
    for (String part : parts) {
      boolean letters = part.equalsIgnoreCase("x") || part.equalsIgnoreCase("xx");
      letters |= part.equalsIgnoreCase("xxx");
      if (!letters && !isNumber(part)) {
        return false;
      }
      open |= letters;
    }
    return open;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isShouted(String text) {
    boolean letters = text.length() > 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = i > 0 && c >= '0' && c <= '9';
      letters &= (c >= 'A' && c <= 'Z') || c == '_' || digit;
    }
    return letters;
  }

  /**
   * The use of a variable.
   *
   * @param from where its dollar sign stands
   * @param to after its name
   */
  public record Variable(int from, int to, String name) {}

  /** The first variable in a text, without braces; empty if there is none. */
  public static Optional<Variable> variable(String text) {
    int dollar = text.indexOf('$');
    int end = dollar < 0 ? 0 : nameEnd(text, dollar);
    return dollar >= 0 && end > dollar + 1
        ? Optional.of(new Variable(dollar, end, text.substring(dollar + 1, end)))
        : Optional.empty();
  }

  /** Where the name after the dollar sign there ends. */
  static int nameEnd(String text, int dollar) {
    int end = dollar + 1;
    while (end < text.length() && isNameChar(text.charAt(end), end == dollar + 1)) {
      end++;
    }
    return end;
  }

  private static boolean isNameChar(char c, boolean first) {
    return isLetter(c) || c == '_' || (!first && c >= '0' && c <= '9');
  }

  /** A character of a word that is not ASCII. */
  public record Letter(int index, char character) {

    /** What it is, for a message: {@code letter 3 is Cyrillic, U+0430}. */
    @Override
    public String toString() {
      String digits = Integer.toHexString(character).toUpperCase(Locale.ROOT);
      String code = "U+" + "0".repeat(4 - digits.length()) + digits;
      return "letter " + (index + 1) + " is " + kind() + ", " + code;
    }

    private String kind() {
      if (isQuote()) {
        return "a typographic quote";
      }
      if (isInvisible()) {
        return "an invisible space";
      }
      return isAlphabet() ? character >= 0x400 ? "Cyrillic" : "Greek" : "not ASCII";
    }

    private boolean isQuote() {
      return character >= 0x2018 && character <= 0x201F;
    }

    private boolean isInvisible() {
      return character == 0xA0
          || character == 0x3000
          || (character >= 0x2000 && character <= 0x200F)
          || character == 0x2060
          || character == 0xFEFF;
    }

    /** Whether it belongs to an alphabet some of whose letters look like ours. */
    boolean isAlphabet() {
      return character >= 0x370 && character <= 0x52F;
    }

    /** Whether it looks like something else than it is. */
    boolean deceives() {
      return isQuote() || isInvisible() || isAlphabet();
    }
  }

  /** The first letter that is not ASCII. */
  static Optional<Letter> foreignLetter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return Optional.of(new Letter(i, text.charAt(i)));
      }
    }
    return Optional.empty();
  }

  /** The first letter that deceives; none in a word that is wholly of another alphabet. */
  public static Optional<Letter> deceivingLetter(String text) {
    Optional<Letter> first = Optional.empty();
    for (int i = 0; i < text.length(); i++) {
      var letter = new Letter(i, text.charAt(i));
      first = first.isEmpty() && letter.deceives() ? Optional.of(letter) : first;
    }
    return first.filter(letter -> !letter.isAlphabet() || hasLatin(text));
  }

  private static boolean hasLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
