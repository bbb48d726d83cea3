package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The loops at the start of a line: {@code ~SEQ(VAR, START, STEP, END)}, {@code ~SEQx} in
 * hexadecimal, and {@code ~LST(VAR, VALUE, …)}, also over tuples of variables.
 */
final class Sequences {

  /** More turns than addresses, servers or instances that anyone writes this way. */
  private static final long TURNS_MAX = 65_536;

  /** What the variables are in the turns of a loop; made turn by turn, since most are not kept. */
  interface Turns {
    Map<String, String> at(int turn);
  }

  /** A loop, and where its body begins. */
  record Loop(int turnCount, Turns turns, int bodyFrom) {

    /** What the variables are in that turn, counted from 0. */
    Map<String, String> turn(int number) {
      return turns.at(number);
    }
  }

  private final Diagnostics diagnostics;

  Sequences(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether the line begins with a loop. */
  static boolean startsLoop(String text) {
    return parenthesis(text) > 0;
  }

  private static int parenthesis(String text) {
    int end =
        text.startsWith("~SEQx") ? 5 : text.startsWith("~SEQ") || text.startsWith("~LST") ? 4 : 0;
    if (end == 0) {
      return -1;
    }
    while (end < text.length() && Spanned.isBlank(text.charAt(end))) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '(' ? end : -1;
  }

  /** The loop at the start of the line; without turns if it is wrong, which is reported. */
  Loop parse(Spanned line, String text) {
    int open = parenthesis(text);
    int close = text.indexOf(')', open);
    if (close < 0) {
      return wrong(line, text, text.length(), "it has no closing parenthesis");
    }
    String inside = text.substring(open + 1, close);
    if (text.startsWith("~LST")) {
      return list(line, text, close + 1, inside);
    }
    return numbers(line, text, close + 1, inside.split(",", -1));
  }

  private Loop wrong(Spanned line, String text, int bodyFrom, String reason) {
    int shown = Math.min(bodyFrom, Math.min(text.length(), line.length()));
    diagnostics.add(
        Diagnostic.error(
                "loop", line.span(0, shown), "Invalid " + text.substring(0, 4) + " specification")
            .because(reason)
            .withHelp("write ~SEQ(VAR, START, STEP, END) or ~LST(VAR, VALUE, VALUE)"));
    return new Loop(0, _ -> Map.of(), bodyFrom);
  }

  /** Reports a loop within so many others. */
  void tooDeep(Spanned line, int depth) {
    diagnostics.add(
        Diagnostic.error("loop", line.span(), "Loops nested too deeply - ignoring")
            .because(
                "a line may contain " + depth + ", including those of the variables that it uses")
            .withHelp("do not use a variable in a loop of its own definition"));
  }

  private Loop numbers(Spanned line, String text, int bodyFrom, String[] parts) {
    boolean hexadecimal = text.startsWith("~SEQx");
    if (parts.length < 2 || parts.length > 4) {
      return wrong(line, text, bodyFrom, "it takes a variable and one to three numbers");
    }
    long[] given = new long[parts.length - 1];
    for (int i = 1; i < parts.length; i++) {
      OptionalLong number = Numbers.cNotation(parts[i].strip());
      if (number.isEmpty() || Math.abs(number.getAsLong()) > Integer.MAX_VALUE) {
        return wrong(line, text, bodyFrom, "`" + parts[i].strip() + "` is not a number");
      }
      given[i - 1] = number.getAsLong();
    }
    long end = given[given.length - 1];
    long start = given.length > 1 ? given[0] : end < 0 ? -1 : 1;
    long step = given.length > 2 ? given[1] : end >= start ? 1 : -1;
    if (step == 0 || (end - start) * step < 0) {
      return wrong(line, text, bodyFrom, "steps of " + step + " never lead to " + end);
    }
    if (hexadecimal && (start < 0 || end < 0)) {
      return wrong(line, text, bodyFrom, "~SEQx does not take negative numbers");
    }
    if ((end - start) / step > TURNS_MAX) {
      return wrong(line, text, bodyFrom, "it has more than " + TURNS_MAX + " turns");
    }
    String variable = parts[0].strip();
    Turns turns =
        turn -> {
          long n = start + turn * step;
          return Map.of(variable, hexadecimal ? Long.toHexString(n) : Long.toString(n));
        };
    return new Loop((int) ((end - start) / step) + 1, turns, bodyFrom);
  }

  private Loop list(Spanned line, String text, int bodyFrom, String inside) {
    List<List<String>> items = items(inside);
    if (items.isEmpty() || items.size() < 2) {
      return wrong(line, text, bodyFrom, "it has no values");
    }
    List<String> variables = items.get(0);
    var turns = new ArrayList<Map<String, String>>();
    for (List<String> values : items.subList(1, items.size())) {
      if (values.size() > variables.size()) {
        return wrong(line, text, bodyFrom, "there are more values than variables");
      }
      var turn = new HashMap<String, String>();
      for (int i = 0; i < variables.size(); i++) {
        turn.put(variables.get(i), i < values.size() ? values.get(i) : "");
      }
      turns.add(turn);
    }
    return new Loop(turns.size(), turns::get, bodyFrom);
  }

  /** The comma-separated items; an item in braces is a list of its own. */
  private static List<List<String>> items(String inside) {
    var items = new ArrayList<List<String>>();
    int at = 0;
    while (at <= inside.length()) {
      while (at < inside.length() && Spanned.isBlank(inside.charAt(at))) {
        at++;
      }
      int end;
      if (at < inside.length() && inside.charAt(at) == '{') {
        int close = inside.indexOf('}', at);
        int to = close < 0 ? inside.length() : close;
        items.add(stripped(inside.substring(at + 1, to).split(",", -1)));
        end = inside.indexOf(',', to);
      } else {
        end = inside.indexOf(',', at);
        items.add(List.of(inside.substring(at, end < 0 ? inside.length() : end).strip()));
      }
      if (end < 0) {
        break;
      }
      at = end + 1;
    }
    return items;
  }

  private static List<String> stripped(String[] parts) {
    var values = new ArrayList<String>(parts.length);
    for (String part : parts) {
      values.add(part.strip());
    }
    return values;
  }
}
