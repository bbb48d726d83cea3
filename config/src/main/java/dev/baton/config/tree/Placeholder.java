package dev.baton.config.tree;

import java.util.List;
import java.util.Locale;

/** Knows the marks that templates and samples leave where a value belongs. */
public final class Placeholder {

  private static final List<String> BEGINNINGS =
      List.of("changeme", "change_me", "change-me", "replace_me", "replaceme", "your_", "your-");

  private static final List<String> FENCES = List.of("__", "%%", "@@", "%", "@");

  private static final int ADDRESS_PARTS = 4;

  private Placeholder() {}

  /** Whether the word is such a mark, whatever stands there otherwise. */
  public static boolean isOne(String text) {
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
    return isOne(text)
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
}
