package dev.baton.config.text;

import java.util.OptionalLong;

/** Whole numbers as strtol(3) takes them. */
public final class Numbers {

  private Numbers() {}

  /** Base 10 over the whole word; leading zeros and one sign are allowed. */
  public static OptionalLong decimal(String word) {
    return parse(word, 10);
  }

  /** C notation: {@code 0x…}, {@code 0…} octal, else decimal; a sign may precede. */
  public static OptionalLong cNotation(String word) {
    int at = signed(word) ? 1 : 0;
    boolean negative = at == 1 && word.charAt(0) == '-';
    String digits = word.substring(at);
    OptionalLong value;
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      value = digits(digits, 2, 16);
    } else if (digits.length() > 1 && digits.charAt(0) == '0') {
      value = digits(digits, 1, 8);
    } else {
      value = digits(digits, 0, 10);
    }
    return negative && value.isPresent() ? OptionalLong.of(-value.getAsLong()) : value;
  }

  private static OptionalLong parse(String word, int base) {
    boolean signed = signed(word);
    OptionalLong value = digits(word, signed ? 1 : 0, base);
    boolean negative = signed && word.charAt(0) == '-';
    return negative && value.isPresent() ? OptionalLong.of(-value.getAsLong()) : value;
  }

  private static boolean signed(String word) {
    return !word.isEmpty() && (word.charAt(0) == '-' || word.charAt(0) == '+');
  }

  /** All digits from {@code from}; empty if there is none, or something else, or too many. */
  private static OptionalLong digits(String word, int from, int base) {
    long value = 0;
    for (int i = from; i < word.length(); i++) {
      int digit = Character.digit(word.charAt(i), base);
      if (digit < 0 || word.charAt(i) > 'z' || value > (Long.MAX_VALUE - digit) / base) {
        return OptionalLong.empty();
      }
      value = value * base + digit;
    }
    return from == word.length() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
