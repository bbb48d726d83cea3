package dev.baton.cli.docs;

import dev.baton.cli.command.ModuleText;
import dev.baton.config.keyword.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An example for each word: the lines that hold it, and the blocks around them. The words of simple
 * arguments get one by their kind; the others are written down in {@code examples.txt}.
 */
final class Examples {

  /** Good for most whole numbers; the first within the range is taken. */
  private static final String[] NUMBERS = {"5", "1", "10", "100", "1000"};

  private final Map<String, List<String>> written = new HashMap<>();

  private final Map<String, String> reasons = new HashMap<>();

  private Examples() {}

  static Examples load() {
    var examples = new Examples();
    examples.take(ModuleText.of(Examples.class, "examples.txt").split("\n", -1));
    return examples;
  }

  private void take(String... lines) {
    String block = "";
    List<String> example = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("= ")) {
        block = line.substring(2);
      } else if (line.startsWith("|")) {
        example.add(line.substring(2));
      } else if (line.startsWith(" ") || line.equals("}")) {
        example.add(line);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        example = new ArrayList<>();
        take(block, line, example);
      }
    }
  }

  private void take(String block, String line, List<String> example) {
    int blank = (line + " ").indexOf(' ');
    boolean lines = block.endsWith(")") && !block.equals("(root)");
    boolean keyed = lines || line.charAt(blank - 1) == ':';
    int end = keyed ? line.indexOf(':', 1) : blank;
    String first = keyed ? line.substring(end + 1).strip() : line;
    String name = block + " " + line.substring(0, end);
    if (first.startsWith("- ")) {
      reasons.put(name, first.substring(2));
      return;
    }
    written.put(name, example);
    if (!first.isEmpty()) {
      example.add(first);
    }
  }

  /** What is written down, each as its block's title, a blank and its word. */
  List<String> written() {
    var all = new ArrayList<>(written.keySet());
    all.addAll(reasons.keySet());
    return all;
  }

  /** Why a word has no example; empty if it has one. */
  String whyNone(Keyword keyword) {
    if (!keyword.whenUsed().isEmpty()) {
      return "it is reported as an error";
    }
    return reasons.getOrDefault(name(keyword), "");
  }

  private static String name(Keyword keyword) {
    return keyword.block().title() + " " + keyword.name();
  }

  /** The example of a word in the blocks around it, indented; empty for a word that has none. */
  List<String> of(Keyword keyword) {
    List<String> lines = lines(keyword);
    return lines.isEmpty() ? lines : within(Places.around(keyword), lines);
  }

  /** Only the lines of the word itself. */
  List<String> lines(Keyword keyword) {
    if (!whyNone(keyword).isEmpty()) {
      return List.of();
    }
    List<String> found = written.get(name(keyword));
    if (found != null) {
      return found;
    }
    String argument = argument(keyword);
    return List.of(argument.isEmpty() ? keyword.name() : keyword.name() + " " + argument);
  }

  private static List<String> within(List<String> heads, List<String> lines) {
    var whole = new ArrayList<String>();
    for (int depth = 0; depth < heads.size(); depth++) {
      whole.add("    ".repeat(depth) + heads.get(depth) + " {");
    }
    for (String line : lines) {
      whole.add("    ".repeat(heads.size()) + line);
    }
    for (int depth = heads.size() - 1; depth >= 0; depth--) {
      whole.add("    ".repeat(depth) + "}");
    }
    return whole;
  }

  /** What follows the word; empty where it may stand alone. */
  private static String argument(Keyword keyword) {
    return switch (keyword.kind()) {
      case SWITCH -> keyword.defaultText().equals("on") ? "off" : "on";
      case WHOLE, WEIGHT, SECONDS, COARSE_SECONDS, MILLISECONDS -> number(keyword);
      case INTERFACE -> "eth0";
      case ADDRESS -> "192.0.2.2";
      case GROUP4 -> "224.0.0.18";
      case GROUP6 -> "ff02::12";
      case CHOICE, CASELESS_CHOICE -> keyword.part(1).split("\\|", -1)[0];
      case SCRIPT -> "\"/usr/local/bin/notify\"";
      default -> "";
    };
  }

  private static String number(Keyword keyword) {
    String usual = keyword.defaultText();
    int blank = usual.indexOf(' ');
    String first = blank < 0 ? usual : usual.substring(0, blank);
    if (isWithin(first, keyword) && !first.equals("0")) {
      return first;
    }
    for (String number : NUMBERS) {
      if (isWithin(number, keyword)) {
        return number;
      }
    }
    return keyword.part(1);
  }

  private static boolean isWithin(String text, Keyword keyword) {
    try {
      double number = Double.parseDouble(text);
      return number >= Double.parseDouble(keyword.part(1))
          && number <= Double.parseDouble(keyword.part(2));
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }
}
