package dev.baton.config.line;

import dev.baton.core.kernel.RouteSpec.Metric;
import dev.baton.core.kernel.RouteSpec.Metric.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metrics of a route, most of which may be locked, as its words name them. */
final class RouteMetrics {

  /** RTAX_FEATURE_ECN. */
  private static final long FEATURE_ECN = 1;

  private final List<Metric> all = new ArrayList<>(0);
  private String congestionControl = "";

  List<Metric> all() {
    return List.copyOf(all);
  }

  /** The name of the algorithm; empty if the line says none. */
  String congestionControl() {
    return congestionControl;
  }

  /** Takes in a metric with its words; false if the word is none. */
  boolean take(LineWords words, String word) {
    switch (word) {
      case "mtu", "advmss", "reordering", "cwnd", "ssthresh" -> {
        boolean locked = words.skip("lock");
        number(words, word, "Invalid " + word + " {value} specified for route", locked);
      }
      case "window", "initcwnd", "initrwnd" ->
          number(words, word, "Invalid " + word + " value {value} specified for route", false);
      case "hoplimit" ->
          add(word, words.number(0, 255, "Invalid hoplimit {value} specified for route"), false);
      case "quickack", "fastopen_no_cookie" ->
          add(
              word,
              words.number(0, 1, "Invalid " + word + " value {value} specified for route"),
              false);
      case "rtt", "rttvar", "rto_min" -> {
        boolean locked = words.skip("lock");
        add(word, time(words, word), locked);
      }
      case "congctl" -> {
        boolean locked = words.skip("lock");
        congestionControl = words.argument();
        add(word, 0, locked);
      }
      case "features" -> {
        words.choice(List.of("ecn"), "feature {value} not supported");
        add(word, FEATURE_ECN, false);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void number(LineWords words, String word, String message, boolean locked) {
    add(word, words.number(0, RoutingNames.UINT_MAX, message), locked);
  }

  private void add(String word, long value, boolean locked) {
    all.add(new Metric(Kind.valueOf(word.toUpperCase(Locale.ROOT)), value, locked));
  }

  /**
   * A time in s or ms, in the kernel's unit; a bare number is in that already, which keepalived
   * warns of.
   */
  private static long time(LineWords words, String word) {
    String value = words.argument();
    boolean millis = value.endsWith("ms");
    boolean seconds = !millis && value.endsWith("s");
    String digits = value.substring(0, value.length() - (millis ? 2 : seconds ? 1 : 0));
    boolean right = !digits.isEmpty() && !digits.startsWith(".") && !digits.endsWith(".");
    int dots = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      dots += c == '.' ? 1 : 0;
      right &= (c >= '0' && c <= '9') || c == '.';
    }
    if (words.wrong()) {
      return 0;
    }
    if (!right) {
      words.refuse("Invalid " + word + " " + value + " specified for route");
      return 0;
    }
    if (digits.equals(value)) {
      words.tell(word + " " + value + " has no unit", "write `" + word + " " + value + "ms`");
    }
    double number = dots > 1 ? 0 : Double.parseDouble(digits);
    return (long)
        (number
            * (seconds ? 1_000 : 1)
            * (millis || seconds
                ? Kind.valueOf(word.toUpperCase(Locale.ROOT)).unitsPerMilli()
                : 1));
  }
}
