package dev.baton.core.config.parse;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Fix;
import dev.baton.core.config.keyword.ArgumentKind;
import dev.baton.core.config.keyword.Block;
import dev.baton.core.config.keyword.Keyword;
import dev.baton.core.config.text.Word;
import java.util.List;
import java.util.Locale;

/** What to write in the place of a wrong value. */
final class ValueMends {

  /** What other programs call a BACKUP. */
  private static final List<String> BACKUPS = List.of("SLAVE", "PEER", "STANDBY", "SECONDARY");

  private ValueMends() {}

  /**
   * The diagnostic with its mend.
   *
   * @param isValue the word is meant as a value, not as a blank to be filled in
   */
  static Diagnostic mend(Diagnostic told, Keyword keyword, Word word, boolean isValue) {
    String better = isValue ? better(keyword, word.text()) : "";
    if (!better.isEmpty()) {
      String advice =
          word.text().endsWith(";")
              ? "lines do not end in `;`, delete it"
              : "write `" + keyword.name() + " " + better + "`";
      // Authentication must change on all nodes at once, so no machine mends it on one.
      var fix = Fix.replacing(word.span(), word.text(), better);
      boolean shared = keyword.block() == Block.AUTHENTICATION;
      return told.mendedBy(advice).fixedBy(shared ? fix.unsafe() : fix);
    }
    if (isNeedlessZero(keyword, word.text())) {
      return told.mendedBy(keyword.mend()).fixedByDeleting(word.line().text());
    }
    return told.mendedBy(
        keyword.mend().isEmpty()
            ? "write `" + keyword.name() + " " + Usage.of(keyword) + "`"
            : keyword.mend());
  }

  /** CentOS shipped a file with these zeros; they mean the default, which needs no line. */
  private static boolean isNeedlessZero(Keyword keyword, String value) {
    boolean pause =
        keyword.name().equals("vrrp_garp_interval") || keyword.name().equals("vrrp_gna_interval");
    return pause && value.equals("0");
  }

  /** The value that is surely meant; empty if nobody can know. */
  private static String better(Keyword keyword, String value) {
    if (value.endsWith(";") && value.length() > 1) {
      return value.substring(0, value.length() - 1);
    }
    boolean choice =
        keyword.kind() == ArgumentKind.CHOICE || keyword.kind() == ArgumentKind.CASELESS_CHOICE;
    if (!choice) {
      return "";
    }
    String upper = value.toUpperCase(Locale.ROOT);
    if (keyword.name().equals("state") && BACKUPS.contains(upper)) {
      return "BACKUP";
    }
    List<String> choices = List.of(keyword.part(1).split("\\|", -1));
    for (String candidate : choices) {
      if (candidate.equalsIgnoreCase(value)) {
        return candidate;
      }
    }
    return value.length() > 3 ? Spelling.nearest(value, choices) : "";
  }
}
