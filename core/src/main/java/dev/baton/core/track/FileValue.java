package dev.baton.core.track;

/**
 * The number in a tracked file, as C reads one: blanks and a sign before it, {@code 0x} and a
 * leading {@code 0} choose its base, and what follows it does not matter. A file without a number
 * says 0.
 */
public sealed interface FileValue {

  /** So much of a file is looked at; no number that counts is longer. */
  int BYTES_MAX = 127;

  /** What it says. */
  record Whole(int value) implements FileValue {}

  /** A number that does not fit into 32 bits, in decimal; the value before it goes on. */
  record OutOfRange(String text) implements FileValue {}

  /** The number that these bytes begin with. */
  static FileValue parse(byte[] bytes, int lengthBytes) {
    int at = 0;
    while (at < lengthBytes && isBlank(bytes[at])) {
      at++;
    }
    boolean negative = at < lengthBytes && bytes[at] == '-';
    if (at < lengthBytes && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    int base = 10;
    if (at < lengthBytes && bytes[at] == '0') {
      boolean hexadecimal =
          at + 2 < lengthBytes && (bytes[at + 1] | 0x20) == 'x' && digit(bytes[at + 2], 16) >= 0;
      base = hexadecimal ? 16 : 8;
      at += hexadecimal ? 2 : 0;
    }
    return number(bytes, at, lengthBytes, base, negative);
  }

  private static FileValue number(byte[] bytes, int from, int end, int base, boolean negative) {
    long value = 0;
    for (int at = from; at < end && digit(bytes[at], base) >= 0; at++) {
      int digit = digit(bytes[at], base);
      // Saturated, as strtol(3) has it.
      value = value > (Long.MAX_VALUE - digit) / base ? Long.MAX_VALUE : value * base + digit;
    }
    long signed = negative ? -value : value;
    return signed == (int) signed ? new Whole((int) signed) : new OutOfRange(Long.toString(signed));
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
  }

  /** The value of a digit; −1 if it is none of this base. */
  private static int digit(byte letter, int base) {
    return letter < 0 ? -1 : Character.digit((char) letter, base);
  }
}
