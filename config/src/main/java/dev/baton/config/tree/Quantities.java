package dev.baton.config.tree;

import dev.baton.config.text.Numbers;
import java.math.BigInteger;
import java.util.OptionalLong;

/** Numbers and times of the language, and keepalived's words for what is wrong with them. */
public final class Quantities {

  /** The largest time that a long holds in microseconds. */
  private static final long MICROS_MAX = Long.MAX_VALUE;

  private Quantities() {}

  /** A number, or why the word is none. */
  public record Reading(long number, String fault) {
    /** Whether there is a number. */
    public boolean good() {
      return fault.isEmpty();
    }
  }

  /** A whole number between {@code least} and {@code greatest}. */
  public static Reading whole(String word, long least, long greatest) {
    String bare = word.stripLeading();
    OptionalLong value = bare.isEmpty() ? OptionalLong.of(0) : Numbers.decimal(bare);
    if (value.isEmpty()) {
      boolean digits = bare.length() > 1 && isDigits(bare.substring(1));
      return new Reading(
          0,
          digits ? "number '" + word + "' outside integer range" : "invalid number '" + word + "'");
    }
    long number = value.getAsLong();
    if (bare.startsWith("-") && least >= 0) {
      return new Reading(number, "negative number '" + word + "'");
    }
    if (number < least || number > greatest) {
      return new Reading(
          number, "number '" + word + "' outside range [" + least + ", " + greatest + "]");
    }
    return new Reading(number, "");
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * A decimal number as a count of its smallest units: {@code [+]DIGITS[.DIGITS]} with at most so
   * many decimals.
   */
  public static Reading decimal(String word, int decimals) {
    String bare = word.stripLeading();
    int at = bare.startsWith("+") ? 1 : 0;
    if (bare.startsWith("-")) {
      return new Reading(0, "negative number '" + word + "'");
    }
    int dot = bare.indexOf('.', at);
    String whole = bare.substring(at, dot < 0 ? bare.length() : dot);
    String fraction = dot < 0 ? "" : bare.substring(dot + 1);
    if (!isDigits(whole) || !isDigits(fraction)) {
      return new Reading(0, "invalid number '" + word + "'");
    }
    if (fraction.length() > decimals) {
      return new Reading(0, "number '" + word + "' has more than " + decimals + " decimal places");
    }
    String units = whole + fraction + "0".repeat(decimals - fraction.length());
    OptionalLong value = Numbers.decimal(units);
    return new Reading(value.orElse(MICROS_MAX), "");
  }

  /** The same in microseconds, within bounds given as decimal numbers of the same unit. */
  public static Reading time(String word, int decimals, String least, String greatest) {
    Reading reading = decimal(word, decimals);
    if (!reading.good()) {
      return reading;
    }
    // The greatest bounds do not fit into a long, so that their digits are compared.
    BigInteger number = units(word.stripLeading(), decimals);
    if (number.compareTo(units(least, decimals)) < 0
        || number.compareTo(units(greatest, decimals)) > 0) {
      String range = "[" + padded(least, decimals) + ", " + padded(greatest, decimals) + "]";
      return new Reading(reading.number(), "number '" + word + "' outside range " + range);
    }
    return reading;
  }

  /** The count of smallest units of a number that {@link #decimal} finds good. */
  private static BigInteger units(String word, int decimals) {
    int dot = word.indexOf('.');
    String whole = dot < 0 ? word : word.substring(0, dot);
    String fraction = dot < 0 ? "" : word.substring(dot + 1);
    String digits = whole + fraction + "0".repeat(decimals - fraction.length());
    return new BigInteger(digits.isEmpty() || digits.equals("+") ? "0" : digits);
  }

  private static String padded(String number, int decimals) {
    int dot = number.indexOf('.');
    String text = dot < 0 ? number + "." : number;
    int have = text.length() - text.indexOf('.') - 1;
    return text + "0".repeat(Math.max(0, decimals - have));
  }
}
