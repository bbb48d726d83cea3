package dev.baton.config.tree;

import dev.baton.config.keyword.Keyword;

/** How the argument of a keyword is written, as the manual shows it. */
public final class Usage {

  /** A bound of the number's type, not of what it counts. */
  private static final double BEYOND_MEETING = 2e9;

  private Usage() {}

  /** The argument of {@code keyword}; empty for none. */
  public static String of(Keyword keyword) {
    if (!keyword.usage().isEmpty()) {
      return keyword.usage();
    }
    String text = argument(keyword);
    return keyword.part(0).endsWith("?") ? "[" + text + "]" : text;
  }

  private static String argument(Keyword keyword) {
    return switch (keyword.kind()) {
      case FLAG -> "";
      case SWITCH -> "[on|off|true|false|yes|no]";
      case WHOLE -> whole(keyword);
      case SECONDS -> "<SECONDS with up to 6 decimals " + range(keyword) + ">";
      case COARSE_SECONDS -> "<SECONDS " + range(keyword) + ", 3 decimals>";
      case MILLISECONDS -> "<MILLISECONDS " + range(keyword) + ", 3 decimals>";
      case WEIGHT -> "<INT " + keyword.part(1) + ".." + keyword.part(2) + "> [reverse]";
      case WORD ->
          "<WORD"
              + (keyword.part(1).isEmpty() || keyword.has("alone")
                  ? ""
                  : ", " + keyword.part(1) + " chars")
              + ">";
      case WORDS -> "<WORD>...";
      case INTERFACE -> "<IF>";
      case ADDRESS -> "<IP>";
      case GROUP4 -> "<IPv4>";
      case GROUP6 -> "<IPv6>";
      case CHOICE, CASELESS_CHOICE -> keyword.part(1);
      case SCRIPT -> "SCRIPT [<USER> [[:]<GROUP>]]";
      case USER -> "<USER> [[:]<GROUP>]";
      case SPECIAL, ENTRY -> "...";
      case BLOCK -> "{ block }";
      case NAMED_BLOCK -> "<NAME> { block }";
      case OPTIONAL_BLOCK -> "{ block } or no block";
      case VALUES -> "{ one entry per line }";
      case NAMED_VALUES -> "<NAME> { one entry per line }";
    };
  }

  /** The bounds of a number, in words; empty if it has none that anybody meets. */
  static String bounds(Keyword keyword) {
    boolean clamps = keyword.has("clamp");
    String least = keyword.part(clamps ? 4 : 1);
    String greatest = keyword.part(clamps ? 5 : 2);
    boolean open = Double.parseDouble(greatest) >= BEYOND_MEETING;
    return open
        ? ", at least " + least
        : " from " + least + " to " + greatest.replaceFirst("\\.0+$", "");
  }

  private static String whole(Keyword keyword) {
    if (keyword.has("clamp")) {
      return "<INT " + keyword.part(4) + "-" + keyword.part(5) + ">";
    }
    String to = keyword.part(1).startsWith("-") ? ".." : "-";
    return "<INT " + keyword.part(1) + to + keyword.part(2) + ">";
  }

  private static String range(Keyword keyword) {
    boolean open = Double.parseDouble(keyword.part(2)) >= BEYOND_MEETING;
    return open ? "from " + keyword.part(1) : keyword.part(1) + "-" + keyword.part(2);
  }
}
