package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Word;
import java.util.List;
import java.util.Locale;

/** What to write in the place of a wrong value. */
final class ValueSuggestions {

  /** What other programs call a BACKUP. */
  private static final List<String> BACKUPS = List.of("SLAVE", "PEER", "STANDBY", "SECONDARY");

  private static final List<String> METHODS = List.of("NAT", "DR", "TUN");

  /** A shorter word resembles too many others. */
  private static final int LIKENESS_LETTERS_MIN = 4;

  private ValueSuggestions() {}

  /**
   * The diagnostic with its fix.
   *
   * @param isValue the word is meant as a value, not as a blank to be filled in
   */
  static Diagnostic help(Diagnostic told, Keyword keyword, Word word, boolean isValue) {
    String better = isValue ? better(keyword, word.text()) : "";
    if (!better.isEmpty()) {
      String advice =
          word.text().endsWith(";")
              ? "lines do not end in `;`, delete it"
              : "write `" + keyword.name() + " " + better + "`";
      // Authentication must change on all nodes at once, so no machine fixes it on one.
      var fix = Fix.replacing(word.span(), word.text(), better);
      boolean shared = keyword.block() == Block.AUTHENTICATION;
      return told.withHelp(advice).fixedBy(shared ? fix.unsafe() : fix);
    }
    if (isNeedlessZero(keyword, word.text())) {
      return told.withHelp(keyword.help()).fixedByDeleting(word.line().text());
    }
    return told.withHelp(word.text().equals("0") ? ofZero(keyword) : advice(keyword));
  }

  private static String ofZero(Keyword keyword) {
    return keyword.help().isEmpty() ? advice(keyword) : keyword.help();
  }

  /** What to write, whatever stands there. */
  static String advice(Keyword keyword) {
    boolean general = !keyword.help().isEmpty() && !keyword.help().startsWith("0 ");
    return general ? keyword.help() : "write " + wanted(keyword);
  }

  /** CentOS shipped a file with these zeros; they mean the default, which needs no line. */
  private static boolean isNeedlessZero(Keyword keyword, String value) {
    boolean pause =
        keyword.name().equals("vrrp_garp_interval") || keyword.name().equals("vrrp_gna_interval");
    return pause && value.equals("0");
  }

  /** What a keyword takes, in words. */
  private static String wanted(Keyword keyword) {
    return switch (keyword.kind()) {
      case WHOLE -> "a whole number" + Usage.bounds(keyword);
      case WEIGHT -> "a whole number" + Usage.bounds(keyword) + ", perhaps followed by `reverse`";
      case SECONDS, COARSE_SECONDS -> "a number of seconds" + Usage.bounds(keyword);
      case MILLISECONDS -> "a number of milliseconds" + Usage.bounds(keyword);
      case SWITCH -> "`" + keyword.name() + " on` or `" + keyword.name() + " off`";
      case ADDRESS -> "one address, such as 192.0.2.1 or 2001:db8::1";
      case GROUP4 -> "a multicast group, such as 224.0.0.18";
      case GROUP6 -> "a multicast group, such as ff02::12";
      case CHOICE, CASELESS_CHOICE ->
          keyword.part(1).indexOf('|') < 0
              ? "`" + keyword.name() + " " + keyword.part(1) + "`"
              : "one of " + keyword.part(1).replace("|", ", ");
      case INTERFACE -> "the name of an interface";
      default -> "`" + keyword.name() + " " + Usage.of(keyword) + "`";
    };
  }

  /** The value that is surely meant; empty if nobody can know. */
  private static String better(Keyword keyword, String value) {
    if (value.endsWith(";") && value.length() > 1) {
      return value.substring(0, value.length() - 1);
    }
    if (isSeconds(keyword) && hasNeedlessUnit(value)) {
      return value.substring(0, value.length() - 1);
    }
    List<String> choices = choices(keyword);
    String upper = value.toUpperCase(Locale.ROOT);
    if (keyword.name().equals("state") && BACKUPS.contains(upper)) {
      return "BACKUP";
    }
    if (choices.contains(value)) {
      return "";
    }
    for (String candidate : choices) {
      if (candidate.equalsIgnoreCase(value)) {
        return candidate;
      }
    }
    return value.length() < LIKENESS_LETTERS_MIN ? "" : Spelling.nearest(value, choices);
  }

  private static List<String> choices(Keyword keyword) {
    if (keyword.canonicalName().endsWith("lvs_method")) {
      return METHODS;
    }
    boolean choice =
        keyword.kind() == ArgumentKind.CHOICE || keyword.kind() == ArgumentKind.CASELESS_CHOICE;
    return choice ? List.of(keyword.part(1).split("\\|", -1)) : List.of();
  }

  private static boolean isSeconds(Keyword keyword) {
    return switch (keyword.kind()) {
      case SECONDS, COARSE_SECONDS -> true;
      case WHOLE -> keyword.meaning().contains("seconds") || keyword.meaning().contains("Seconds");
      default -> false;
    };
  }

  /** Seconds with their unit: {@code 50s}. */
  private static boolean hasNeedlessUnit(String value) {
    boolean digits = value.endsWith("s") && value.length() > 1;
    for (int i = 0; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      digits &= (c >= '0' && c <= '9') || (c == '.' && i > 0);
    }
    return digits;
  }
}
